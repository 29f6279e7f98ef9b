//! The real binary, killed without warning; and its memory while many send at once.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use futures::future::join_all;
use overread_wire::{Compartment, Hash, ObjectId, ObjectKind};

use crate::world::{World, random};

struct Process {
    child: Child,
    url: String,
}

impl Process {
    fn start(data: &Path, listen: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_overread-server"))
            .args(["--listen", listen, "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let open = lines
            .map(Result::unwrap)
            .find_map(|line| line.strip_prefix("Open ").map(str::to_owned))
            .unwrap();
        Self { child, url: open }
    }

    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn found(process: &Process, data: &Path) -> World {
    let token = std::fs::read_to_string(data.join("setup-token")).unwrap();
    World::found(&process.url, token.trim()).await
}

#[tokio::test]
async fn whatever_was_acknowledged_is_there_after_the_server_was_killed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut process = Process::start(&data, "127.0.0.1:0");
    let listen = process.url.replace("http://localhost", "127.0.0.1");
    let world = found(&process, &data).await;
    let patient = world.patient().await;
    let story = world.open(&patient).await;
    let mut acknowledged: Vec<(ObjectId, Hash)> = Vec::new();
    for round in 0..5u64 {
        let sending = async {
            let mut done = Vec::new();
            loop {
                let (object, bytes) = (ObjectId::from_bytes(random()), random::<200_000>().to_vec());
                let path = story.object(object, Compartment::Images, ObjectKind::Pack);
                let hash = Hash::of(&bytes);
                let sent = world
                    .request(reqwest::Method::PUT, &path, Some(&patient.1))
                    .body(bytes)
                    .send()
                    .await;
                match sent {
                    Ok(answer) if answer.status().as_u16() == 200 => done.push((object, hash)),
                    _ => return done,
                }
            }
        };
        let killing = async {
            tokio::time::sleep(std::time::Duration::from_millis(150 + 70 * round)).await;
            process.kill();
        };
        let (done, ()) = futures::join!(sending, killing);
        acknowledged.extend(done);
        process = Process::start(&data, &listen);
    }
    assert!(!acknowledged.is_empty());
    assert_eq!(std::fs::read_dir(data.join("blobs/arriving")).unwrap().count(), 0);
    for (object, hash) in acknowledged {
        let there = world
            .get(&story.path(&format!("objects/{object}")), Some(&patient.1))
            .await
            .is(200);
        assert_eq!(Hash::of(&there.body), hash);
    }
}

#[tokio::test]
async fn a_second_server_does_not_touch_the_data_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let _first = Process::start(&data, "127.0.0.1:0");
    let second = Command::new(env!("CARGO_BIN_EXE_overread-server"))
        .args(["--listen", "127.0.0.1:0", "--data"])
        .arg(&data)
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).contains("Another server is using this data folder"));
}

#[tokio::test]
async fn a_server_that_is_told_to_stop_ends_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut process = Process::start(&folder.path().join("data"), "127.0.0.1:0");
    let id = process.child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    assert!(process.child.wait().unwrap().success());
}

#[tokio::test]
async fn twenty_who_send_packs_at_once_fit_in_a_hundred_megabytes() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let process = Process::start(&data, "127.0.0.1:0");
    let world = found(&process, &data).await;
    let patient = world.patient().await;
    let story = world.open(&patient).await;
    let pack: Vec<u8> = (0..=255).cycle().take(8 << 20).collect();
    for _ in 0..2 {
        let sent = (0..20).map(|_| async {
            let path = story.object(
                ObjectId::from_bytes(random()),
                Compartment::Images,
                ObjectKind::Pack,
            );
            world.put(&path, Some(&patient.1), pack.clone()).await
        });
        for answer in join_all(sent).await {
            answer.is(200);
        }
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.child.id())).unwrap();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    let kilobytes: u64 = peak.split_whitespace().nth(1).unwrap().parse().unwrap();
    println!("peak memory with 20 senders of 8 MiB: {} MB", kilobytes / 1024);
    assert!(kilobytes < 100 * 1024, "{peak}");
}
