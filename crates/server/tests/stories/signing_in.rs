use overread_testkit::TestServer;
use overread_wire::Role;
use overread_wire::api::{Contact, SignIn, SignInProof};

use crate::world::{Person, World, practice, random};

const MINUTE: u64 = 60 * 1000;

#[tokio::test]
async fn a_session_lasts_a_quarter_of_an_hour_and_ends_when_told() {
    let (server, world) = practice().await;
    let (person, token) = world.patient().await;
    world.get("/cases", Some(&token)).await.is(200);
    server.clock().advance(16 * MINUTE);
    world.get("/cases", Some(&token)).await.refused(401, "sign-in");

    let token = world.sign_in(&person).await;
    world.get("/cases", Some(&token)).await.is(200);
    world
        .send(world.request(reqwest::Method::DELETE, "/sessions", Some(&token)))
        .await
        .is(204);
    world.get("/cases", Some(&token)).await.refused(401, "sign-in");
}

#[tokio::test]
async fn a_proof_signs_in_once() {
    let (_server, world) = practice().await;
    let (person, _) = world.patient().await;
    let proof = world.proof(&person, &world.url).await;
    world.post("/sessions", None, &proof).await.is(200);
    world
        .post("/sessions", None, &proof)
        .await
        .refused(401, "wrong-proof");
}

#[tokio::test]
async fn whoever_makes_up_challenges_is_soon_refused_and_keeps_nobody_from_writing() {
    let (server, world) = practice().await;
    let (person, _) = world.patient().await;
    let try_it = async || {
        let proof = SignInProof {
            challenge: random::<32>().to_vec(),
            person: person.id,
            origin: world.url.clone(),
        };
        let proof = SignIn {
            proof: person.sign(proof).bytes().into(),
        };
        let request = world
            .request(reqwest::Method::POST, "/sessions", None)
            .json(&proof);
        world.send(request.header("x-forwarded-for", "203.0.113.7")).await
    };
    try_it().await.refused(401, "wrong-proof");
    let path = server.data().join("overread.sqlite");
    let db = sqlx::SqlitePool::connect(&format!("sqlite://{}", path.display()))
        .await
        .unwrap();
    let counted = sqlx::query("UPDATE attempts SET count = 1000").execute(&db).await;
    assert!(counted.unwrap().rows_affected() > 0);
    // While somebody writes, everything that wants to write waits.
    let writing = db.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let refused = tokio::time::timeout(std::time::Duration::from_secs(5), try_it()).await;
    refused.unwrap().refused(429, "too-many");
    writing.rollback().await.unwrap();
    db.close().await;
    world.sign_in(&person).await;
}

#[tokio::test]
async fn a_challenge_is_good_for_two_minutes() {
    let (server, world) = practice().await;
    let (person, _) = world.patient().await;
    let proof = world.proof(&person, &world.url).await;
    server.clock().advance(2 * MINUTE + 1);
    world
        .post("/sessions", None, &proof)
        .await
        .refused(401, "wrong-proof");
}

#[tokio::test]
async fn a_proof_made_for_another_address_does_not_sign_in_here() {
    let (_server, world) = practice().await;
    let (person, _) = world.patient().await;
    for origin in [
        "https://overread.example.org",
        "http://127.0.0.1:1",
        &world.url.replace("127.0.0.1", "localhost"),
    ] {
        let proof = world.proof(&person, origin).await;
        world
            .post("/sessions", None, &proof)
            .await
            .refused(401, "wrong-origin");
    }
}

#[tokio::test]
async fn behind_a_public_address_only_that_address_counts() {
    let server = TestServer::start_with(|settings| {
        settings.public_url = Some("https://overread.example.org".parse().unwrap());
    })
    .await;
    let world = World::before(&server.url());
    world
        .post("/practice", None, &world.founding(&server.setup_token()))
        .await
        .is(201);
    let proof = world.proof(&world.root, &world.url).await;
    world
        .post("/sessions", None, &proof)
        .await
        .refused(401, "wrong-origin");
    let proof = world.proof(&world.root, "https://overread.example.org").await;
    let answer = world.post("/sessions", None, &proof).await.is(200);
    assert!(answer.headers.contains_key("strict-transport-security"));
}

#[tokio::test]
async fn nobody_signs_in_with_the_challenge_or_the_key_of_another() {
    let (_server, world) = practice().await;
    let (person, _) = world.patient().await;
    let stranger = Person::new();
    let proof = world.proof(&stranger, &world.url).await;
    world
        .post("/sessions", None, &proof)
        .await
        .refused(401, "wrong-proof");
    let claims_to_be = Person {
        id: person.id,
        ..stranger
    };
    let proof = world.proof(&claims_to_be, &world.url).await;
    world
        .post("/sessions", None, &proof)
        .await
        .refused(401, "wrong-proof");
}

#[tokio::test]
async fn notices_go_to_one_mail_address_or_to_none() {
    let (_server, world) = practice().await;
    let (_, token) = world.patient().await;
    let contact = async |mail: &str| {
        let contact = Contact {
            mail: mail.to_owned(),
            language: "de".to_owned(),
        };
        let request = world.request(reqwest::Method::PUT, "/contact", Some(&token));
        world.send(request.json(&contact)).await
    };
    contact("anna@example.org").await.is(204);
    contact("anna@example.org, otto@example.org")
        .await
        .refused(422, "not-a-mail-address");
    contact("").await.is(204);
}

#[tokio::test]
async fn drafts_and_recovery_belong_to_one_person() {
    let (_server, world) = practice().await;
    let (_, one) = world.patient().await;
    let (_, two) = world.member(Role::Radiologist).await;
    let (draft, recovery) = (
        format!("/drafts/{}", "ab".repeat(16)),
        format!("/recovery/{}", "cd".repeat(16)),
    );
    world.put(&draft, Some(&one), b"sealed".to_vec()).await.is(204);
    assert_eq!(world.get(&draft, Some(&one)).await.is(200).body, b"sealed");
    world.get(&draft, Some(&two)).await.refused(404, "unknown");

    world.put(&recovery, Some(&one), b"seed".to_vec()).await.is(204);
    world
        .put(&recovery, Some(&two), b"other".to_vec())
        .await
        .refused(403, "not-yours");
    assert_eq!(world.get(&recovery, None).await.is(200).body, b"seed");
}
