//! Many who only keep the line open, and those whose line is slow.

use std::time::{Duration, Instant};

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use overread_server::Patience;
use overread_testkit::TestServer;
use overread_wire::ledger::Act;
use overread_wire::{Compartment, Hash, ObjectId, ObjectKind};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use crate::world::{CaseStory, World, practice, random};

const MOMENT: Duration = Duration::from_millis(600);

async fn hurried() -> TestServer {
    TestServer::start_with(|settings| {
        settings.patience = Patience {
            connections: 10,
            head: MOMENT,
            body: MOMENT,
            answer: MOMENT,
        };
    })
    .await
}

async fn line(server: &TestServer, sent: &str) -> TcpStream {
    let address = server.url().replace("http://", "");
    let mut line = TcpStream::connect(address).await.unwrap();
    line.write_all(sent.as_bytes()).await.unwrap();
    line
}

/// Everything that comes until the server hangs up.
async fn until_closed(mut line: TcpStream) -> String {
    let mut came = Vec::new();
    tokio::time::timeout(Duration::from_secs(10), line.read_to_end(&mut came))
        .await
        .unwrap()
        .unwrap();
    String::from_utf8(came).unwrap()
}

#[tokio::test]
async fn whoever_never_ends_a_request_is_hung_up_on() {
    let server = hurried().await;
    for begun in [
        "",
        "GET / HTTP/1.1\r\n",
        "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    ] {
        until_closed(line(&server, begun).await).await;
    }
    let answer = until_closed(line(&server, &challenge(100)).await).await;
    assert!(
        answer.starts_with("HTTP/1.1 400") && answer.contains("broken-off"),
        "{answer}"
    );
}

#[tokio::test]
async fn whoever_sends_a_byte_now_and_then_is_hung_up_on() {
    let server = hurried().await;
    let (mut reading, mut writing) = line(&server, &challenge(1_000_000)).await.into_split();
    let trickling = async {
        while writing.write_all(b" ").await.is_ok() {
            tokio::time::sleep(MOMENT / 6).await;
        }
    };
    let mut came = Vec::new();
    tokio::select! {
        read = reading.read_to_end(&mut came) => { read.unwrap(); }
        () = trickling => {}
        () = tokio::time::sleep(Duration::from_secs(10)) => panic!("the server still waits"),
    }
}

/// The beginning of a question whose body is said to be `length` bytes long.
fn challenge(length: usize) -> String {
    format!(
        "POST /api/v1/challenges HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{{"
    )
}

#[tokio::test]
async fn a_slow_line_sends_and_fetches_a_pack_whole() {
    let server = hurried().await;
    let world = World::found(&server.url(), &server.setup_token()).await;
    let patient = world.patient().await;
    let story = world.open(&patient).await;
    let object = ObjectId::from_bytes(random());
    let path = story.object(object, Compartment::Images, ObjectKind::Pack);
    let pack: Vec<u8> = (0..=255).cycle().take(8 << 20).collect();
    let begun = Instant::now();

    let head = |method: &str, path: &str, length: usize| {
        format!(
            "{method} /api/v1{path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer {}\r\ncontent-length: {length}\r\n\r\n",
            patient.1
        )
    };
    let mut sending = line(&server, &head("PUT", &path, pack.len())).await;
    for part in pack.chunks(pack.len() / 10) {
        sending.write_all(part).await.unwrap();
        tokio::time::sleep(MOMENT / 2).await;
    }
    let answer = until_closed(sending).await;
    assert!(
        answer.contains("200 OK") && answer.contains(&Hash::of(&pack).to_string()),
        "{answer}"
    );
    assert!(begun.elapsed() > 4 * MOMENT);

    let begun = Instant::now();
    let path = story.path(&format!("objects/{object}"));
    let mut fetching = line(&server, &head("GET", &path, 0)).await;
    let mut came = Vec::new();
    while (&mut fetching)
        .take(1 << 20)
        .read_to_end(&mut came)
        .await
        .unwrap()
        > 0
    {
        tokio::time::sleep(MOMENT / 3).await;
    }
    assert!(came.ends_with(&pack), "{} bytes came", came.len());
    assert!(begun.elapsed() > MOMENT);
}

#[tokio::test]
async fn a_line_that_takes_little_at_a_time_is_not_hung_up_on() {
    let server = hurried().await;
    let world = World::found(&server.url(), &server.setup_token()).await;
    let patient = world.patient().await;
    let story = world.open(&patient).await;
    let object = ObjectId::from_bytes(random());
    let path = story.object(object, Compartment::Images, ObjectKind::Pack);
    let pack: Vec<u8> = (0..=255).cycle().take(4 << 20).collect();
    world.put(&path, Some(&patient.1), pack.clone()).await.is(200);
    let narrow = TcpSocket::new_v4().unwrap();
    narrow.set_recv_buffer_size(64 << 10).unwrap();
    let address = server.url().replace("http://", "").parse().unwrap();
    let mut fetching = narrow.connect(address).await.unwrap();
    let head = format!(
        "GET /api/v1{} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\r\n",
        story.path(&format!("objects/{object}")),
        patient.1
    );
    fetching.write_all(head.as_bytes()).await.unwrap();
    let mut came = Vec::new();
    while (&mut fetching)
        .take(64 << 10)
        .read_to_end(&mut came)
        .await
        .unwrap()
        > 0
    {
        tokio::time::sleep(MOMENT / 6).await;
    }
    assert!(came.ends_with(&pack), "{} bytes came", came.len());
}

