//! The example files work unchanged on any case: with an original report, with one that stays closed, with none.
#![expect(clippy::unwrap_used, reason = "helpers of a test may stop it")]

use overread_report::{
    Addendum, Agreement, BodyFormat, FirstRead, Hex, Independence, IntakeForm, OriginalReport, Outcome,
    Party, Patient, Radiologist, Report, ReportBody, Side, Signing, SigningRefusal, Subject, WarningKind,
    Zan,
};

fn first_read() -> FirstRead {
    FirstRead::from_json(include_bytes!("../../../examples/findings.json")).unwrap()
}

fn report() -> Report {
    Report::from_json(include_bytes!("../../../examples/report.json")).unwrap()
}

fn signing() -> Signing {
    let form = IntakeForm {
        patient: Patient {
            name: Some("Anna Muster".into()),
            ..Patient::default()
        },
        side: Some(Side::Left),
        surgeon: Some("Dr Ruth Keller".into()),
        telephone: Some("+41 44 000 00 00".into()),
        ..IntakeForm::default()
    };
    Signing {
        case: Hex::of(&[7; 16]).unwrap(),
        version: 1,
        addendum: None,
        subject: Subject::of(&form),
        radiologist: Radiologist {
            person: Hex::of(&[9; 16]).unwrap(),
            name: "Dr Eva Brunner".into(),
            licence: "CH-4711".into(),
            country: "CH".into(),
            subspecialty: "Neuroradiology".into(),
            introduced: None,
        },
        independence: Independence::of_all(&form),
        read_at: 1_795_000_000_000,
        signed_at: 1_795_000_600_000,
        image_set: Hex::of(&[1; 32]).unwrap(),
        ledger_head: Hex::of(&[2; 32]).unwrap(),
    }
}

#[test]
fn the_example_findings_can_be_committed_and_read_back() {
    let findings = first_read();
    assert_eq!(findings.for_commit(), Ok(()));
    assert_eq!(FirstRead::from_json(&findings.to_json()), Ok(findings));
}

#[test]
fn the_example_report_can_be_signed_after_the_original_report_was_opened() {
    let checked = report()
        .for_signing(&first_read(), OriginalReport::Opened)
        .unwrap();
    assert!(!checked.comparison_removed());
    assert_eq!(checked.outcome(), Outcome::Differs);
    let comparison = checked.comparison().unwrap();
    assert_eq!(comparison.headline, Zan::ImportantInterpretation);
    assert_eq!(comparison.agreement, Agreement::Major);
    // It fits any original report, so it quotes none; nothing else is left to look at.
    assert!(
        checked
            .warnings()
            .iter()
            .all(|warning| warning.kind == WarningKind::AnswersNothing)
    );
}

#[test]
fn the_same_report_is_signed_without_a_comparison_when_there_is_nothing_to_compare_with() {
    for original in [OriginalReport::None, OriginalReport::NotOpened] {
        let checked = report().for_signing(&first_read(), original).unwrap();
        assert!(checked.comparison_removed());
        assert_eq!(
            (checked.comparison(), checked.outcome()),
            (None, Outcome::CouldNotCompare)
        );
        assert_eq!(checked.warnings(), []);
        let json = String::from_utf8(checked.into_body(signing()).unwrap().to_json()).unwrap();
        for word in ["verdict", "impact", "same_or_different"] {
            assert!(
                !json.contains(word),
                "{word} stands in a report without a comparison"
            );
        }
    }
}

#[test]
fn nothing_changed_between_the_example_findings_and_the_example_report() {
    let checked = report()
        .for_signing(&first_read(), OriginalReport::Opened)
        .unwrap();
    let since = checked.since_first_read();
    assert!(since.added.is_empty() && since.left_out.is_empty() && since.changed.is_empty());
}

#[test]
fn what_was_changed_after_the_first_read_stands_in_the_signed_report() {
    let mut later = report();
    later.findings[1].text.push_str(" Seen again.");
    later.findings[3].id = "f9".into();
    later.impression[2].findings = vec!["f9".into()];
    let body = later
        .for_signing(&first_read(), OriginalReport::Opened)
        .and_then(|checked| checked.into_body(signing()))
        .unwrap();
    assert_eq!(body.since_first_read.changed, ["f2"]);
    assert_eq!(body.since_first_read.added, ["f9"]);
    assert_eq!(body.since_first_read.left_out, ["f4"]);
}

#[test]
fn a_signed_report_reads_back_as_it_was_signed() {
    let body = report()
        .for_signing(&first_read(), OriginalReport::Opened)
        .and_then(|checked| checked.into_body(signing()))
        .unwrap();
    assert_eq!(body.format, BodyFormat::V1);
    assert_eq!(body.outcome(), Outcome::Differs);
    let subject = body.subject.clone().unwrap();
    assert_eq!(
        (subject.patient.name.as_deref(), subject.side),
        (Some("Anna Muster"), Some(Side::Left))
    );
    let bytes = body.to_json();
    assert!(
        !String::from_utf8_lossy(&bytes).contains("+41 44"),
        "the telephone number is not for everybody with a link"
    );
    assert_eq!(ReportBody::from_json(&bytes), Ok(body));
    let newer = String::from_utf8(bytes)
        .unwrap()
        .replace("overread-report/1", "overread-report/2");
    assert_eq!(
        ReportBody::from_json(newer.as_bytes()).unwrap_err().code(),
        "not-readable"
    );
}

#[test]
fn a_later_version_names_what_it_supersedes_and_why() {
    let sign = |version, addendum: Option<(u32, &str)>| {
        let addendum = addendum.map(|(addendum_of, reason)| Addendum {
            addendum_of,
            reason: reason.into(),
        });
        report()
            .for_signing(&first_read(), OriginalReport::Opened)
            .and_then(|checked| {
                checked.into_body(Signing {
                    version,
                    addendum,
                    ..signing()
                })
            })
            .map(|body| body.version)
    };
    assert_eq!(sign(2, Some((1, "A second disc arrived."))), Ok(2));
    for (version, addendum) in [
        (0, None),
        (2, None),
        (1, Some((1, "x"))),
        (2, Some((2, "x"))),
        (2, Some((0, "x"))),
        (2, Some((1, " "))),
    ] {
        assert_eq!(
            sign(version, addendum),
            Err(SigningRefusal::Version),
            "{version} {addendum:?}"
        );
    }
}

#[test]
fn nobody_signs_who_is_not_independent_or_not_identified() {
    let sign = |signing| {
        report()
            .for_signing(&first_read(), OriginalReport::None)
            .and_then(|checked| checked.into_body(signing))
            .map(|_| ())
    };
    let form = IntakeForm {
        surgeon: Some("Dr Ruth Keller".into()),
        ..IntakeForm::default()
    };
    let partial = Independence::of(&form, &[Party::Hospital]);
    assert_eq!(
        sign(Signing {
            independence: partial,
            ..signing()
        }),
        Err(SigningRefusal::NotIndependent)
    );

    let mut unlicensed = signing();
    unlicensed.radiologist.licence.clear();
    assert_eq!(
        sign(unlicensed),
        Err(SigningRefusal::RadiologistIncomplete { field: "licence" })
    );

    let early = Signing {
        signed_at: 1,
        ..signing()
    };
    assert_eq!(sign(early), Err(SigningRefusal::Times));
}
