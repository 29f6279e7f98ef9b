use overread_testkit::TestServer;
use overread_wire::api::{InvitationAnswer, PersonCard, Practice, Profiles, RosterAnswer};
use overread_wire::{Charter, Invitation, Joining, Membership, Role, Roster, Signed, encode};

use crate::world::{Person, World, practice};

#[tokio::test]
async fn a_practice_is_founded_once_with_the_token_that_was_printed() {
    let server = overread_testkit::TestServer::start().await;
    let world = World::before(&server.url());
    world.get("/practice", None).await.refused(404, "no-practice");
    world
        .post("/practice", None, &world.founding("guessed"))
        .await
        .refused(403, "wrong-setup-token");

    let token = server.setup_token();
    let founded: Practice = world
        .post("/practice", None, &world.founding(&token))
        .await
        .is(201)
        .json();
    assert_eq!(founded.practice, world.root.id);
    assert!(!server.data().join("setup-token").exists());

    world
        .post("/practice", None, &World::before(&server.url()).founding(&token))
        .await
        .refused(409, "already-founded");
    let seen: Practice = world.get("/practice", None).await.is(200).json();
    assert_eq!(seen.page.name, "Second Look");
}

#[tokio::test]
async fn after_a_restart_the_practice_is_still_there_and_asks_for_no_setup() {
    let (mut server, world) = practice().await;
    server.restart().await;
    assert!(!server.data().join("setup-token").exists());
    let seen: Practice = world.get("/practice", None).await.is(200).json();
    assert_eq!(seen.practice, world.root.id);
}

#[tokio::test]
async fn a_radiologist_joins_and_everyone_can_prove_it_from_the_root() {
    let (_server, world) = practice().await;
    let (radiologist, token) = world.member(Role::Radiologist).await;
    let answer: RosterAnswer = world.get("/roster", Some(&token)).await.is(200).json();
    let charter = Signed::<Charter>::parse(&answer.charter.0).unwrap();
    let mut roster = Roster::found(world.root.id, &charter).unwrap();
    for membership in &answer.memberships {
        let invitation = Signed::<Invitation>::parse(&membership.invitation.0).unwrap();
        let joining = Signed::<Joining>::parse(&membership.joining.0).unwrap();
        roster.admit(&Membership { invitation, joining }).unwrap();
    }
    assert_eq!(roster.role(radiologist.id), Some(Role::Radiologist));

    let profiles: Profiles = world
        .get("/profiles", Some(&world.coordinator))
        .await
        .is(200)
        .json();
    assert!(
        profiles
            .profiles
            .iter()
            .any(|profile| profile.person == radiologist.id)
    );
}

#[tokio::test]
async fn a_patient_does_not_learn_who_the_other_patients_are() {
    let (_server, world) = practice().await;
    let (_, one) = world.member(Role::Patient).await;
    world.member(Role::Patient).await;
    world.member(Role::Radiologist).await;
    let seen = |token: String| {
        let world = &world;
        async move {
            world
                .get("/roster", Some(&token))
                .await
                .is(200)
                .json::<RosterAnswer>()
                .memberships
                .len()
        }
    };
    assert_eq!(seen(one).await, 2, "themselves and the radiologist");
    assert_eq!(seen(world.coordinator.clone()).await, 3);
}

#[tokio::test]
async fn an_invitation_is_good_for_one_person() {
    let (_server, world) = practice().await;
    let (new, link) = world.invitation(Role::Radiologist, world.now().plus_hours(1));
    world
        .post("/invitations", Some(&world.coordinator), &new)
        .await
        .is(201);
    world
        .post("/invitations", Some(&world.coordinator), &new)
        .await
        .is(201);
    let id = overread_wire::invite_id(&link.card.verify);
    let found: InvitationAnswer = world
        .get(&format!("/invitations/{id}"), None)
        .await
        .is(200)
        .json();
    assert_eq!(found.id, id);

    let (path, join) = world.joining(&link, &Person::new());
    world.post(&path, None, &join).await.is(204);
    world.post(&path, None, &join).await.is(204);
    let (path, second) = world.joining(&link, &Person::new());
    world
        .post(&path, None, &second)
        .await
        .refused(410, "invitation-used");
    world
        .get(&format!("/invitations/{id}"), None)
        .await
        .refused(410, "invitation-used");
}

#[tokio::test]
async fn two_who_take_up_one_invitation_at_the_same_moment_are_not_both_let_in() {
    let (_server, world) = practice().await;
    let (new, link) = world.invitation(Role::Radiologist, world.now().plus_hours(1));
    world
        .post("/invitations", Some(&world.coordinator), &new)
        .await
        .is(201);
    let joins: Vec<_> = (0..8).map(|_| world.joining(&link, &Person::new())).collect();
    let answers =
        futures::future::join_all(joins.iter().map(|(path, join)| world.post(path, None, join))).await;
    assert_eq!(
        answers
            .iter()
            .filter(|answer| answer.status.as_u16() == 204)
            .count(),
        1
    );
}

