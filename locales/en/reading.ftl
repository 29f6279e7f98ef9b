### The reading room.

reading-title = Reading room

## The image viewer

viewer-tools = Image tools
tool-window = Window
tool-zoom = Zoom
tool-pan = Move
tool-length = Length
tool-invert = Invert
tool-reset = Reset
tool-layout = Layout { $layout }
tool-key-image = Key image
tool-preset = Window presets

window-recorded = As recorded
window-auto = From the values
window-abdomen = Abdomen
window-lung = Lung
window-bone = Bone
window-brain = Brain
window-mediastinum = Mediastinum
window-liver = Liver
window-spine = Spine
window-narrow = More contrast
window-wide = Less contrast

measure-calibrated = calibrated
measure-detector = at the detector, not calibrated
measure-none = not calibrated

pane-label = { $series }, image { $number } of { $total }
pane-empty = No series here
pane-loading = Loading the first image
pane-preview = Preview, not for reading
pane-failed = Image { $number }:
pane-progress = { $done } of { $total } images are here
pane-thickness = thickness { $value } mm
pane-lossy = lossy compression
pane-inverted = inverted
pane-detector = (at the detector)
pane-no-orientation = no orientation recorded
pane-no-scale = no scale recorded

## The door

reading-offline = You are offline. What you have written is kept here and saved when the connection is back.
reading-offline-short = Offline
reading-again = Try again

door-title = The reading room
door-purpose = Here radiologists of the practice read images and write second opinions.
door-need = To come in, open the invitation link that the practice gave you. If you were here before in another browser, use your recovery code.
door-recover = Use a recovery code
door-invited = { $practice } invites you
door-nameless = a radiologist
door-as = You are invited to read as: { $name }.
door-keys = When you join, this browser makes your own keys. They stay on this device, and the server never sees them.
door-join = Join the practice
door-ask = If the link does not work, ask the practice for a new one.
door-known = You are already here, { $name }
door-known-why = This browser belongs to one person. The invitation was not used.
door-other-room = This invitation is for another room
door-other-room-why = It is not for a radiologist. Please ask the practice which page to open.
door-worklist = Worklist

recover-title = Come back with your recovery code
recover-code = Recovery code
recover-hint = It stands on your recovery sheet. Capital and small letters do not matter.
recover-go = Restore

sheet-title = Your recovery sheet
sheet-why = If this browser or computer is lost, only this code brings your keys back. The practice cannot.
sheet-make = Make the recovery code
sheet-later = Later
sheet-offer = Recovery sheet
sheet-qr = Recovery code as a picture for a camera
sheet-keep = Print it or write it down, and keep it where only you can find it. Whoever has it can read as you.
sheet-print = Print

## The worklist

worklist-title = Worklist
worklist-refresh = Refresh
worklist-trouble = The list could not be refreshed
worklist-choose = Choose a case. The keys j and k go through the list.
worklist-empty = No cases for you yet
worklist-empty-why = When the practice asks you for a second reading, the case appears here with its time.

case-label = The chosen case
case-nameless = Case
case-due = due { $moment }
case-overdue = was due { $moment }
case-no-time = no time yet
case-waits = The practice waits for the patient
case-waits-why = The clock stands still until the patient has answered.
case-open = Open the reading room
case-open-report = Open images and report
case-closed-to-you = This case is not open to you now. If you think it should be, ask the coordinator.

service-standard = standard, 72 h
service-express = express, 48 h
service-priority = priority, 24 h

standing-asked = asks you
standing-accepted = first read
standing-committed = report
standing-revealed = comparison
standing-signed = signed
standing-other = with someone else
standing-withdrawn = withdrawn by the patient

intake-question = Question
intake-patient = Patient
intake-operation = Planned operation
intake-side = Side and level
intake-date = Date of the operation
intake-date-open = not fixed yet
intake-surgeon = Surgeon
intake-hospital = Hospital
intake-first_radiologist = First radiologist
intake-history = History
intake-for = Sent by
intake-urgent = Urgent results
born = born { $date }

urgent-call_first = call first
urgent-read_alone = reads alone
urgent-with_doctor = wants to read with a doctor

side-left = left
side-right = right
side-both = both sides
side-midline = midline
side-none = no side