#[tokio::test]
async fn whoever_asks_and_never_takes_the_answer_is_hung_up_on() {
    let server = hurried().await;
    let world = World::found(&server.url(), &server.setup_token()).await;
    let patient = world.patient().await;
    let story = world.open(&patient).await;
    let object = ObjectId::from_bytes(random());
    let path = story.object(object, Compartment::Images, ObjectKind::Pack);
    let pack = vec![7; 32 << 20];
    world.put(&path, Some(&patient.1), pack.clone()).await.is(200);
    let path = story.path(&format!("objects/{object}"));
    let head = format!(
        "GET /api/v1{path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\r\n",
        patient.1
    );
    let mut fetching = line(&server, &head).await;
    tokio::time::sleep(4 * MOMENT).await;
    let mut came = Vec::new();
    // Whether the line ends or breaks depends on what was still on its way.
    let _ = fetching.read_to_end(&mut came).await;
    assert!(came.len() < pack.len(), "{} bytes came", came.len());
}

#[tokio::test]
async fn a_crowded_server_still_says_how_it_is() {
    let server = TestServer::start_with(|settings| {
        settings.patience = Patience {
            connections: 5,
            ..Patience::default()
        };
    })
    .await;
    let mut idle = Vec::new();
    for _ in 0..5 {
        idle.push(line(&server, "GET / HTTP/1.1\r\n").await);
    }
    let ask = async |path: &str| {
        until_closed(line(&server, &format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n")).await).await
    };
    assert!(ask("/healthz").await.starts_with("HTTP/1.1 200"));
    let refused = ask("/api/v1/practice").await;
    assert!(
        refused.starts_with("HTTP/1.1 503") && refused.contains("busy"),
        "{refused}"
    );
    drop(idle);
    tokio::time::sleep(Duration::from_millis(200)).await;
    let response = reqwest::get(format!("{}/api/v1/time", server.url()))
        .await
        .unwrap();
    assert_eq!(response.status().as_u16(), 200);
}

#[tokio::test]
async fn a_server_that_stops_waits_for_a_pack_under_way_and_not_for_the_idle() {
    let mut server = TestServer::start().await;
    let world = World::found(&server.url(), &server.setup_token()).await;
    let patient = world.patient().await;
    let story = world.open(&patient).await;
    let path = story.object(
        ObjectId::from_bytes(random()),
        Compartment::Images,
        ObjectKind::Pack,
    );
    let _preconnected = line(&server, "").await;
    let head = format!(
        "PUT /api/v1{path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-length: 8\r\n\r\nhalf",
        patient.1
    );
    let mut sending = line(&server, &head).await;
    tokio::time::sleep(MOMENT).await;
    let begun = Instant::now();
    let rest = async {
        tokio::time::sleep(MOMENT).await;
        sending.write_all(b"pack").await.unwrap();
        until_closed(sending).await
    };
    let (answer, ()) = tokio::join!(rest, server.stop());
    assert!(answer.contains("200 OK"), "{answer}");
    assert!(begun.elapsed() < Duration::from_secs(10));
}

/// How long one byte of an object of each case takes, the middle of many, asked for in turns.
async fn first_bytes<const N: usize>(world: &World, asked: [(&CaseStory, ObjectId); N]) -> [Duration; N] {
    let mut took = [(); N].map(|()| Vec::new());
    for _ in 0..15 {
        for ((story, object), took) in asked.iter().zip(&mut took) {
            let begun = Instant::now();
            first_byte(world, story, *object).await;
            took.push(begun.elapsed());
        }
    }
    took.map(|mut took| {
        took.sort();
        took[took.len() / 2]
    })
}

async fn first_byte(world: &World, story: &CaseStory, object: ObjectId) {
    let path = story.path(&format!("objects/{object}"));
    let request = world.request(reqwest::Method::GET, &path, Some(&story.patient.1));
    world.send(request.header("range", "bytes=0-0")).await.is(206);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_a_crowd_reads_a_case_with_a_long_history_its_neighbour_is_read_too() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let mut long = world.open(&patient).await;
    let begun = Instant::now();
    for _ in 1..315 {
        let looked = Act::OpenedBy(Compartment::Intake);
        long.say(&world, &patient, looked).await.is(200);
    }
    println!("an entry is taken in after   {:?}", begun.elapsed() / 314);
    let neighbour = world.patient().await;
    let short = world.open(&neighbour).await;
    let of_long = long.stored(&world, &patient, Compartment::Images, ObjectKind::Pack);
    let of_short = short.stored(&world, &neighbour, Compartment::Images, ObjectKind::Pack);
    let (of_long, of_short) = (of_long.await.object, of_short.await.object);

    let [from_short, from_long] = first_bytes(&world, [(&short, of_short), (&long, of_long)]).await;
    println!("from a case of 1 entry       {from_short:?}");
    println!("from a case of 315 entries   {from_long:?}");

    let mut crowd = FuturesUnordered::new();
    for _ in 0..150 {
        crowd.push(first_byte(&world, &long, of_long));
    }
    let (begun, mut answered) = (Instant::now(), 0);
    let crowding = async {
        while crowd.next().await.is_some() {
            answered += 1;
            crowd.push(first_byte(&world, &long, of_long));
        }
    };
    let beside = async {
        tokio::time::sleep(MOMENT).await;
        first_bytes(&world, [(&short, of_short)]).await
    };
    let [beside] = tokio::select! {
        () = crowding => unreachable!("each that is answered asks again"),
        beside = beside => beside,
    };
    println!("… while 150 read the long    {beside:?}");
    println!(
        "answers to the 150           {:.0}/s",
        f64::from(answered) / begun.elapsed().as_secs_f64()
    );
    assert!(answered > 0, "the crowd is answered as well");
}
