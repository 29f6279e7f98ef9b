//! Files that are not what they should be are refused, whatever they are.

use overread_report::{FirstRead, IntakeForm, Level, OriginalReport, Report, ReportBody, Side, Verdict};
use proptest::prelude::*;

proptest! {
    #[test]
    fn no_bytes_stop_the_program(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let refused = [
            FirstRead::from_json(&bytes).is_err(),
            Report::from_json(&bytes).is_err(),
            ReportBody::from_json(&bytes).is_err(),
        ];
        prop_assert_eq!(refused, [true; 3]);
        // A few bytes can be a form, since everything in it may be absent; without consent it goes nowhere.
        let submits = IntakeForm::from_json(&bytes).is_ok_and(|form| form.for_submission().is_ok());
        prop_assert!(!submits);
    }

    #[test]
    fn a_broken_example_is_read_or_refused(cut in 0..4000_usize, byte in any::<u8>()) {
        let mut bytes = include_bytes!("../../../examples/report.json").trim_ascii_end().to_vec();
        let place = cut % bytes.len();
        bytes[place] = byte;
        if let (Ok(report), Ok(first)) = (Report::from_json(&bytes), FirstRead::from_json(include_bytes!("../../../examples/findings.json"))) {
            let written = report.to_json();
            prop_assert_eq!(&Report::from_json(&written), &Ok(report.clone()));
            if let Ok(checked) = report.for_signing(&first, OriginalReport::Opened) {
                prop_assert!(checked.comparison().is_some());
            }
        }
        bytes.truncate(place);
        prop_assert!(Report::from_json(&bytes).is_err());
    }

    #[test]
    fn any_words_can_stand_in_a_finding(text in "\\PC{1,60}") {
        let mut report = Report::from_json(include_bytes!("../../../examples/report.json")).unwrap();
        let first = FirstRead::from_json(include_bytes!("../../../examples/findings.json")).unwrap();
        report.findings[0].text = text.clone();
        report.findings[0].side = Side::None;
        report.findings[0].verdict = Some(Verdict::Adds);
        report.impression[0].text = text.clone();
        report.plain_summary.what_was_seen = text.clone();
        prop_assert_eq!(report.for_signing(&first, OriginalReport::Opened).is_ok(), !text.trim().is_empty());
    }

    #[test]
    fn what_reads_as_a_level_is_written_as_one(text in "[A-Za-z]{0,2}[0-9]{0,2}[/-]?[A-Za-z]{0,2}[0-9]{0,2}") {
        if let Ok(level) = text.parse::<Level>() {
            prop_assert_eq!(level.to_string().parse(), Ok(level));
        }
    }
}
