### The patient's room.

patient-not-kept = Your last answer could not be kept on this device
patient-not-done = This did not go through

who-you = You
who-practice = The practice
who-of-practice = { $name } of the practice
who-link = Somebody with your link
who-radiologist = A radiologist
who-other = A person of the case

## Coming in

welcome-title = You are invited
welcome-named = { $practice } invites you, { $name }, to bring your images for a second reading.
welcome-unnamed = { $practice } invites you to bring your images for a second reading.
welcome-next = First we ask about signs that cannot wait. Then one question follows the other. You can stop and go on whenever you like.
welcome-gone = The invitation is not in this page any more. Please open its link again.
welcome-public = Go to the public page

signs-yes = Yes
signs-no = No
signs-one = Is this true for you now?
signs-answer = { $area }: please answer yes or no
signs-not-taken = We do not take your case now. Nothing was sent.
signs-mistake = I chose yes by mistake

## The task list

tasks-title = Your second reading
tasks-left = { $done } of { $all } steps are done.
tasks-ready = Everything is answered. Please check it once more, then send it.
tasks-group-you = Who it is about
tasks-group-operation = The operation
tasks-group-question = Your question
tasks-group-order = Service and consent
tasks-group-images = Images and papers
tasks-group-send = Check and send
tasks-before-send = When everything above is done, you check it once more and send it.
tasks-next = Go on with the next step
tasks-check = Check and send
tasks-kept = Your answers are kept sealed on this device. You can close this page and come back.
tasks-again-title = Please choose the same folder again
tasks-disc-again = A browser may not keep your disc. Please choose “{ $name }” again; what was sent is not sent twice.
tasks-files-again = A browser may not keep your files. Please choose them again.

task-title-whom = For whom
task-title-patient = Name and birth date
task-title-procedure = Operation
task-title-side = Side
task-title-levels = Levels of the spine
task-title-date = Date of the operation
task-title-people = Surgeon, hospital, first radiologist
task-title-worry = Your question
task-title-telephone = Telephone for urgent results
task-title-service = Service
task-title-consent = Consent
task-title-disc = Images
task-title-original = First report
task-title-history = Your history

## Questions

whom-title = For whom do you ask?
whom-why = Whoever acts for somebody else has a key of their own. That stands on the record of the case.
whom-self = For myself
whom-relative = For somebody else
whom-relative-hint = For example your parent, your child or your partner
whom-your-name = Your own name
whom-relation = What are you to this person?
whom-relation-hint = For example daughter, husband, guardian
whom-declare = I may act for this person, and they know about it as far as they can.
whom-missing = Please choose for whom you ask
whom-name-missing = Please give your own name
whom-relation-missing = Please say what you are to this person
whom-declare-missing = Please confirm that you may act for this person

person-title-self = Who are you?
person-title-relative = Who is the patient?
person-why = We compare name and birth date with those on the disc, so that nobody reads the wrong images.
person-name = First and last name
person-name-hint = As it stands on the hospital's papers
person-birth = Date of birth
person-name-missing = Please give the name
person-birth-missing = Please give the date of birth

procedure-title = Which operation is planned?
procedure-why = So the practice can choose a radiologist who knows this part of the body well.
procedure-search = Search
procedure-search-hint = For example knee, disc, hip
procedure-found = { $count ->
    [one] 1 operation fits
   *[other] { $count } operations fit
}
procedure-none = Nothing on our list fits. You can say it in your own words.
procedure-none-do = Say it in my own words
procedure-choose = Choose the operation
procedure-other = Another operation, or none is planned yet
procedure-text = In your own words
procedure-missing = Please choose an operation, or “another”
procedure-text-missing = Please say in your own words what is planned

region-spine = Spine
region-shoulder = Shoulder
region-elbow_hand = Elbow and hand
region-hip = Hip
region-knee = Knee
region-foot_ankle = Foot and ankle
region-head = Head
region-neck = Neck
region-chest = Chest
region-heart_vessels = Heart and blood vessels
region-breast = Breast
region-abdomen = Belly
region-pelvis = Pelvis

side-title = On which side is the operation?
side-why = The radiologist confirms the side before signing.
side-hint = Your own left or right, as you feel it
side-missing = Please choose a side
side-choice-left = Left
side-choice-right = Right
side-choice-both = Both sides
side-choice-none = Neither, or I do not know
side-left = left
side-right = right
side-both = both sides
side-midline = in the middle
side-none = no side