declare-title = Are you independent?
declare-why = You read without any part in this operation. The declaration is on the record, and the patient sees it.
declare-surgeon = I am independent of the surgeon: { $name }
declare-hospital = I am independent of the hospital: { $name }
declare-first_radiologist = I am independent of the first radiologist: { $name }
declare-missing = Tick this if it is true. If it is not, decline the case.
declare-nobody = The patient has named nobody. There is nothing to declare.
declare-accept = Accept the case
declare-decline = Decline
decline-reason = Reason, for the coordinator

recuse-title = Step back from this case
recuse-why = The case goes back to the coordinator. Whoever reads it next cannot see what you wrote.
recuse-go = Step back

originals-get = Original files for my workstation
originals-what = A ZIP with every file of the disc that you may open. The first 128 bytes of each image file are emptied.
originals-gathering = Gathering and checking the files
originals-of = { $done } of { $total }
originals-done = The ZIP was handed to your browser. Every file was checked.

timeline-title = What happened
who-you = You
who-practice = The practice
who-coordinator = Coordinator
who-radiologist = Radiologist
who-patient = Patient
who-link_holder = Someone with a link

happened-opened = Case opened
happened-consented = Consent given
happened-images_added = Images added
happened-documents_added = Documents added
happened-submitted = Submitted
happened-returned = Returned to the patient, the clock stopped
happened-resumed = Answered, the clock goes on
happened-rescheduled = Operation moved
happened-assigned = Radiologist asked
happened-accepted = Accepted, independence declared
happened-declined = Declined
happened-recused = Stepped back
happened-first_read_committed = First read committed
happened-original_revealed = Original report opened
happened-report_signed = Report signed
happened-addendum_signed = Addendum signed
happened-translation_signed = Translation signed
happened-opened_by = { $what ->
    [intake] Opened the questions and answers
    [images] Opened the images
    [original] Opened the first report
    [report] Opened the report
    [thread] Opened the messages
   *[other] Opened a part of the case
}
happened-question = Question
happened-answer = Answer
happened-notice = Notice
happened-acknowledged = Acknowledged
happened-share_created = Share link made
happened-share_opened = Share link opened
happened-share_revoked = Share link withdrawn
happened-regranted = Keys passed on
happened-member_removed = A person was removed
happened-refused = Refused by the practice
happened-withdrawn = Withdrawn by the patient
happened-restricted = Restricted
happened-closed = Closed
happened-outcome_added = Outcome added
happened-erased = Erased

## The reading room

room-title = Reading room: images and report
room-loading = Fetching and checking the case
room-images = Images
room-no-images = There are no images in this case
room-editor = Editor
room-rail = Series
room-original = Original
room-keys = Keys
room-width = Width of the editor

banner-label = Patient, examination and side
banner-patient = Patient
banner-born = born
banner-examined = Examined
banner-operation = Operation
banner-disc-side = Side on the disc
banner-unknown = not recorded
banner-nameless = no name recorded
banner-no-side = no side given

mismatch-name = The disc has another name: { $name }.
mismatch-birth = The disc has another birth date: { $date }.
mismatch-people = The images belong to { $count } different people by name or birth date.
mismatch-side = The operation is planned on another side than the images show: { $side }.

rail-checks = What was found
image-check-missing_slices = { $missing } missing, { $received } there
image-check-irregular_spacing = uneven spacing, { $smallest_mm } to { $largest_mm } mm
image-check-mixed_thickness = { $thinnest_mm } to { $thickest_mm } mm thick
image-check-gantry_tilt = gantry tilt { $degrees }°
image-check-came_in_parts = { $images } of the images came later; checks are about each part alone
image-check-duplicate_instances = { $images } duplicates, counted once
image-check-conflicting_instances = { $images } under a UID used twice
image-check-truncated = { $images } cut off
image-check-lossy = { $ceiling ->
    [0] lossy compression, { $images } img
   *[other] { $ratio ->
        [0] lossy, ratio unknown
       *[other] lossy { $ratio }:1, ceiling { $ceiling }:1
    }
}
image-check-not_diagnostic = { $images } without the scanner's values
image-check-cannot_decode = { $images } cannot be decoded
image-check-localizer_only = localizers only
image-check-burned_in = { $images } with or perhaps with burned-in text
image-check-pet_without_suv = SUV cannot be computed
image-check-no_orientation = { $images } without position
image-check-no_laterality = no side given
image-check-mixed_orientation = { $directions } directions
image-check-thick_slices = { $value } mm slices, usual up to { $limit }
image-check-wide_gap = { $value } mm gap, usual up to { $limit }
image-check-coarse_pixels = { $value } mm² pixels, usual up to { $limit }

