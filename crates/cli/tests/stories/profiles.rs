//! Where a person's keys lie: nowhere by mistake, never twice, and under the address that the server answers to.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use crate::cast::{Person, Practice, opening};

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_not_the_servers_own_uses_nothing_up() {
    let practice = Practice::founded().await;
    let url = practice.server.url();
    let wrong = url.replace("127.0.0.1", "localhost");
    let mut server = practice.server;
    // As a server whose public address is another one than people type.
    let public = url.parse().unwrap();
    server
        .restart_with(|settings| settings.public_url = Some(public))
        .await;
    let link = practice.coordinator.invites(&["patient"]);
    let stranger = Person {
        profile: practice.patient.profile.with_file_name("stranger"),
        id: String::new(),
    };
    let said = stranger.is_refused(&["join", &link.replace(&url, &wrong)]);
    assert!(said.contains(&url), "{said}");
    stranger.does(&["join", &link]);
    let code = stranger.does(&["recovery", "show"])["code"]
        .as_str()
        .unwrap()
        .to_owned();
    let elsewhere = Person {
        profile: practice.patient.profile.with_file_name("elsewhere"),
        id: String::new(),
    };
    let said = elsewhere.is_refused(&["recover", "--server", &wrong, "--code", &code]);
    assert!(said.contains(&url), "{said}");
    elsewhere.does(&["recover", "--server", &url, "--code", &code]);
    elsewhere.does(&["case", "list"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_practice_is_founded_under_the_servers_own_address_only() {
    let server = overread_testkit::TestServer::start_with(|settings| {
        settings.public_url = Some("https://overread.example.org".parse().unwrap());
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let founder = Practice::nobody(&folder);
    let (url, token) = (server.url(), server.setup_token());
    let create = [
        "practice",
        "create",
        "--server",
        &url,
        "--setup-token",
        &token,
        "--name",
        "Praxis",
    ];
    let said = founder.is_refused(&create);
    assert!(said.contains("https://overread.example.org"), "{said}");
    assert_eq!(server.setup_token(), token, "the token still works");
    assert!(!founder.profile.join("seed").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_somebodys_own_things_does_not_become_a_profile() {
    let practice = Practice::founded().await;
    let home = practice.path("home");
    fs::create_dir_all(home.join("folder.new")).unwrap();
    for (name, text) in [
        ("report.new", "draft"),
        ("profile.1.new", "draft"),
        ("seed", "other"),
    ] {
        fs::write(home.join(name), text).unwrap();
    }
    let before = (
        crate::cast::files(&home),
        fs::metadata(&home).unwrap().permissions(),
    );
    let clumsy = Person {
        profile: home.clone(),
        id: String::new(),
    };
    let said = clumsy.is_refused(&["case", "list"]);
    assert!(said.contains("--profile"), "{said}");
    let after = (
        crate::cast::files(&home),
        fs::metadata(&home).unwrap().permissions(),
    );
    assert_eq!(before, after);
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_profile_only_what_it_had_not_finished_writing_is_swept() {
    let practice = Practice::founded().await;
    let profile = &practice.patient.profile;
    for name in ["profile.123.new", "letter.new", "a letter.5.new"] {
        fs::write(profile.join(name), "…").unwrap();
    }
    practice.patient.does(&["case", "list"]);
    assert!(!profile.join("profile.123.new").exists());
    assert!(profile.join("letter.new").exists() && profile.join("a letter.5.new").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_four_times_at_once_there_is_one_recovery_code_and_it_works() {
    let practice = Practice::founded().await;
    let asked: Vec<_> = (0..4)
        .map(|_| {
            let mut command = practice.patient.command(&["recovery", "show"]);
            command.stdout(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let codes: std::collections::BTreeSet<Vec<u8>> = asked
        .into_iter()
        .map(|asked| asked.wait_with_output().unwrap().stdout)
        .collect();
    assert_eq!(codes.len(), 1);
    let shown = practice.patient.does(&["recovery", "show"]);
    // From standard input, where nobody else on the computer can see it.
    let url = practice.server.url();
    let again = practice.stranger("again");
    let mut recover = again
        .command(&["recover", "--server", &url, "--code", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = recover.stdin.take().unwrap();
    writeln!(input, "{}", shown["code"].as_str().unwrap()).unwrap();
    drop(input);
    assert!(recover.wait_with_output().unwrap().status.success());
    again.does(&["case", "list"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_profile_is_said_to_be_damaged() {
    let practice = Practice::founded().await;
    let damage = |name: &str, how: &dyn Fn(&Path)| {
        let path = practice.patient.profile.join(name);
        let whole = fs::read(&path).unwrap();
        how(&path);
        let said = practice.patient.is_refused(&["case", "list"]);
        assert!(
            said.contains("damaged") && said.contains("recovery code"),
            "{said}"
        );
        fs::write(&path, whole).unwrap();
    };
    damage("profile", &|path| fs::write(path, "{").unwrap());
    damage("seed", &|path| fs::write(path, "short").unwrap());
    damage("seed", &|path| fs::remove_file(path).unwrap());
    practice.patient.does(&["case", "list"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_command_twice_at_once_is_one_case() {
    let practice = Practice::founded().await;
    let disc = practice.path("disc");
    overread_phantom::large_disc(5, 60).write_to(&disc).unwrap();
    let open = || {
        let mut command = practice.patient.command(&opening(&disc, &[]));
        command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let both = [open(), open()].map(|child| child.wait_with_output().unwrap());
    let refused: Vec<_> = both.iter().filter(|output| !output.status.success()).collect();
    assert_eq!(refused.len(), 1);
    let said = String::from_utf8_lossy(&refused[0].stderr);
    assert!(said.contains("at work already"), "{said}");
    let cases = practice.patient.does(&["case", "list"]);
    assert_eq!(cases["cases"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_has_passed_or_never_comes_is_said_to_be_so() {
    let practice = Practice::founded().await;
    let disc = practice.small_disc(1);
    let (_, said) = practice
        .patient
        .does_and_hears(&opening(&disc, &["--surgery-date", "2020-01-31"]));
    assert!(said.contains("has passed"), "{said}");
    let output = practice
        .patient
        .runs(&opening(&disc, &["--surgery-date", "2026-02-31"]));
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("not a day of the calendar"), "{said}");
}