levels-title = At which levels of the spine?
levels-why = A number read wrongly can lead to the wrong place. The radiologist says how the vertebrae were counted.
levels-hint = They stand in the surgeon's letter, for example L4/5. If you do not know them, just continue.
levels-group-lumbar = Lower back
levels-group-cervical = Neck
levels-group-thoracic = Upper back
levels-group-vertebrae = Single vertebrae
levels-chosen = Chosen: { $levels }
levels-unknown = Nothing chosen: we take it that you do not know the level.

date-title = When is the operation?
date-why = The report must be there at least two days before, so that you can still talk with your surgeon.
date-unknown = There is no date yet
date-missing = Please give the date, or tick that there is none yet
date-past = This date is over. Please check it.

people-title = Who is involved so far?
people-why = The radiologist who reads must be independent of all three. We ask them to declare it.
people-hint = Leave empty what you do not know.
people-surgeon = Surgeon
people-hospital = Hospital or practice of the operation
people-first = First radiologist
people-first-hint = The name under the first report

worry-title = What worries you? What would you like to know?
worry-why = The radiologist answers this question first.
worry-hint = In your own words, for example: “Is the disc really pressing on the nerve?”
worry-missing = Please write what you would like to know

telephone-title = If something urgent is seen
telephone-why = If the images show something that cannot wait, we call you. We do not write.
telephone-number = Telephone number
telephone-missing = Please give a number where we can reach you
telephone-wish = How would you like to learn of your report?
telephone-wish-call_first = Call me before I read it
telephone-wish-with_doctor = I read it together with a doctor
telephone-wish-read_alone = I read it alone
telephone-wish-missing = Please choose how you would like to learn of your report

service-title = How soon do you need the report?
service-why = The time counts from the moment when everything has arrived.
service-hint = The times hold if you send everything now.
service-due = Report by { $moment }
service-too-late = Not possible: it would come less than two days before the operation
service-missing = Please choose a service
service-none = The operation is too close for a second reading
service-none-do = A report would come less than two days before. Please call us, or talk with your surgeon about the date.

consent-title = Your consent
consent-why = Without your consent nothing is opened and nobody reads.
consent-version = Consent text of version { $version }
consent-agree = I have read this and agree.
consent-agree-relative = I have read this and agree on behalf of the person I act for.
consent-missing = Please read the text and agree, if you want a second reading

disc-title = Your images
disc-why = The radiologist needs the files themselves. Photos of a screen are not enough.
disc-drop = Put in the disc, then choose it here
disc-hint = The whole disc or folder is best. A ZIP works too. You see everything before it is sent.
disc-where = Where do I find the disc?
disc-where-windows = Windows
disc-where-windows-text = Choose “This PC” on the left, then the drive with the disc, often D: or E:.
disc-where-mac = Mac
disc-where-mac-text = The disc lies on the desk and in the Finder under “Locations”.
disc-where-phone = Phone or tablet
disc-where-phone-text = Discs cannot be read there. If the hospital gave you a ZIP file, choose it under “Files” or “Downloads”.
disc-found = { $count ->
    [one] “{ $name }”: 1 file found
   *[other] “{ $name }”: { $files } files found
}
disc-check-later = You check everything once more before it is sent.
disc-wait = Please wait a moment, we are still looking at the disc
disc-missing = Please choose a disc or folder with images

post-cannot = I cannot read the disc here
post-lead = Then post the disc to the practice. Somebody there reads it in for you.
post-to = Send the disc to:
post-no-address = The practice has not published its address. Please call and ask for it.
post-write = Write on the envelope:
post-write-only = Nothing else about you or your case belongs on the outside.
post-write-later = Once your answers are sent, you see here what to write on the envelope.
post-how-keep = Post it as registered mail, and put in your address if you want the disc back.
post-how-read = A person of the practice checks that it is your disc, seals it and sends it into your case. The record says who.
post-how-time = The time for your report counts from the day the disc was read in.
post-how-days = The post takes a few days. Please check that enough time is left before the operation.
post-sent-title = Your answers are with the practice
post-sent = Now post your disc
post-read-in = { $who } read in your disc on { $moment }