rail-label = Series
rail-images = { $count } img
age-unknown = age unknown
age-days = { $count ->
    [0] today
    [one] 1 day ago
   *[other] { $count } days ago
}
age-months = { $count ->
    [one] 1 month ago
   *[other] { $count } months ago
}
age-years = { $count ->
    [one] 1 year ago
   *[other] { $count } years ago
}
plane-axial = ax
plane-coronal = cor
plane-sagittal = sag
plane-oblique = obl

keys-title = Keys
keys-mouse = Mouse: wheel scrolls, Ctrl and wheel zoom, right button sets the window, middle button moves the image.
key-scroll = next or previous image
key-jump = ten images on, first or last
key-presets = window presets
key-window = window with the left button
key-zoom = zoom
key-pan = move
key-length = measure a length
key-delete = remove the chosen measure
key-invert = invert
key-reset = whole image, recorded window
key-layout = layout
key-series = next or previous series
key-image = key image into the finding
key-image-writing = the same while you write
key-editor = fold the editor
key-full = images only
key-commit = commit or sign (asks)
key-help = this list

## Writing

kept-saved = Saved, sealed
kept-saving = Saving …
kept-trouble = Not saved yet.
choose = Choose

first-title = First read
first-impression = First impression
first-then = After you commit, the first read cannot be changed. Only then can the original report be opened.
first-commit = Commit the first read

finding-title = Finding { $number }
finding-active = key images go here
finding-after = after the first read
finding-changed = changed after the first read
finding-remove = Remove
finding-text = What is seen
finding-region = Region
finding-side = Side
finding-level = Spine level
finding-certainty = How sure
finding-verdict = Compared with the original
finding-impact = Change of care
finding-answers = Answers this sentence
finding-unanswer = Take back
finding-answers-hint = To say which sentence this answers, choose it in the original report.
finding-image = Add the image on the screen
finding-add = Add a finding
level-none = none

key-images = Key images of finding { $number }
key-image-name = { $series }, image { $number }
key-image-gone = an image of another set
key-image-caption = Caption of key image { $number }
key-image-caption-hint = Caption
key-image-remove = Remove
key-image-unclear = This image has the same identifiers as another one of the case, so it cannot be a key image. Please describe its place in words.
key-image-added = The image was added to finding { $number }.

checks-found = { $count ->
    [one] 1 remark on the images from their headers
   *[other] { $count } remarks on the images from their headers
}
checks-hint = Confirm what limits your reading; it is added to the reason below. Overrule what does not, and say why. The patient reads both.
checks-open = { $count ->
    [one] 1 is not judged yet.
   *[other] { $count } are not judged yet.
}
checks-left = { $count ->
    [one] 1 remark on the images is not judged
   *[other] { $count } remarks on the images are not judged
}
checks-left-why = You can go on. The patient was told of them and reads no answer then.
checks-overrule = Overrule
checks-overrule-this = Overrule: { $words }
checks-because = Overruled because
gap-check-because = Say why the check is overruled: “{ $check }”
checks-confirm = Confirm
checks-confirm-this = Confirm: { $words }

adequacy-title = Are the images good enough?
adequacy-adequate = adequate
adequacy-limited = limited
adequacy-not_adequate = not adequate
adequacy-reason = What limits them

verdict-agrees = agrees
verdict-adds = adds
verdict-not_confirmed = not confirmed
verdict-characterises_differently = characterises differently
verdict-raises_question = raises a question
impact-none = no change of care
impact-unlikely = unlikely to change care
impact-likely = likely to change care

commit-title = Commit the first read
commit-why = This puts your first read on the record. It cannot be changed afterwards.
commit-go = Commit
sign-title = Sign the report
sign-why = Your signature stands on the record. Later changes are addenda; nothing is overwritten.
sign-go = Sign
confirm-patient = The images are those of { $patient }, birth date: { $born }.
confirm-examination = I read the examination of: { $examined }.
confirm-side = Side and level of the operation: { $operation }. My findings name the sides as they are.
confirm-missing = Check this and tick it.

