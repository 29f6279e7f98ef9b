//! Warning signs: when not to wait for a second reading.
//!
//! Sources: ACR Appropriateness Criteria (low back pain), NICE guidance, literature on cauda equina syndrome; worded anew.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// The list that is asked before anything else.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WarningSigns {
    /// Version of the list; it stands in the intake form.
    pub version: u32,
    /// The signs, by area.
    pub signs: Vec<WarningSign>,
}

/// One sign, asked as a question with yes and no.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WarningSign {
    /// Stable id.
    pub id: String,
    /// Where it belongs.
    pub area: SignArea,
}

impl WarningSign {
    /// Key of the sentence.
    pub fn key(&self) -> String {
        format!("warning-sign-{}", self.id)
    }
}

/// Groups of signs.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SignArea {
    /// Back and nerves.
    Spine,
    /// Head.
    Head,
    /// Chest and vessels.
    Chest,
    /// Belly and pelvis.
    Belly,
    /// Bones, joints and skin.
    Limbs,
    /// Children.
    Child,
    /// The operation itself.
    Operation,
}

impl SignArea {
    /// Key of the heading.
    pub fn key(self) -> &'static str {
        match self {
            Self::Spine => "warning-area-spine",
            Self::Head => "warning-area-head",
            Self::Chest => "warning-area-chest",
            Self::Belly => "warning-area-belly",
            Self::Limbs => "warning-area-limbs",
            Self::Child => "warning-area-child",
            Self::Operation => "warning-area-operation",
        }
    }
}

/// The list in use.
pub fn warning_signs() -> &'static WarningSigns {
    #[expect(clippy::expect_used, reason = "the file is compiled in, and a test reads it")]
    static LIST: LazyLock<WarningSigns> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../data/warning_signs.json")).expect("data/warning_signs.json")
    });
    &LIST
}

/// What comes after the answers. None of it says that waiting is safe.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum NextStep {
    /// At least one yes: stop and say "do not wait, call".
    DoNotWait {
        /// The signs answered with yes.
        signs: Vec<String>,
    },
    /// No yes so far, and not everything is answered.
    AnswerRest {
        /// The signs without an answer.
        signs: Vec<String>,
    },
    /// Every sign was answered with no. The form goes on; nothing was judged.
    GoOn,
}

/// Decides from the answers so far (sign id to yes). Any yes stops, also to a sign this list does not know.
pub fn next_step(answers: &BTreeMap<String, bool>) -> NextStep {
    let yes: Vec<String> = answers
        .iter()
        .filter(|(_, yes)| **yes)
        .map(|(id, _)| id.clone())
        .collect();
    if !yes.is_empty() {
        return NextStep::DoNotWait { signs: yes };
    }
    let open: Vec<String> = warning_signs()
        .signs
        .iter()
        .filter(|sign| !answers.contains_key(&sign.id))
        .map(|sign| sign.id.clone())
        .collect();
    if open.is_empty() {
        NextStep::GoOn
    } else {
        NextStep::AnswerRest { signs: open }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn all(yes: bool) -> BTreeMap<String, bool> {
        warning_signs()
            .signs
            .iter()
            .map(|sign| (sign.id.clone(), yes))
            .collect()
    }

    #[test]
    fn every_sign_is_asked_once() {
        let mut ids = HashSet::new();
        assert!(warning_signs().signs.iter().all(|sign| ids.insert(&sign.id)));
        assert_eq!(ids.len(), 29);
    }

    #[test]
    fn every_single_yes_stops() {
        for sign in &warning_signs().signs {
            let mut answers = all(false);
            answers.insert(sign.id.clone(), true);
            assert_eq!(
                next_step(&answers),
                NextStep::DoNotWait {
                    signs: vec![sign.id.clone()]
                }
            );
            assert_eq!(
                next_step(&BTreeMap::from([(sign.id.clone(), true)])),
                NextStep::DoNotWait {
                    signs: vec![sign.id.clone()]
                }
            );
        }
    }

    #[test]
    fn only_a_no_to_every_sign_goes_on() {
        assert_eq!(next_step(&all(false)), NextStep::GoOn);
        for sign in &warning_signs().signs {
            let mut answers = all(false);
            answers.remove(&sign.id);
            assert_eq!(
                next_step(&answers),
                NextStep::AnswerRest {
                    signs: vec![sign.id.clone()]
                }
            );
        }
    }

    proptest! {
        #[test]
        fn one_more_yes_never_turns_stop_into_go(answers in prop::collection::vec(any::<Option<bool>>(), 29), more in 0..29_usize) {
            let signs = &warning_signs().signs;
            let mut given: BTreeMap<String, bool> = signs
                .iter()
                .zip(answers)
                .filter_map(|(sign, answer)| Some((sign.id.clone(), answer?)))
                .collect();
            let stopped_before = matches!(next_step(&given), NextStep::DoNotWait { .. });
            prop_assert_eq!(stopped_before, given.values().any(|yes| *yes));
            given.insert(signs[more].id.clone(), true);
            let stops = matches!(next_step(&given), NextStep::DoNotWait { .. });
            prop_assert!(stops);
        }
    }
}
