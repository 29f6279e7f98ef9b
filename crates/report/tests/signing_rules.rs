//! Each rule of signing, broken once.
#![expect(clippy::unwrap_used, reason = "helpers of a test may stop it")]

use overread_report::{
    Adequacy, Answers, CommitRefusal, FirstRead, Impact, JudgedCheck, Judgement, Level, OriginalReport,
    Report, Side, SigningRefusal, Verdict, WarningKind,
};

fn sign(change: impl FnOnce(&mut Report)) -> Result<Vec<WarningKind>, SigningRefusal> {
    let first_read = FirstRead::from_json(include_bytes!("../../../examples/findings.json")).unwrap();
    let mut report = Report::from_json(include_bytes!("../../../examples/report.json")).unwrap();
    change(&mut report);
    let checked = report.for_signing(&first_read, OriginalReport::Opened)?;
    let kinds = checked.warnings().iter().map(|warning| warning.kind);
    Ok(kinds
        .filter(|kind| *kind != WarningKind::AnswersNothing)
        .collect())
}

#[test]
fn an_empty_field_is_named() {
    assert_eq!(
        sign(|r| r.question = " ".into()),
        Err(SigningRefusal::Missing { field: "question" })
    );
    assert_eq!(
        sign(|r| r.technique.clear()),
        Err(SigningRefusal::Missing { field: "technique" })
    );
    assert_eq!(
        sign(|r| r.display_used.clear()),
        Err(SigningRefusal::Missing {
            field: "display_used"
        })
    );
    let no_reason = Adequacy::Limited {
        reason: String::new(),
    };
    assert_eq!(
        sign(|r| r.adequacy = no_reason),
        Err(SigningRefusal::Missing {
            field: "adequacy.reason"
        })
    );
    assert_eq!(
        sign(|r| r.plain_summary.how_sure.clear()),
        Err(SigningRefusal::Missing {
            field: "plain_summary.how_sure"
        })
    );
    assert_eq!(
        sign(|r| r.plain_summary.same_or_different = None),
        Err(SigningRefusal::Missing {
            field: "plain_summary.same_or_different"
        })
    );
}

#[test]
fn every_finding_has_text_an_id_of_its_own_a_verdict_and_an_impact() {
    assert_eq!(sign(|r| r.findings.clear()), Err(SigningRefusal::NoFindings));
    assert_eq!(
        sign(|r| r.findings[0].text.clear()),
        Err(SigningRefusal::FindingWithoutText { number: 1 })
    );
    assert_eq!(
        sign(|r| r.findings[2].id = "f1".into()),
        Err(SigningRefusal::FindingId { number: 3 })
    );
    assert_eq!(
        sign(|r| r.findings[1].verdict = None),
        Err(SigningRefusal::VerdictMissing { number: 2 })
    );
    assert_eq!(
        sign(|r| r.findings[1].impact = None),
        Err(SigningRefusal::ImpactMissing { number: 2 })
    );
    let nowhere = Answers {
        document: Some("report.pdf".into()),
        quote: None,
        place: None,
    };
    assert_eq!(
        sign(|r| r.findings[0].answers = Some(nowhere)),
        Err(SigningRefusal::AnswersNowhere { number: 1 })
    );
}

#[test]
fn every_statement_of_the_impression_rests_on_a_finding() {
    assert_eq!(sign(|r| r.impression.clear()), Err(SigningRefusal::NoImpression));
    assert_eq!(
        sign(|r| r.impression[1].text.clear()),
        Err(SigningRefusal::ImpressionWithoutText { number: 2 })
    );
    for findings in [
        vec![],
        vec!["f7".to_owned()],
        vec!["f1".to_owned(), "f7".to_owned()],
    ] {
        assert_eq!(
            sign(|r| r.impression[1].findings = findings),
            Err(SigningRefusal::ImpressionWithoutFinding { number: 2 })
        );
    }
}

#[test]
fn every_statement_of_the_impression_has_a_certainty_band() {
    let file = include_str!("../../../examples/report.json");
    let without = file.replacen(
        "      \"certainty\": \"most_likely\",\n      \"findings\"",
        "      \"findings\"",
        1,
    );
    assert_ne!(file, without);
    assert_eq!(
        Report::from_json(without.as_bytes()).unwrap_err().code(),
        "not-readable"
    );
}

#[test]
fn images_that_cannot_be_read_are_reported_without_findings() {
    let unreadable = sign(|r| {
        r.adequacy = Adequacy::NotAdequate {
            reason: "Only a localiser was sent.".into(),
        };
        r.findings.clear();
        r.impression.clear();
    });
    assert_eq!(unreadable, Ok(vec![]));
}

