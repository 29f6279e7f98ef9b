//! Founding a practice, and what it publishes of itself.

use overread_seal::{DeskSecret, Identity};
use overread_wire::api::{FoundPractice, Practice, PracticePage, ServerOrigin};
use overread_wire::{Charter, PracticeId, Role};

use crate::client::Client;
use crate::error::Trouble;
use crate::profile::{Me, Profile};

impl Client {
    /// What the practice publishes of itself.
    pub async fn practice_page(&self) -> Result<Practice, Trouble> {
        self.anyone().get("/practice").await
    }

    /// Changes what the practice publishes of itself.
    pub async fn change_practice_page(&self, page: &PracticePage) -> Result<(), Trouble> {
        let me = self.me()?;
        self.server(&me).tell("PUT", "/practice/page", page).await
    }

    /// Founds the practice of a new server; the person at this device becomes its root and first coordinator.
    pub async fn found_practice(
        &self,
        origin: &str,
        setup_token: &str,
        page: PracticePage,
    ) -> Result<PracticeId, Trouble> {
        if !self.is_nobody() {
            return Err(Trouble::AlreadySomebody);
        }
        self.check_origin(origin).await?;
        let identity = Identity::from_seed(self.random());
        let practice = identity.id();
        let desk = DeskSecret::generate(0, &mut **self.ports.random.borrow_mut());
        let charter = Charter {
            root: identity.card(),
            desk: desk.key(),
            edition: 0,
        };
        let profile = Profile {
            name: Some(page.name.clone()),
            ..Profile::nameless(practice, origin, Role::Coordinator)
        };
        let found = FoundPractice {
            setup_token: setup_token.to_owned(),
            charter: identity.sign(charter.clone()).bytes().into(),
            page,
            desk_key: self.seal_desk(&desk, &identity, practice)?.into(),
            profile: self.seal_profile(&charter, &identity, &profile)?.into(),
        };
        let _: Practice = self.anyone().post("/practice", &found).await?;
        self.become_person(Me {
            identity,
            profile,
            desk: Some(desk),
        })
        .await?;
        Ok(practice)
    }

    /// Makes sure that the server takes `origin` for its own before anything is used up: whoever signs in names it,
    /// and a person who came by another address could never sign in.
    pub(crate) async fn check_origin(&self, origin: &str) -> Result<(), Trouble> {
        let answer: ServerOrigin = self.anyone().get("/origin").await?;
        if answer.origin == origin {
            return Ok(());
        }
        if !answer.origin.bytes().all(|letter| letter.is_ascii_graphic()) {
            return Err(Trouble::Unreadable);
        }
        Err(Trouble::OtherAddress {
            origin: answer.origin,
        })
    }
}