gap-adequacy = Say whether the images are good enough.
gap-reason = Say in a few words what limits the images.
gap-findings = Write at least one finding. A normal examination is a finding too.
gap-finding-text = Finding { $number }: describe what is seen.
gap-finding-side = Finding { $number }: choose the side, or "no side".
gap-finding-certainty = Finding { $number }: say how sure you are.
gap-finding-verdict = Finding { $number }: compare it with the original report.
gap-finding-impact = Finding { $number }: say whether it changes care.
gap-impression = Write at least one statement of the impression.
gap-impression-certainty = Statement { $number }: say how sure you are.
gap-impression-findings = Statement { $number }: name the findings it rests on.
gap-question = Write the question that was asked.
gap-technique = Say what was examined and read.
gap-display_used = Say on which display or workstation you read.
gap-what_was_looked_at = Plain words: what was looked at is empty.
gap-what_was_seen = Plain words: what was seen is empty.
gap-how_sure = Plain words: how sure is empty.
gap-same_or_different = Plain words: same or different is empty.
gap-does_not_say = Plain words: what the images do not say is empty.
gap-addendum_reason = Say why the report is changed.

## The original report

original-title = Original report
original-none = There is no original report
original-none-why = The patient sent none. The report is signed without a comparison.
original-closed = The original report is still closed
original-closed-why = Your first read is committed, so you may open it now. The opening is on the record.
original-open = Open the original report
original-on-disc = { $name } (disc)
original-documents = Documents
original-choose = Choose a sentence to mark it as what the current finding answers.
original-answered = finding { $numbers }
original-page = Page { $number } of { $total }
original-scan = This page is a picture without text. It can be read, but no sentence can be chosen.
original-picture = Original report: { $name }
original-picture-trouble = This picture cannot be shown in the browser. Save the file and open it on your computer.
original-pdf-trouble = This PDF cannot be shown here
original-unshown = This kind of file cannot be shown here
original-unshown-why = Save it and open it on your workstation.
original-save = Save this file

## The report

report-title = Report
report-technique = Technique
report-prior = Earlier images compared with
report-numbering = How the vertebrae were counted
report-numbering-hint = For example: five lumbar vertebrae, counted upwards from the sacrum.
report-findings = Findings
report-recommendation = Recommendation
report-display = Display or workstation used
report-display-hint = For example: diagnostic display, 6 megapixels, calibrated.
report-sign = Check and sign
report-left-out = { $count ->
    [one] One finding of the first read was left out.
   *[other] { $count } findings of the first read were left out.
}
technique-line = { $kinds } { $name }, { $date }: { $series ->
    [one] 1 series
   *[other] { $series } series
}, { $images ->
    [one] 1 image
   *[other] { $images } images
}.

impression-title = Impression
impression-text = Statement { $number }
impression-rests = Rests on finding
impression-of = finding { $numbers }
impression-add = Add a statement

plain-title = In plain words, for the patient
plain-why = Short sentences, no blame, no advice on treatment. At most 180 words.
plain-language = Language of the patient
plain-looked = What was looked at
plain-seen = What was seen
plain-sure = How sure
plain-same = Same or different
plain-same-hint = Neutral words. A difference is not an error.
plain-not = What the images do not say
plain-questions = Questions for the surgeon
plain-questions-hint = One to a line.
plain-words = { $count } words

check-running = The signing rules are being checked …
check-clean = The signing rules found nothing to look at again
check-warnings = { $count ->
    [one] One thing to look at again
   *[other] { $count } things to look at again
}
check-removed = Without the opened original report, verdicts and impacts are left out
check-refused = This cannot be signed yet

place-findings = Finding { $number }
place-impression = Statement { $number }
place-plain_summary = Plain words
place-numbering = Counting
warning-rule-side_differs = the text names another side than the one chosen.
warning-rule-level_differs = the text names another level than the one chosen.
warning-rule-numbering_missing = say how the vertebrae were counted.
warning-rule-agrees_with_impact = it agrees, and still has an impact.
warning-rule-answers_nothing = choose the sentence of the original report that it answers.
warning-rule-hedge_outside_scale = say how sure you are with the scale, not with this word.
warning-rule-blaming_word = choose a neutral word. A difference is not an error.
warning-rule-treatment_advice = turn advice into a question for the surgeon.
warning-rule-summary_long = shorten it to 180 words.
warning-rule-no_questions = write a question the patient can take to the surgeon.

signed-title = Signed report, version { $version }
signed-when = Signed { $moment }
signed-verified = Signature, first read and images were checked on this device.
signed-older = Version { $version }, { $moment }, superseded
addendum-begin = Write an addendum
addendum-title = Addendum to version { $version }
addendum-reason = Reason for the addendum
addendum-reason-hint = The patient and everyone with the report reads it.
addendum-sign = Check and sign the addendum
addendum-cancel = Back to the signed report