#[test]
fn a_wrong_side_is_pointed_out_before_signing() {
    assert_eq!(
        sign(|r| r.findings[0].side = Side::Right),
        Ok(vec![WarningKind::SideDiffers])
    );
    let german = "Bandscheibenvorfall L4/5 rechtsseitig";
    assert_eq!(
        sign(|r| r.findings[0].text = german.into()),
        Ok(vec![WarningKind::SideDiffers])
    );
    let impression = "Disc extrusion on the right.";
    assert_eq!(
        sign(|r| r.impression[0].text = impression.into()),
        Ok(vec![WarningKind::SideDiffers])
    );
}

#[test]
fn a_wrong_level_or_uncounted_vertebrae_are_pointed_out_before_signing() {
    let level: Level = "L3/4".parse().unwrap();
    assert_eq!(
        sign(|r| r.findings[0].level = Some(level)),
        Ok(vec![WarningKind::LevelDiffers])
    );
    assert_eq!(
        sign(|r| r.numbering = None),
        Ok(vec![WarningKind::NumberingMissing])
    );
}

#[test]
fn the_plain_summary_neither_blames_nor_advises() {
    let blame = "The first report missed the nerve. Das war ein Fehler.";
    assert_eq!(
        sign(|r| r.plain_summary.same_or_different = Some(blame.into())),
        Ok(vec![WarningKind::BlamingWord])
    );
    let advice = "Cancel the operation.";
    assert_eq!(
        sign(|r| r.plain_summary.does_not_say = advice.into()),
        Ok(vec![WarningKind::TreatmentAdvice])
    );
    let long = "word ".repeat(181);
    assert_eq!(
        sign(|r| r.plain_summary.what_was_seen = long),
        Ok(vec![WarningKind::SummaryLong])
    );
    assert_eq!(
        sign(|r| r.plain_summary.questions_for_surgeon.clear()),
        Ok(vec![WarningKind::NoQuestions])
    );
}

#[test]
fn doubt_is_said_with_the_scale_and_agreement_has_no_impact() {
    let hedged = "Possibly a narrow canal.";
    assert_eq!(
        sign(|r| r.impression[1].text = hedged.into()),
        Ok(vec![WarningKind::HedgeOutsideScale])
    );
    let contradiction = sign(|r| {
        r.findings[0].verdict = Some(Verdict::Agrees);
        r.findings[0].impact = Some(Impact::Likely);
    });
    assert_eq!(contradiction, Ok(vec![WarningKind::AgreesWithImpact]));
}

#[test]
fn a_misspelt_field_is_refused_and_not_ignored() {
    let misspelt = include_str!("../../../examples/report.json").replace("\"impact\"", "\"imapct\"");
    assert_eq!(
        Report::from_json(misspelt.as_bytes()).unwrap_err().code(),
        "not-readable"
    );
}

#[test]
fn a_check_is_overruled_with_a_reason_only_and_confirmed_without_one() {
    let check = |judgement, because: Option<&str>| JudgedCheck {
        code: "missing_slices".to_owned(),
        of: Some("MR 3 T2 sag".to_owned()),
        found: Some("2 missing, 22 there".to_owned()),
        judgement,
        because: because.map(str::to_owned),
    };
    let confirmed = check(Judgement::Confirmed, None);
    let overruled = check(Judgement::Overruled, Some("The last two slices are air."));
    let unexplained = check(Judgement::Overruled, Some(" "));
    assert!(sign(|r| r.checks = vec![confirmed.clone(), overruled.clone()]).is_ok());
    assert_eq!(
        sign(|r| r.checks = vec![confirmed.clone(), unexplained.clone()]),
        Err(SigningRefusal::CheckUnexplained { number: 2 })
    );
    let mut first_read = FirstRead::from_json(include_bytes!("../../../examples/findings.json")).unwrap();
    first_read.checks = vec![overruled];
    assert_eq!(first_read.for_commit(), Ok(()));
    let again = FirstRead::from_json(&first_read.to_json()).unwrap();
    assert_eq!(again, first_read);
    first_read.checks = vec![unexplained];
    assert_eq!(
        first_read.for_commit(),
        Err(CommitRefusal::CheckUnexplained { number: 1 })
    );
}

#[test]
fn what_was_written_before_checks_were_judged_is_written_out_as_it_was() {
    let report = Report::from_json(include_bytes!("../../../examples/report.json")).unwrap();
    assert_eq!(report.checks, []);
    assert!(
        !String::from_utf8(report.to_json())
            .unwrap()
            .contains("\"checks\"")
    );
}
