//! Who is at this device, their practice, and the pure rules and words that pages ask for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use overread_client::clinical::{self, Date, IntakeForm};
use overread_client::wire::api::PracticePage;
use overread_client::wire::{CaseId, PersonId, PracticeId, Role};
use overread_client::{Client, Trouble, guide};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::browser;
use crate::case::OpenCase;
use crate::cross::{Answer, error, give, id, read, refuse};
use crate::outside::Outside;

/// The person at this page, with the acts that `web/lib/core/acts.ts` names.
#[wasm_bindgen]
pub struct Core {
    pub(crate) client: Rc<Client>,
    origin: String,
    cases: RefCell<HashMap<CaseId, Rc<OpenCase>>>,
}

#[derive(Serialize)]
struct MeView {
    person: PersonId,
    practice: PracticeId,
    role: Role,
    name: Option<String>,
    birth_date: Option<String>,
    subspecialty: Option<String>,
    licence: Option<String>,
    country: Option<String>,
    has_recovery_code: bool,
}

#[derive(Serialize)]
struct PracticeView {
    practice: PracticeId,
    page: PracticePage,
}

#[derive(Deserialize)]
struct Planned {
    #[serde(default)]
    surgery_date: Option<Date>,
    utc_offset_minutes: i32,
}

#[wasm_bindgen]
impl Core {
    /// Begins with whoever this browser knows.
    pub async fn begin(outside: Outside) -> Result<Core, JsValue> {
        let outside = Rc::new(outside);
        let client = Client::start(browser::ports(&outside)).await.map_err(refuse)?;
        Ok(Self {
            client: Rc::new(client),
            origin: outside.origin(),
            cases: RefCell::default(),
        })
    }

    /// Who is at this device, or null.
    pub fn start(&self) -> Answer {
        give(&Start { me: self.me_view() })
    }

    /// What anyone may know of the practice; null before it is founded.
    pub async fn practice(&self) -> Answer {
        match self.client.practice_page().await {
            Ok(found) => give(&PracticeView {
                practice: found.practice,
                page: found.page,
            }),
            Err(Trouble::Refused { code, .. }) if code == "no-practice" => Ok(JsValue::NULL),
            Err(trouble) => Err(refuse(trouble)),
        }
    }

    pub async fn welcome(&self, link: String) -> Answer {
        give(&self.client.welcome(&link).await.map_err(refuse)?)
    }

    pub async fn join(&self, link: String) -> Answer {
        self.client.join(&self.origin, &link).await.map_err(refuse)?;
        give(&self.me_view())
    }

    pub async fn come_as_patient(&self, practice: Option<String>) -> Answer {
        let practice = practice.as_deref().map(id).transpose()?;
        self.client
            .come_as_patient(&self.origin, practice)
            .await
            .map_err(refuse)?;
        give(&self.me_view())
    }

    pub async fn recovery_code(&self) -> Result<String, JsValue> {
        self.client.recovery_code().await.map_err(refuse)
    }

    pub async fn recover(&self, code: String) -> Answer {
        self.client.recover(&self.origin, &code).await.map_err(refuse)?;
        give(&self.me_view())
    }

    pub async fn leave(&self) -> Result<(), JsValue> {
        self.cases.borrow_mut().clear();
        self.client.leave().await.map_err(refuse)
    }

    pub async fn invite(&self, invite: JsValue) -> Result<String, JsValue> {
        self.client.invite(read(&invite)?).await.map_err(refuse)
    }

    pub async fn change_page(&self, page: JsValue) -> Result<(), JsValue> {
        self.client
            .change_practice_page(&read(&page)?)
            .await
            .map_err(refuse)
    }

    pub async fn colleagues(&self) -> Answer {
        give(&self.client.colleagues().await.map_err(refuse)?)
    }

    /// The list of common planned operations.
    pub fn procedures(&self) -> Answer {
        give(&clinical::procedures())
    }

    /// Which services would be ready in time.
    pub fn offers(&self, planned: &JsValue) -> Answer {
        let planned: Planned = read(planned)?;
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970")]
        let now = js_sys::Date::now() as i64;
        give(&clinical::offers(
            now,
            planned.utc_offset_minutes,
            planned.surgery_date,
        ))
    }

    /// What a form does not say yet.
    pub fn form_gaps(&self, form: &JsValue) -> Answer {
        give(&read::<IntakeForm>(form)?.gaps())
    }

    /// In what a person named on a disc differs from the person of the case.
    pub fn difference(&self, of_case: &JsValue, on_disc: &JsValue) -> Answer {
        give(&overread_client::difference(&read(of_case)?, &read(on_disc)?))
    }

    /// A text with its technical terms marked.
    pub fn segments(&self, text: &str, language: &str) -> Answer {
        let language: guide::Language = language
            .parse()
            .map_err(|unknown: guide::UnknownLanguage| error(unknown.code(), &unknown.to_string()))?;
        give(&guide::segments(text, language))
    }
}

#[derive(Serialize)]
struct Start {
    me: Option<MeView>,
}

impl Core {
    /// A case on this page.
    pub(crate) fn open(&self, case: CaseId) -> Rc<OpenCase> {
        self.cases
            .borrow_mut()
            .entry(case)
            .or_insert_with(|| Rc::new(OpenCase::new(case)))
            .clone()
    }

    /// The case that an argument names.
    pub(crate) fn named(&self, case: &str) -> Result<Rc<OpenCase>, JsValue> {
        Ok(self.open(id(case)?))
    }

    fn me_view(&self) -> Option<MeView> {
        let me = self.client.me().ok()?;
        let profile = me.profile.clone();
        Some(MeView {
            person: me.id(),
            practice: profile.practice,
            role: profile.role,
            name: profile.name,
            birth_date: profile.birth_date,
            subspecialty: profile.subspecialty,
            licence: profile.licence,
            country: profile.country,
            has_recovery_code: profile.recovery_code.is_some(),
        })
    }
}
