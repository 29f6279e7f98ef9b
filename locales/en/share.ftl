### What a surgeon sees behind a link.

share-title = A shared second opinion
share-purpose = A patient shares a radiology report and its images with you. You need no account.
share-looking = Looking up what is shared. Nothing is opened yet.
share-offline = What is on this page stays here. New images come when you are connected again.
share-again = Try again

share-no-link-title = Open the link you were given
share-no-link = This page shows what a patient shares by a link. Open the whole link from your message, or scan its code again.

## Before it is opened

share-from = From
share-what = What is shared
share-what-report = The report, version { $version }
share-what-images = All images
share-until = Until
share-openings = Openings left
share-openings-left = { $count ->
    [one] 1, valid for 12 hours in this browser
   *[other] { $count }, each valid for 12 hours in one browser
}
share-pin = PIN
share-pin-hint = Your patient told you this PIN in another way than the link.
share-pin-missing = Please type the PIN.
share-open = Open
share-open-meaning = The patient is told that the link was opened, and when.
share-opening = Opening and checking signatures
share-go-on = Go on
share-go-on-meaning = This browser has it open already. Going on is not counted again.

## When it does not open

share-title-link-incomplete = This link is not complete
share-text-link-incomplete = A part of the link is missing or was changed on the way.
share-ask-link-incomplete = Open it from the original message, or copy it again with everything after the # sign. Otherwise ask your patient for a new one.
share-title-share-lapsed = This link has expired
share-text-share-lapsed = The patient shared it for a limited time, which is over.
share-ask-share-lapsed = Ask your patient for a new link. They can make one in a minute.
share-title-share-revoked = This link was withdrawn
share-text-share-revoked = The patient has ended this share. Nothing can be opened with it any more.
share-ask-share-revoked = If you still need the report, ask your patient for a new link.
share-title-share-used-up = This link has been used up
share-text-share-used-up = The patient allowed a fixed number of openings. All of them have been used.
share-ask-share-used-up = If you did not open it yourself, tell your patient. They can see when it was opened and make a new link.
share-title-share-locked = This link is locked
share-text-share-locked = The PIN was wrong too many times. To protect the patient, the link stays closed.
share-ask-share-locked = Ask your patient for a new link and a new PIN.
share-title-other = This did not open
share-ask-other = Nothing was changed. Try again in a moment. If it stays like this, ask your patient or the practice.
share-ask-practice = Or call { $practice }:
share-nothing-lost = The report and the images are safe. Only this link does not open them.

## What was opened

share-heading-report = Second opinion, version { $version }
share-heading-images = Shared images
share-whose = Whose examination this is
share-patient = Patient
share-patient-on-images = Patient named on the images
share-operation = Planned operation
share-patient-number = Patient { $number }
share-born = Born
share-born-on = born { $day }
share-examined = Examined
share-several-people = These images name more than one person. Make sure which of them is your patient.
share-no-name = This link carries no name. Make sure with your patient that this report is theirs.
share-superseded = This is version { $version }. Version { $earlier } was superseded.
share-sheet = In short
share-full-report = Full report
share-plain-summary = What the patient reads, in plain words
share-no-report-yet = There is no signed report yet. Open the link again later.
share-images-only-title = Only images are shared
share-images-only = This link does not open a report. If you need it, ask your patient to share it too.
share-report-only-title = Only the report is shared
share-report-only = This link does not open the images. If you need them, ask your patient to share them too.

share-versions = Versions
share-version = Version { $version }
share-version-newest = newest
share-version-superseded = superseded
share-addendum-of = Addendum to version { $version }: { $reason }
share-read-version = Read version { $version }

## Images

share-key-images = Key images
share-key-images-not-shared = { $count ->
    [one] The report points at one image. It is not part of this link.
   *[other] The report points at { $count } images. They are not part of this link.
}
share-key-image-elsewhere = This image is not among the shared ones.
share-look-around = See it in its series
share-all-images = All images
share-no-images = No images were sent with this case.
share-series = { $modality } { $name }, { $count ->
    [one] 1 image
   *[other] { $count } images
}
share-series-list = Series
share-look = Look at all { $count } images
share-viewer = Image viewer
share-viewer-hint = Move one finger up or down to scroll, two fingers to zoom. On a computer use the wheel.
share-not-for-diagnosis = For review. Use your own workstation for planning and measuring.
share-download = Download the original files (ZIP)

## Confirmation

share-confirm-title = Tell the patient that you have read it
share-confirm-meaning = It says that you have read it, not that you agree. The patient sees it with the time.
share-confirm = I have read version { $version }
share-confirmed = You have read version { $version }
share-confirmed-meaning = The patient can see this. You can close the page.
share-confirmed-earlier = You confirmed version { $version } before. This one is newer.
share-not-confirmed = This could not be put on record

## The report

share-report-question = Question
share-report-place = Side and level
share-report-compared = Compared with the first report
share-report-outcome-same = Same
share-report-outcome-same_and_more = Same, and something more
share-report-outcome-differs = Differs
share-report-outcome-could_not_compare = Not compared
share-report-impression = Impression
share-report-no-impression = No impression could be given from these images.
share-report-adequacy = Adequacy of the images
share-report-adequacy-adequate = Adequate
share-report-adequacy-limited = Limited
share-report-adequacy-not_adequate = Not adequate
share-report-radiologist = Radiologist
share-report-signed = signed { $moment }
share-report-technique = Technique
share-report-prior = Earlier imaging
share-report-numbering = Counting of vertebrae
share-report-recommendation = Recommendation
share-report-findings = Findings
share-report-who = Who read it, and how
share-report-licence = Licence
share-report-independent-of-surgeon = Independent of the surgeon
share-report-independent-of-hospital = Independent of the hospital
share-report-independent-of-first_radiologist = Independent of the first radiologist
share-report-independent-yes = Yes, declared about { $name }
share-report-independent-no = No, not of { $name }
share-report-independent-unnamed = Nobody was named
share-report-original = First report
share-report-original-none = There was no first report.
share-report-original-not_opened = The first report was not opened.
share-report-original-opened = Opened after the own first read was committed.
share-report-since = Since the sealed first read
share-report-since-none = No finding changed
share-report-since-added = { $count ->
    [one] 1 finding added
   *[other] { $count } findings added
}
share-report-since-left_out = { $count ->
    [one] 1 finding left out
   *[other] { $count } findings left out
}
share-report-since-changed = { $count ->
    [one] 1 finding changed
   *[other] { $count } findings changed
}
share-report-display = Display used
share-report-read-at = First read committed
share-report-signed-at = Signed
share-report-first-said = First report: “{ $quote }”
share-report-first-place = Answers a marked place on page { $page } of the first report.

share-side-left = left
share-side-right = right
share-side-both = both sides
share-side-midline = midline

share-verdict-agrees = Agrees with the first report
share-verdict-adds = Adds to the first report
share-verdict-not_confirmed = Not confirmed: mentioned there, not seen here
share-verdict-characterises_differently = Characterises it differently
share-verdict-raises_question = Raises a question
share-impact-none = no change of care expected
share-impact-unlikely = unlikely to change care
share-impact-likely = likely to change care

share-plain-what_was_looked_at = What was looked at
share-plain-what_was_seen = What was seen
share-plain-how_sure = How sure
share-plain-same_or_different = Same or different
share-plain-does_not_say = What it does not say
share-plain-questions = Questions for the surgeon
