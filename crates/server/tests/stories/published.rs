use std::collections::BTreeSet;
use std::path::PathBuf;

use overread_server::{COLUMNS, openapi, what_the_server_sees};
use overread_wire::Role;
use reqwest::Method;
use sqlx::Row;

use crate::world::practice;

/// Compares a file with what it should say; writes it when `OVERREAD_UPDATE` is set.
fn compare(path: &str, expected: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("OVERREAD_UPDATE").is_some() {
        std::fs::write(&path, expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "{} differs; run this test with OVERREAD_UPDATE=1 and look at the difference",
        path.display()
    );
}

#[test]
fn the_published_description_of_the_routes_is_the_one_in_the_repository() {
    let mut text = serde_json::to_string_pretty(&openapi()).unwrap();
    text.push('\n');
    compare("tests/openapi.json", &text);
}

#[test]
fn the_page_about_what_the_server_sees_is_up_to_date() {
    compare("../../docs/what-the-server-sees.md", &what_the_server_sees());
}

#[tokio::test]
async fn every_column_of_the_database_is_explained_and_no_other() {
    let (mut server, _world) = practice().await;
    server.stop().await;
    let path = server.data().join("overread.sqlite");
    let db = sqlx::SqlitePool::connect(&format!("sqlite://{}", path.display()))
        .await
        .unwrap();
    let rows = sqlx::query(
        "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c \
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '_sqlx_%'",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    let stored: BTreeSet<(String, String)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let explained: BTreeSet<(String, String)> = COLUMNS
        .iter()
        .map(|(table, column, _)| ((*table).to_owned(), (*column).to_owned()))
        .collect();
    assert_eq!(stored, explained);
}

#[tokio::test]
async fn logs_name_routes_and_never_people_cases_or_tokens() {
    let (server, world) = practice().await;
    let patient = world.patient().await;
    let radiologist = world.member(Role::Radiologist).await;
    let mut story = world.submitted(&patient).await;
    story.assign(&world, &radiologist.0, false).await;
    world
        .get(&format!("/nothing/{}?token={}", story.case, patient.1), None)
        .await
        .is(404);
    let logs = server.logs();
    assert!(logs.contains("/api/v1/cases/{case}/objects/{object}"));
    for secret in [
        story.case.to_string(),
        patient.0.id.to_string(),
        patient.1,
        radiologist.0.id.to_string(),
        "127.0.0.1".to_owned(),
    ] {
        assert!(!logs.contains(&secret), "{secret}");
    }
    for line in logs.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_strict_headers() {
    let (server, world) = practice().await;
    for path in [
        "/",
        "/board/",
        "/reading/",
        "/share/",
        "/missing",
        "/healthz",
        "/api/v1/time",
        "/api/v1/roster",
    ] {
        let answer = world
            .send(world.http.get(format!("{}{path}", server.url())))
            .await;
        let header = |name: &str| {
            answer
                .headers
                .get(name)
                .map_or("", |value| value.to_str().unwrap())
        };
        assert!(
            header("content-security-policy").starts_with("default-src 'none'"),
            "{path}"
        );
        assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(header("cross-origin-embedder-policy"), "require-corp", "{path}");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert_eq!(header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert!(header("permissions-policy").contains("camera=()"), "{path}");
        assert!(
            !answer.headers.contains_key("strict-transport-security"),
            "{path}"
        );
        if path.starts_with("/api") {
            assert_eq!(header("cache-control"), "no-store", "{path}");
        }
    }
}

#[tokio::test]
async fn a_wrong_method_is_refused_in_words_like_everything_else() {
    let (server, world) = practice().await;
    for (method, path, allowed) in [
        (Method::DELETE, "/api/v1/practice", "GET,HEAD,POST"),
        (Method::PUT, "/api/v1/time", "GET,HEAD"),
        (Method::POST, "/healthz", "GET,HEAD"),
        (Method::POST, "/board/", "GET,HEAD"),
    ] {
        let request = world.http.request(method, format!("{}{path}", server.url()));
        let answer = world.send(request).await;
        assert_eq!(answer.headers["allow"], allowed, "{path}");
        answer.refused(405, "method-not-allowed");
    }
}

#[tokio::test]
async fn a_server_says_whether_it_lives_and_is_ready() {
    let (mut server, world) = practice().await;
    for (path, says) in [("/healthz", "ok\n"), ("/readyz", "ready\n")] {
        let answer = world
            .send(world.http.get(format!("{}{path}", server.url())))
            .await
            .is(200);
        assert_eq!(answer.body, says.as_bytes());
    }
    server.restart_with(|settings| settings.max_bytes = Some(0)).await;
    world
        .send(world.http.get(format!("{}/readyz", server.url())))
        .await
        .is(503);
}