#[tokio::test]
async fn an_invitation_that_has_lapsed_lets_nobody_in() {
    let (server, world) = practice().await;
    let (new, link) = world.invitation(Role::Radiologist, world.now().plus_hours(1));
    world
        .post("/invitations", Some(&world.coordinator), &new)
        .await
        .is(201);
    server.clock().advance(61 * 60 * 1000);
    let id = overread_wire::invite_id(&link.card.verify);
    world
        .get(&format!("/invitations/{id}"), None)
        .await
        .refused(410, "invitation-lapsed");
    let (path, join) = world.joining(&link, &Person::new());
    world
        .post(&path, None, &join)
        .await
        .refused(410, "invitation-lapsed");
}

#[tokio::test]
async fn whoever_does_not_hold_the_link_cannot_join_with_it() {
    let (_server, world) = practice().await;
    let (new, link) = world.invitation(Role::Radiologist, world.now().plus_hours(1));
    world
        .post("/invitations", Some(&world.coordinator), &new)
        .await
        .is(201);
    let (path, _) = world.joining(&link, &Person::new());
    let thief = Person::new();
    let (_, join) = world.joining(&thief, &thief);
    world.post(&path, None, &join).await.refused(422, "stranger");
}

#[tokio::test]
async fn only_the_root_invites_coordinators() {
    let (_server, world) = practice().await;
    let (coordinator, token) = world.member(Role::Coordinator).await;
    let link = Person::new();
    for (role, status) in [
        (Role::Coordinator, 403),
        (Role::LinkHolder, 403),
        (Role::Radiologist, 201),
    ] {
        let invitation = Invitation {
            practice: world.root.id,
            invite_key: link.card.verify,
            role,
            expires: world.now().plus_hours(1),
            note: overread_wire::Hash::of(b"note"),
            introduced: None,
        };
        let new = overread_wire::api::NewInvitation {
            invitation: coordinator.sign(invitation).bytes().into(),
            note: b"note".as_slice().into(),
        };
        world.post("/invitations", Some(&token), &new).await.is(status);
    }
}

#[tokio::test]
async fn whoever_comes_with_a_key_that_seals_for_everybody_is_not_taken_in() {
    let (_server, world) = practice().await;
    let mut zero = Person::new();
    zero.card.kem.fill(0);
    let mut low_order = Person::new();
    let point = low_order.card.kem.len() - 32;
    low_order.card.kem[point..].fill(0);
    for mut person in [zero, low_order] {
        person.id = person.card.id();
        let card = PersonCard {
            card: encode(&person.card).into(),
        };
        world
            .post("/persons", None, &card)
            .await
            .refused(400, "unreadable-request");
        let (new, link) = world.invitation(Role::Radiologist, world.now().plus_hours(24));
        world
            .post("/invitations", Some(&world.coordinator), &new)
            .await
            .is(201);
        let (path, join) = world.joining(&link, &person);
        world
            .post(&path, None, &join)
            .await
            .refused(422, "forged-signature");
    }
}

#[tokio::test]
async fn one_place_cannot_flood_the_practice_with_new_people() {
    let (server, world) = behind_a_proxy().await;
    let come = |forwarded: &'static str| {
        let card = PersonCard {
            card: encode(&Person::new().card).into(),
        };
        let request = world.request(reqwest::Method::POST, "/persons", None).json(&card);
        world.send(request.header("x-forwarded-for", forwarded))
    };
    // What the caller writes before the address that the proxy appends does not count.
    for invented in ["203.0.113.7", "198.51.100.1, 203.0.113.7"] {
        for _ in 0..10 {
            come(invented).await.is(201);
        }
    }
    come("198.51.100.2, 203.0.113.7").await.refused(429, "too-many");
    come("203.0.113.8").await.is(201);
    drop(server);
}

#[tokio::test]
async fn behind_a_proxy_that_was_not_named_nobody_passes_for_the_operator_and_the_log_says_so_once() {
    let (server, world) = practice().await;
    let come = |forwarded: Option<&'static str>| {
        let card = PersonCard {
            card: encode(&Person::new().card).into(),
        };
        let mut request = world.request(reqwest::Method::POST, "/persons", None).json(&card);
        if let Some(forwarded) = forwarded {
            request = request.header("x-forwarded-for", forwarded);
        }
        world.send(request)
    };
    for _ in 0..20 {
        come(Some("203.0.113.7")).await.is(201);
    }
    come(Some("203.0.113.8")).await.refused(429, "too-many");
    come(None).await.is(201);
    assert_eq!(server.logs().matches("--trusted-proxy").count(), 1);
}

/// A practice whose server believes the proxy on its own machine.
async fn behind_a_proxy() -> (TestServer, World) {
    let server = TestServer::start_with(|settings| {
        settings.trusted_proxies = vec![std::net::Ipv4Addr::LOCALHOST.into()];
    })
    .await;
    let world = World::found(&server.url(), &server.setup_token()).await;
    (server, world)
}
