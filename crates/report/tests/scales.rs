//! The invariants of the scales: order does not matter, and one more difference never makes a comparison milder.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of a test may stop it"
)]

use overread_report::{Agreement, Comparison, Impact, Outcome, Report, Verdict, Zan};
use proptest::prelude::*;
use proptest::sample::select;

const VERDICTS: [Verdict; 5] = [
    Verdict::Agrees,
    Verdict::Adds,
    Verdict::NotConfirmed,
    Verdict::CharacterisesDifferently,
    Verdict::RaisesQuestion,
];
const IMPACTS: [Impact; 3] = [Impact::None, Impact::Unlikely, Impact::Likely];

type Pairs = Vec<(Verdict, Impact)>;

fn pairs() -> impl Strategy<Value = Pairs> {
    prop::collection::vec((select(&VERDICTS[..]), select(&IMPACTS[..])), 1..12)
}

fn compare(pairs: &Pairs) -> Comparison {
    Comparison::of(pairs.iter().copied()).unwrap()
}

fn outcome(pairs: &Pairs) -> Outcome {
    let mut report = Report::from_json(include_bytes!("../../../examples/report.json")).unwrap();
    let finding = report.findings[0].clone();
    report.findings = pairs
        .iter()
        .map(|&(verdict, impact)| {
            let mut next = finding.clone();
            (next.verdict, next.impact) = (Some(verdict), Some(impact));
            next
        })
        .collect();
    Outcome::of(&report, overread_report::OriginalReport::Opened)
}

proptest! {
    #[test]
    fn the_order_of_findings_does_not_matter((one, other) in pairs().prop_flat_map(|p| (Just(p.clone()), Just(p).prop_shuffle()))) {
        prop_assert_eq!(compare(&one).headline, compare(&other).headline);
        prop_assert_eq!(outcome(&one), outcome(&other));
    }

    #[test]
    fn one_more_finding_never_makes_the_comparison_milder(pairs in pairs(), more in (select(&VERDICTS[..]), select(&IMPACTS[..]))) {
        let mut longer = pairs.clone();
        longer.push(more);
        prop_assert!(compare(&longer).agreement >= compare(&pairs).agreement);
    }

    #[test]
    fn swapping_the_two_readers_leaves_the_roll_up_as_it_is(pairs in pairs()) {
        let swapped = pairs.iter().map(|&(verdict, impact)| (match verdict {
            Verdict::Adds => Verdict::NotConfirmed,
            Verdict::NotConfirmed => Verdict::Adds,
            other => other,
        }, impact)).collect();
        prop_assert_eq!(compare(&pairs).agreement, compare(&swapped).agreement);
    }

    #[test]
    fn patients_are_told_the_same_exactly_when_staff_see_agreement(pairs in pairs()) {
        prop_assert_eq!(outcome(&pairs) == Outcome::Same, compare(&pairs).agreement == Agreement::Agree);
    }
}

#[test]
fn every_verdict_and_impact_has_its_code() {
    let codes = VERDICTS.map(|verdict| IMPACTS.map(|impact| Zan::of(verdict, impact).code()));
    assert_eq!(codes, [[1, 1, 1], [2, 2, 4], [2, 2, 4], [3, 3, 5], [3, 3, 5]]);
}

#[test]
fn an_important_difference_in_detection_goes_before_one_in_interpretation() {
    let detection = (Verdict::Adds, Impact::Likely);
    let interpretation = (Verdict::RaisesQuestion, Impact::Likely);
    assert_eq!(compare(&vec![interpretation]).headline.code(), 5);
    let both = compare(&vec![interpretation, detection]);
    assert_eq!(both.headline.code(), 4);
    assert_eq!(
        both.codes.iter().map(|code| code.code()).collect::<Vec<_>>(),
        [5, 4]
    );
}

#[test]
fn what_was_only_added_is_same_and_more_and_nothing_to_compare_is_said_so() {
    assert_eq!(
        outcome(&vec![
            (Verdict::Agrees, Impact::None),
            (Verdict::Adds, Impact::Likely)
        ]),
        Outcome::SameAndMore
    );
    assert_eq!(
        outcome(&vec![
            (Verdict::Adds, Impact::None),
            (Verdict::NotConfirmed, Impact::None)
        ]),
        Outcome::Differs
    );
    assert_eq!(outcome(&vec![]), Outcome::CouldNotCompare);
    assert_eq!(Comparison::of([]), None);
}
