//! What hospitals put on a disc beside the images.

/// Paths and contents of a viewer's files; nothing in them runs.
pub(crate) fn viewer_files() -> Vec<(String, Vec<u8>)> {
    // The first two bytes of a DOS program and nothing after them that a machine could execute.
    let mut program = b"MZ".to_vec();
    program.resize(8 * 1024, 0);
    let autorun = "[autorun]\r\nopen=VIEWER.EXE\r\nicon=VIEWER.EXE,0\r\nlabel=Patient CD\r\n";
    let readme = "This disc holds medical images.\r\n\r\nTo look at them, start VIEWER.EXE on a Windows computer.\r\n\
                  The viewer is not approved for diagnosis.\r\n\r\nKlinikum Musterstadt, Department of Radiology\r\n";
    let index = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Patient CD</title></head>\n\
                 <body>\n<h1>Your images</h1>\n<p>Start <a href=\"VIEWER.EXE\">the viewer</a> or ask your doctor.</p>\n\
                 </body>\n</html>\n";
    vec![
        ("AUTORUN.INF".to_owned(), autorun.into()),
        ("README.TXT".to_owned(), readme.into()),
        ("VIEWER.EXE".to_owned(), program),
        ("index.html".to_owned(), index.into()),
    ]
}
