//! `kill -9` of the server and of the uploading client by turns, fifty times, at random moments.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod kept;
mod moments;
mod people;
mod server;

use std::collections::BTreeMap;
use std::time::Instant;

use overread_client::wire::{CaseId, Hash, ObjectId};
use tempfile::TempDir;

use crate::kept::Kept;
use crate::moments::Moments;
use crate::people::{Patient, hashes};
use crate::server::Server;

/// Kills, half of them of the server.
const ROUNDS: usize = 50;
/// Half a megabyte each.
const SLICES: u16 = 120;

/// Everything the story needs.
struct World {
    folder: TempDir,
    server: Server,
    patient: Patient,
    disc: BTreeMap<String, Hash>,
    moments: Moments,
    /// What the server has acknowledged at any time.
    acknowledged: BTreeMap<(CaseId, ObjectId), Hash>,
    kills: usize,
}

#[tokio::test]
async fn fifty_kills_of_server_and_client_lose_nothing_and_leave_nothing_twice() {
    let mut world = World::new();
    let undisturbed = Instant::now();
    let mut cases = vec![
        world
            .patient
            .open("How long does it take alone?")
            .finished()
            .unwrap(),
    ];
    // A command meets two kills, so that some of them fall into every stage, also when it signs and submits.
    world.moments.within(undisturbed.elapsed() * 3 / 4);
    while world.kills < ROUNDS {
        cases.push(world.send_through_kills(cases.len()).await);
    }
    println!("{} kills over {} cases", world.kills, cases.len());
    world.server.kill();
    world.server.start_again();
    world.is_all_there_once(&cases).await;
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let disc = folder.path().join("disc");
        overread_phantom::Phantom::new(7)
            .ct(overread_phantom::Series::ct(SLICES, 512))
            .junk(true)
            .dicomdir(true)
            .first_report(true)
            .write_to(&disc)
            .unwrap();
        let server = Server::start(&folder.path().join("data"));
        let patient = Patient::of_a_new_practice(folder.path(), &disc, &server);
        let disc = hashes(&disc);
        Self {
            folder,
            server,
            patient,
            disc,
            moments: Moments::new(),
            acknowledged: BTreeMap::new(),
            kills: 0,
        }
    }

    /// Sends the disc into a case of its own. Whenever the command ends without a case, it is typed again.
    async fn send_through_kills(&mut self, number: usize) -> CaseId {
        let question = format!("Question {number}?");
        let mut told = None;
        loop {
            let mut upload = self.patient.open(&question);
            let mut server_was_gone = false;
            while !upload.ends_within(self.moments.next()) && self.kills < ROUNDS {
                self.kills += 1;
                self.note_what_is_acknowledged().await;
                if self.kills.is_multiple_of(2) {
                    upload.kill();
                    break;
                }
                self.server.kill();
                server_was_gone = true;
                self.server.start_again();
                self.nothing_acknowledged_is_lost().await;
            }
            match upload.finished() {
                // Killed after it told the case and before it forgot it: the same words lead to the same case.
                Ok(case) if self.patient.has_unfinished() => told = Some(case),
                Ok(case) => {
                    assert!(
                        told.is_none_or(|told| told == case),
                        "another case than the one told"
                    );
                    return case;
                }
                Err(said) => assert!(said.is_empty() || server_was_gone, "{said}"),
            }
        }
    }

    async fn kept(&self) -> Kept {
        Kept::open(&self.server.data).await
    }

    /// Rows stand before answers do, so this is all that was acknowledged, and at most a little more.
    async fn note_what_is_acknowledged(&mut self) {
        for row in self.kept().await.objects().await {
            self.acknowledged.insert((row.case, row.object), row.hash);
        }
    }

    async fn nothing_acknowledged_is_lost(&self) {
        let rows = self.kept().await.objects().await;
        let there: BTreeMap<_, _> = rows
            .iter()
            .map(|row| ((row.case, row.object), row.hash))
            .collect();
        for (object, hash) in &self.acknowledged {
            assert_eq!(there.get(object), Some(hash), "an acknowledged object is gone");
        }
    }

    async fn is_all_there_once(&mut self, cases: &[CaseId]) {
        self.nothing_acknowledged_is_lost().await;
        assert_eq!(self.patient.cases(), cases.len(), "one case for each question");
        let kept = self.kept().await;
        for case in cases {
            kept.tells_its_story_once(*case).await;
            let back = self.folder.path().join("back");
            self.patient.fetches(*case, &back);
            assert!(hashes(&back) == self.disc, "the bytes differ");
            std::fs::remove_dir_all(back).unwrap();
        }
        kept.has_one_whole_file_for_each_object().await;
        self.patient.left_nothing_unfinished();
    }
}
