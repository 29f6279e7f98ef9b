//! Coming back from the printed recovery code, on any device.

use overread_seal::recovery::{KnownHead, Recovered, RecoveryCode};
use overread_wire::{PersonId, Role};

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::profile::{Me, Profile};

/// Under which name the profile is kept on the server, sealed under the person's own key.
const PROFILE_DRAFT: &str = "profile";

impl Client {
    /// The recovery code of the person at this device; made, and its sealed seed stored, at the first asking.
    pub async fn recovery_code(&self) -> Result<String, Trouble> {
        let me = self.me()?;
        if let Some(code) = &me.profile.recovery_code {
            return Ok(code.clone());
        }
        let code = RecoveryCode::generate(&mut **self.ports.random.borrow_mut());
        let heads: Vec<KnownHead> = match me.profile.role {
            Role::Patient => self.chains().await?.iter().map(known_head).collect(),
            _ => Vec::new(),
        };
        let blob = code.seal_seed(&me.identity, me.profile.practice, &heads);
        let profile = serde_json::to_vec(&me.profile).map_err(|_| Trouble::Unreadable)?;
        self.keep_draft(PROFILE_DRAFT, &profile).await?;
        self.server(&me)
            .put_blob(&format!("/recovery/{}", code.id()), blob)
            .await?;
        let shown = code.dangerously_text().to_string();
        let kept = shown.clone();
        self.change_profile(|profile| profile.recovery_code = Some(kept))
            .await?;
        Ok(shown)
    }

    /// Becomes, on this device, the person who made the code.
    pub async fn recover(&self, origin: &str, code: &str) -> Result<PersonId, Trouble> {
        if !self.is_nobody() {
            return Err(Trouble::AlreadySomebody);
        }
        let code = RecoveryCode::parse(code)?;
        self.check_origin(origin).await?;
        let blob = match self.anyone().bytes(&format!("/recovery/{}", code.id())).await {
            Err(Trouble::Refused { .. }) => return Err(Trouble::BrokenCode),
            other => other?,
        };
        let Recovered {
            identity,
            practice,
            heads,
        } = code.open_seed(&blob).map_err(|_| Trouble::BrokenCode)?;
        let person = identity.id();
        let bare = Profile {
            practice,
            origin: origin.to_owned(),
            role: Role::Patient,
            name: None,
            birth_date: None,
            subspecialty: None,
            licence: None,
            country: None,
            introduced: None,
            recovery_code: Some(code.dangerously_text().to_string()),
        };
        self.become_person(Me {
            identity,
            profile: bare,
            desk: None,
        })
        .await?;
        for known in heads {
            self.know_head(known.case, known.seq + 1, known.head).await?;
        }
        let Some(kept) = self.draft(PROFILE_DRAFT).await? else {
            return Ok(person);
        };
        let kept: Profile = serde_json::from_slice(&kept).map_err(|_| Trouble::NotGenuine)?;
        self.change_profile(|profile| {
            profile.role = kept.role;
            profile.name = kept.name;
            profile.birth_date = kept.birth_date;
            profile.subspecialty = kept.subspecialty;
            profile.licence = kept.licence;
            profile.country = kept.country;
            profile.introduced = kept.introduced;
        })
        .await?;
        if kept.role == Role::Coordinator {
            self.recover_desk().await?;
        }
        Ok(person)
    }

    async fn recover_desk(&self) -> Result<(), Trouble> {
        let me = self.me()?;
        let desk = self.fetch_desk(&me).await?;
        self.keep_desk(&desk).await
    }
}

fn known_head(chain: &Chain) -> KnownHead {
    KnownHead {
        case: chain.case.id(),
        head: chain.case.head(),
        seq: chain.case.length().saturating_sub(1),
    }
}
