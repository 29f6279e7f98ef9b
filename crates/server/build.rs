//! Compiles the server again when the pages were built. The folder is made first: what is embedded from a folder that
//! was missing stays missing, even after the pages are there.

fn main() -> std::io::Result<()> {
    let pages = "../../web/dist";
    std::fs::create_dir_all(pages)?;
    println!("cargo:rerun-if-changed={pages}");
    Ok(())
}