original-title = Do you have the first report?
original-why = The radiologist compares with it, but can only open it after having read the images first.
original-hint = If it is on the disc, it is taken from there. Choose it here if you have it on paper or by mail.
original-way-files = Yes, as a file or photo
original-way-text = Yes, I type or paste it
original-way-none = No, or it is on the disc
original-drop = PDF or photo of the report
original-text = Text of the first report
original-missing = Please choose one
original-text-missing = Please type the text, or choose another way
original-file-missing = Please choose the file, or another way

history-title = What happened before?
history-why = Earlier operations, illnesses and complaints help to understand the images.
history-hint = For example: since when, where it hurts, operations before, medicines
history-drop = Letters or findings, if you like

## Before anything leaves

inventory-title = What is on your disc
inventory-title-papers = What you send now
inventory-lead = Nothing has been sent yet. Please check that these are the right images.
inventory-lead-papers = Nothing has been sent yet. Your disc follows by post.
inventory-gone = This page was loaded again
inventory-gone-disc = Please choose the disc or folder once more. What you answered is still there.
inventory-choose = Choose the disc or folder
inventory-send = Seal and send

## Check and send

summary-title = Please check your answers
summary-relative = { $name } ({ $relation })
summary-nothing = not given
summary-original-files = Given as a file
summary-original-text = Given as text
summary-original-none = None, or on the disc
summary-agreed = You agreed
summary-images = { $count ->
    [one] 1 file with images
   *[other] { $count } files with images
}
summary-papers = Papers and pictures from it: { $names }
summary-by-post = By post; you agreed that the practice reads it in
summary-there = Already with the practice
summary-left-out = { $count ->
    [one] 1 file stays on your device. The report will say so.
   *[other] { $count } files stay on your device. The report will say so.
}
summary-sealed = From here on everything is sealed
summary-sealed-text = Your device locks every file before it leaves. The server cannot open any of them.
summary-send = Seal and send

sending-title = Sealing and sending
sending-back = Back to the overview
sending-lid = You can close the lid; choose the same folder again to go on.
sending-nothing = There is nothing to send
sending-seal = What does “sealed” mean?
sending-seal-text = Your browser makes a key, locks each file with it and sends only the locked file. The key stays with you and goes, locked itself, only to the people of your case.

sent-title = Everything has arrived
sent-due = You will have your report by { $moment }
sent-due-text = If the practice needs something from you, the clock stops until you answer. You see it here.
sent-next = What happens next
sent-next-choose = The practice chooses a radiologist for your question.
sent-next-read = The radiologist declares independence, reads the images and signs the report.
sent-next-notice = You come back to this page in this browser, and read it.
sent-follow = Follow your case

recovery-offer = Make your recovery sheet now
recovery-why = The key to your case is in this browser only. If it is lost, only the recovery sheet brings it back.
recovery-make = Show the recovery sheet
recovery-again = Show the recovery sheet again
recovery-title = Recovery sheet
recovery-lead = Print this page, or write the code down by hand. Whoever has it can open your case.
recovery-qr = The recovery code as a QR code
recovery-use = To come back, open { $address }, choose “I have a recovery code” and type the code.
recovery-safe = Keep it like a passport. Give it to nobody; we never ask for it.
recovery-print = Print
recovery-done = I have put the sheet away safely

recover-title = Type your recovery code
recover-hint = It stands on your recovery sheet. Capital letters and dashes do not matter.
recover-missing = Please type the code
recover-go = Restore

## Where the case stands

home-title = Welcome back
home-title-named = Welcome back, { $name }
home-begun = Not sent yet
home-begun-text = You have begun, but not everything is with the practice.
home-case = Case of { $date }
home-due = Report by { $moment }
home-open = Open
home-new = Begin another case

case-title = Your case
case-back = Back to the case
case-returned = The practice needs something from you
case-clock-stopped = The clock stands still until you answer.
case-answer = Answer
case-report = Read the report
case-share = Share with my surgeon
case-happened = What happened so far
case-can = What you can do
case-add = Add a disc or files
case-moved = The operation has moved
case-links = Links I have shared
case-record = Who has seen this
case-withdraw = Withdraw the case

next-send = Your case is not sent yet
next-answer = The practice waits for your answer
next-disc = We wait for your disc
next-read = Your report is here
next-choose = The practice chooses a radiologist
next-asked = A radiologist has been asked to read your images
next-report = Your report
next-reading = { $name } is reading your images
next-reading-unnamed = A radiologist is reading your images

