//! Under which name and licence the practice invited a member. The inviter commits to them in the signed invitation,
//! with random bytes that only the joiner learns, so that the server cannot guess them; the joiner shows the bytes with
//! the name wherever the name is to be believed.

use minicbor::{Decode, Encode};
use overread_report::{Hex, Radiologist};
use overread_wire::{Context, Hash, PersonId, PracticeId, Roster, Sealable};

use crate::error::Trouble;
use crate::profile::Profile;

/// What a member says of themselves, as it lies sealed to the desk: anybody can seal to the desk, nobody else can sign.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub(crate) struct SignedProfile {
    /// The practice.
    #[n(0)]
    pub practice: PracticeId,
    /// Who.
    #[n(1)]
    pub person: PersonId,
    /// The profile's JSON.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub profile: Vec<u8>,
}

impl Sealable for SignedProfile {
    const CONTEXT: Context = Context::Profile;
}

/// The commitment that `who` opens; `None` if nothing is shown to open it with.
pub(crate) fn commitment(who: &Radiologist) -> Option<Hash> {
    let parts = [&who.name, &who.licence, &who.country, &who.subspecialty];
    Some(commit(who.introduced.as_ref()?, parts.map(String::clone)))
}

/// Commits to name, licence, country and subspecialty, in this order.
pub(crate) fn commit(opens: &Hex, [name, licence, country, subspecialty]: [String; 4]) -> Hash {
    let parts = [opens.as_str(), &name, &licence, &country, &subspecialty];
    Hash::labelled("overread/introduced/v1", &parts.map(str::as_bytes))
}

/// Whether `who` is what the practice invited `person` as.
pub(crate) fn is_introduced(roster: &Roster, person: PersonId, who: &Radiologist) -> bool {
    who.person.as_str() == person.to_string() && fits(roster.introduced(person), who)
}

fn fits(committed: Option<Hash>, who: &Radiologist) -> bool {
    committed.is_none_or(|committed| commitment(who) == Some(committed))
}

/// What an invitation left out is said to be so.
pub(crate) fn stated(text: Option<&str>) -> String {
    text.filter(|text| !text.trim().is_empty())
        .unwrap_or("not stated")
        .to_owned()
}

/// Who signs, as the report names them.
pub(crate) fn radiologist_of(profile: &Profile, person: PersonId) -> Result<Radiologist, Trouble> {
    Ok(Radiologist {
        person: Hex::of(person.as_bytes()).map_err(|_| Trouble::Unreadable)?,
        name: stated(profile.name.as_deref()),
        licence: stated(profile.licence.as_deref()),
        country: stated(profile.country.as_deref()),
        subspecialty: stated(profile.subspecialty.as_deref()),
        introduced: profile.introduced.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vera() -> Radiologist {
        Radiologist {
            person: Hex::of(&[2; 16]).unwrap(),
            name: "Dr Vera Keller".to_owned(),
            licence: "GLN 7601000000000".to_owned(),
            country: "CH".to_owned(),
            subspecialty: "neuroradiology".to_owned(),
            introduced: Some(Hex::of(&[7; 16]).unwrap()),
        }
    }

    #[test]
    fn nobody_bears_another_name_or_licence_than_the_practice_invited_them_under() {
        let committed = commitment(&vera());
        assert!(committed.is_some() && fits(committed, &vera()));
        let renamed: [&dyn Fn(&mut Radiologist); 6] = [
            &|who| who.name = "Prof. Vera Keller".to_owned(),
            &|who| who.licence = "GLN 1".to_owned(),
            &|who| who.country = "DE".to_owned(),
            &|who| who.subspecialty = "everything".to_owned(),
            &|who| who.introduced = Hex::of(&[8; 16]).ok(),
            &|who| who.introduced = None,
        ];
        for rename in renamed {
            let mut who = vera();
            rename(&mut who);
            assert!(!fits(committed, &who), "{who:?}");
        }
    }

    #[test]
    fn whoever_was_invited_before_there_was_a_commitment_states_the_name_alone() {
        let mut who = vera();
        who.introduced = None;
        assert!(fits(None, &who));
    }
}
