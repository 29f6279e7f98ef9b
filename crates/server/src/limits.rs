//! How often one place may try something in an hour. Counted in the database, so that copies of the server count
//! together.

use crate::app::App;
use crate::place::Place;
use crate::refused::Refused;
use crate::store::queries;

const HOUR_MS: u64 = 3_600_000;
/// Who works on this machine itself, as its operator and its tests do, may try so many times as often. Nobody who comes
/// by a proxy on it does.
const MORE_FROM_HERE: u64 = 1_000;

/// Something that is worth guessing or flooding.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limited {
    /// Trying setup tokens.
    Founding,
    /// New people by the public page.
    NewPerson,
    /// Opening cases.
    NewCase,
    /// Signing in.
    SignIn,
    /// Fetching sealed seeds.
    Recovery,
    /// Trying the tokens of links.
    Share,
}

impl Limited {
    fn name(self) -> &'static str {
        match self {
            Self::Founding => "founding",
            Self::NewPerson => "new-person",
            Self::NewCase => "new-case",
            Self::SignIn => "sign-in",
            Self::Recovery => "recovery",
            Self::Share => "share",
        }
    }

    fn per_hour(self) -> u64 {
        match self {
            Self::Founding | Self::NewPerson => 20,
            Self::Recovery => 60,
            Self::NewCase => 100,
            Self::SignIn | Self::Share => 1_000,
        }
    }
}

impl App {
    /// Counts an attempt and refuses it when there were too many.
    pub(crate) async fn count(&self, what: Limited, place: &Place) -> Result<(), Refused> {
        let who = self.counted_as(what.name(), &place.name);
        let hour = self.now().0 / HOUR_MS;
        let most = if place.here {
            what.per_hour() * MORE_FROM_HERE
        } else {
            what.per_hour()
        };
        // Whoever goes on all the same does not keep the one writer busy.
        if queries::attempts(&mut *self.store.read().await?, who, hour).await? >= most {
            return Err(Refused::TooMany);
        }
        let mut db = self.store.write().await?;
        let count = queries::count_attempt(&mut db, who, hour).await?;
        db.commit().await?;
        if count > most {
            Err(Refused::TooMany)
        } else {
            Ok(())
        }
    }
}