entry-said = { $who }: { $message }
entry-opened = Case opened
entry-consented = Consent given
entry-images_added = Images added
entry-documents_added = Papers added
entry-posted-images = { $who } added { $count ->
    [one] 1 image
   *[other] { $shown } images
} from your posted disc
entry-posted-papers = { $who } added { $count ->
    [one] 1 paper or file
   *[other] { $shown } papers and files
} from your envelope
entry-submitted = Sent to the practice
entry-returned = Sent back with a question; the clock stopped
entry-resumed = Answered; the clock goes on
entry-rescheduled = The operation moved
entry-assigned = Radiologist asked
entry-accepted = Taken on, with a declaration of independence
entry-declined = Not taken on
entry-recused = Stepped back from the case
entry-first_read_committed = First read sealed, without the first report
entry-original_revealed = First report opened
entry-report_signed = Report signed
entry-addendum_signed = Addition to the report signed
entry-translation_signed = Translation of the report signed
entry-opened_by = { $what ->
    [intake] Opened the questions and answers
    [images] Opened the images
    [original] Opened the first report
    [report] Opened the report
    [thread] Opened the messages
   *[other] Opened a part of the case
}
entry-question = Question asked
entry-answer = Question answered
entry-notice = Notice given
entry-acknowledged = Confirmed to have read
entry-share_created = Link made
entry-share_opened = Link opened
entry-share_revoked = Link closed
entry-regranted = Keys passed on
entry-member_removed = A person left the case
entry-refused = Not taken by the practice
entry-withdrawn = Case withdrawn
entry-restricted = No new keys may be given
entry-closed = Case closed
entry-outcome_added = Outcome added
entry-erased = Erased

answer-title = Answer the practice
answer-asked = The practice writes
answer-files = If a disc or a paper is missing, add it first.
answer-text = Your answer
answer-clock = With your answer the clock goes on. You then see the new time.
answer-send = Send the answer

add-title = Add a disc or files
add-lead = What you add is sealed like the rest. You check it before it leaves.
add-documents = Papers: reports, letters, photos
add-nothing = Please choose a disc, a folder or a file

reschedule-title = The operation has moved
reschedule-before = So far: { $date }
reschedule-date = New date of the operation
reschedule-service = Do you need the report sooner?
reschedule-keep = Keep { $service }
reschedule-send = Save the new date

withdraw-title = Withdraw the case?
withdraw-means = Nobody reads your images from now on, and there will be no report.
withdraw-stays = What was signed already stays yours. Ask the practice about the price.
withdraw-reason = Why? You need not say.
withdraw-yes = Withdraw the case
withdraw-no = Keep the case

record-title = Who has seen this
record-lead = Every opening is written down and signed. Nobody can take a line out again.
record-nobody = Nobody has opened anything yet
record-desk = The practice's desk holds keys to pass the case on. When it uses them, that stands here.

## The report

report-title = Your report
report-none = There is no report yet
report-none-text = As soon as it is signed, you find it here.
report-signed = Signed by { $name } on { $moment }, version { $version }
report-addendum = This is version { $version }. It replaces the earlier one because:
report-plain = In plain words
report-what-was-looked-at = What was looked at
report-what-was-seen = What was seen
report-how-sure = How sure this is
report-same = The same as the first report?
report-outcome-same = Both readings say the same about the images.
report-outcome-same_and_more = Both readings agree, and this one adds something.
report-outcome-differs = The two readings differ in at least one point.
report-outcome-could_not_compare = The images were read without a first report to compare with.
report-does-not-say = What the report does not say
report-questions = Questions to take to your surgeon
report-checks = About the images
report-check-is-confirmed = This limits what can be seen.
report-check-is-overruled = The radiologist looked at it: it does not limit the reading.
report-check-other = Something about the images was unusual.
report-check-missing_slices = Some images seem to be missing.
report-check-irregular_spacing = The images do not lie at even distances.
report-check-mixed_thickness = The slices are of different thickness.
report-check-gantry_tilt = The images were taken at a slant.
report-check-duplicate_instances = Some images were there twice.
report-check-conflicting_instances = Different images carried the same number.
report-check-truncated = Some images are cut off.
report-check-lossy = Some images are compressed with loss.
report-check-not_diagnostic = Some images are reduced copies.
report-check-cannot_decode = Some images could not be shown.
report-check-localizer_only = There were overview images only.
report-check-burned_in = There may be writing in some images.
report-check-old_study = The images are older than usual.
report-check-expected_series = A part that usually belongs to this examination was not found.
report-check-pet_without_suv = Some values cannot be computed.
report-check-no_orientation = Some images do not say where they lie in the body.
report-check-no_laterality = The images do not say which side they show.
report-check-mixed_orientation = Images of one series lie in several directions.
report-check-thick_slices = The slices are thicker than usual.
report-check-wide_gap = The gaps between slices are wider than usual.
report-check-coarse_pixels = The images are coarser than usual.
report-term = Meaning:
report-print = Print
report-no-images = The images cannot be shown just now
report-key-images = The images that matter
report-image-coming = This image is being fetched, or was not sent.
report-image-small = Shown small here. Your surgeon sees it whole.
report-image-not-shown = This image cannot be shown here. Your surgeon can see it.
report-for-surgeon = For your surgeon
report-patient = Patient
report-born = born { $day }
report-question = Question
report-technique = What was read, and how
report-adequacy = Quality of the images
report-prior = Compared with earlier images
report-numbering = How the vertebrae were counted
report-impression = Impression
report-recommendation = Recommendation
report-findings = Findings
report-who-read = Who read
report-radiologist = Radiologist
report-licence = Licence and country
report-original = First report
report-original-none = There was none
report-original-not_opened = Not opened
report-original-opened = Opened after the first read was sealed
report-display = Display or workstation
report-read-at = First read sealed
report-signed-at = Signed
report-downloads = To keep
report-earlier = Earlier versions
report-version = Version { $version } of { $moment }

adequacy-adequate = Adequate for the question
adequacy-limited = Limited
adequacy-not_adequate = Not adequate for the question

independent-of-surgeon = Independent of the surgeon
independent-of-hospital = Independent of the hospital
independent-of-first_radiologist = Independent of the first radiologist
independent-unnamed = Nobody was named
independent-yes = Yes: { $name }
independent-no = Not declared: { $name }

verdict-agrees = Both readings say the same
verdict-adds = Seen here, not mentioned in the first report
verdict-not_confirmed = Mentioned in the first report, not seen here
verdict-characterises_differently = Both saw it and describe it differently
verdict-raises_question = Leaves a question open
impact-none = no effect on the treatment expected
impact-unlikely = effect on the treatment unlikely
impact-likely = may matter for the treatment

download-report = Print the report, or save it as a PDF
download-report-readable = For yourself or a doctor: in the print window you can also choose “Save as PDF”.
download-signed = Signed original (for machines)
download-signed-hint = A data file by which a program can read the report. You need it only if somebody asks for it.
download-images = Download the original images

## Sharing

shares-title = Share with a doctor
shares-lead = A link opens report and images without an account. You hand it on yourself; we never send it.
shares-new = Make a link
shares-list = Your links
shares-none = No links yet
shares-none-text = As soon as you make one, you see here who opened it and when.
share-new-title = A new link
share-what = What may be seen?
share-report = The report
share-report-newest = Always the newest version
share-report-later = It can be seen as soon as it is signed
share-images = The images
share-nothing = Please choose the report, the images or both
share-expires = How long does it open?
share-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
share-how-often = How often?
share-opens-any = As often as needed
share-opens = { $count ->
    [one] Once
   *[other] { $count } times
}
share-pin = PIN
share-pin-hint = At least 4 characters. Tell it to the doctor by another way, for example by telephone.
share-pin-short = Please take a PIN of at least 4 characters
share-make = Make the link
share-cancel = Cancel
share-made = Your link is ready
share-once = It is shown only now. Whoever has it can look, so give it to your doctor only.
share-link = Link
share-copy = Copy
share-copied = Copied.
share-copy-self = Your browser did not copy it. Please select the link and copy it yourself.
share-mail = Write a mail
share-mail-subject = Second reading of my images
share-mail-body = Please find the second reading of my images here: { $link } You need no account. One click opens it.
share-qr = The link as a QR code
share-pin-separately = Remember to tell the PIN by another way.
share-done = Done
share-number = Link { $number }, made { $moment }
share-part-report = Report
share-part-images = Images
share-with-pin = with PIN
share-until = Opens until { $moment }
share-is-lapsed = Lapsed on { $moment }
share-is-revoked = You closed this link
share-used = opened { $used } of { $of } times
share-unopened = Not opened yet
share-opened-at = Opened { $moment }
share-confirmed = Has confirmed to have read version { $version }
share-outdated = Opened before version { $version } was there. Please tell your doctor.
share-revoke = Close this link
