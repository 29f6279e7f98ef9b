### The coordinator's board.

board-title = Cases
board-purpose = All cases by state and time left, without images.
board-offline = What is on this page stays. It is brought up to date when you are connected again.
board-again = Try again
board-not-done = This was not done
board-you = you
board-unnamed = No name given
board-views = Parts of this room
board-view-cases = Cases
board-view-invite = People and invitations
board-view-page = Practice page
board-view-recovery = Recovery sheet

## The way in

board-enter = Coordination
board-welcome = { $practice } invites you as a coordinator
board-welcome-name = The invitation is for { $name }.
board-welcome-meaning = Your keys are made in this browser and stay here. The server never sees them.
board-join = Join the practice
board-other-invitation = This invitation is for: { $role }
board-other-invitation-hint = Open its link as it is. It leads to the right room.
board-invitation-not-open = This invitation does not open
board-invitation-ask = Ask the founder of your practice for a new link.
board-invitation-unused = The invitation was not used
board-invitation-unused-hint = This browser already belongs to a member of the practice. To join as somebody else, open the link in another browser profile.
board-by-link = With an invitation
board-by-link-hint = Open the link you were given in this browser, or paste it here.
board-link = Invitation link
board-look = Look at the invitation
board-by-code = With your recovery sheet
board-by-code-hint = If you worked in another browser before, the code on your sheet brings you back.
board-code = Recovery code
board-recover = Restore
board-other-role = This browser belongs to: { $role }
board-other-role-hint = The board is for coordinators. Use another browser profile to join as one.
board-other-room = Go to your room

board-recovery-title = Your recovery sheet
board-recovery-missing = You have no recovery sheet yet
board-recovery-why = If this browser or computer is lost, the code on the sheet is your only way back.
board-recovery-alone = Make sure that nobody looks over your shoulder. The code opens everything you can open.
board-recovery-make = Make the recovery sheet
board-recovery-show = Show the recovery sheet
board-recovery-qr = Recovery code
board-recovery-use = To come back, open { $address } in any browser and type this code.
board-recovery-safe = Keep this sheet where you keep your passport.
board-recovery-print = Print
board-recovery-done = I have put the sheet away safely
board-named-on-disc = The disc names somebody else: { $named }
board-named-on-disc-do = The case is of { $expected }. The sender said that it is the same person. Please make sure before you assign it.
board-nameless = without a name

## The table

board-filter = Type to filter
board-count = { $count ->
    [one] 1 case
   *[other] { $count } cases
}
board-still-sealed = { $count ->
    [one] 1 case is still being opened
   *[other] { $count } cases are still being opened
}
board-refreshed = as of { $time }
board-stale = The table shows what was known before.
board-empty = No cases yet
board-empty-hint = Invite a patient, or wait for somebody to come by the public page.
board-nothing-found = Nothing fits what you typed.
board-column-patient = Patient
board-column-state = State
board-column-time = Time left
board-column-service = Service
board-column-operation = Operation
board-column-missing = Missing
board-column-radiologist = Radiologist
board-group-overdue = Overdue ({ $count }), always shown
board-group-running = In progress ({ $count })
board-group-waiting = Waiting for the patient ({ $count })
board-group-unsent = Not sent yet ({ $count })
board-group-done = Finished ({ $count })
board-show = Show
board-hide = Hide
board-sealed = Being opened
board-unknown-radiologist = Unnamed radiologist
board-no-clock = no clock yet
board-clock-stopped = clock stopped
board-left = { $duration } left
board-late = { $duration } late

board-stage-unsent = Not sent
board-stage-assign = To assign
board-stage-assign_again = To assign again
board-stage-asked = Radiologist asked
board-stage-reading = First read
board-stage-comparing = Comparing
board-stage-signed = Signed
board-stage-waiting = Waiting
board-stage-posted = Waits for the posted disc
board-stage-withdrawn = Withdrawn
board-stage-refused = Refused
board-stage-closed = Closed
board-stage-erased = Erased

board-service-standard = Standard
board-service-express = Express
board-service-priority = Priority

board-gap-original = first report
board-gap-warning_signs = warning signs
board-gap-patient_name = name
board-gap-birth_date = birth date
board-gap-procedure = operation
board-gap-side = side
board-gap-levels = level
board-gap-surgery_date = date of operation
board-gap-surgeon = surgeon
board-gap-hospital = hospital
board-gap-first_radiologist = first radiologist
board-gap-telephone = telephone
board-gap-urgent_wish = wish for urgent results
board-gap-history = history

## A case

board-case = Case
board-no-images = The board shows no images. That is the practice's rule.
board-not-sent = This case was not sent yet
board-not-sent-hint = The patient is still filling it in. You see what was told once it is sent.
board-told = What the patient told
board-missing = Not told:
board-told-question = Question
board-told-for_whom = Acting for the patient
board-told-birth_date = Born
board-told-procedure = Operation
board-told-side = Side and level
board-told-surgery_date = Date
board-told-surgeon = Surgeon
board-told-hospital = Hospital
board-told-first_radiologist = First radiologist
board-told-original = First report
board-told-by_post = Disc by post
board-told-history = History
board-told-telephone = Telephone
board-told-urgent_wish = Urgent results
board-original-there = sent, and sealed until the first read is committed
board-original-none = none was sent
board-side-left = left
board-side-right = right
board-side-both = both sides
board-side-midline = midline
board-side-none = no side
board-wish-call_first = call first
board-wish-read_alone = reads alone
board-wish-with_doctor = together with a doctor
board-messages = Messages and reasons
board-messages-none = Nothing was written yet.
board-history = Verified history

board-role-coordinator = coordination
board-role-radiologist = radiologist
board-role-patient = patient
board-role-link_holder = holder of a share link

board-kind-opened = Case opened
board-kind-consented = Consent given
board-kind-images_added = Images added
board-kind-documents_added = Documents added
board-kind-submitted = Case sent
board-kind-returned = Returned to the patient, clock stopped
board-kind-resumed = Clock goes on
board-kind-rescheduled = Operation moved
board-kind-assigned = Radiologist asked
board-kind-accepted = Accepted, independence declared
board-kind-declined = Declined
board-kind-recused = Stepped back
board-kind-first_read_committed = First read committed
board-kind-original_revealed = First report opened
board-kind-report_signed = Report signed
board-kind-addendum_signed = Addendum signed
board-kind-translation_signed = Translation signed
board-kind-opened_by = { $what ->
    [intake] Opened the questions and answers
    [images] Opened the images
    [original] Opened the first report
    [report] Opened the report
    [thread] Opened the messages
   *[other] Opened a part of the case
}
board-posted-images = { $count ->
    [one] 1 image
   *[other] { $shown } images
} added from the posted disc
board-posted-papers = { $count ->
    [one] 1 paper or file
   *[other] { $shown } papers and files
} added from the envelope
board-kind-question = Question
board-kind-answer = Answer
board-kind-notice = Notice
board-kind-acknowledged = Confirmed as read
board-kind-share_created = Share link made
board-kind-share_opened = Share link opened
board-kind-share_revoked = Share link withdrawn
board-kind-regranted = Keys granted again
board-kind-member_removed = Member removed
board-kind-refused = Refused by the practice
board-kind-withdrawn = Withdrawn by the patient
board-kind-restricted = Access restricted by the patient
board-kind-closed = Closed
board-kind-outcome_added = Outcome added
board-kind-erased = Erased

board-do-assign = Assign
board-do-reassign = Reassign
board-do-read_in = Read in a posted disc
board-do-return = Return to patient
board-do-refuse = Refuse the case
board-do-resume = Let the clock go on
board-done-assign = The radiologist is asked.
board-done-read_in = What came by post is in the case.
board-done-return = The case is with the patient. The clock has stopped.
board-done-refuse = The case is refused.
board-done-resume = The clock goes on.

board-assign-whom = Who reads this case?
board-assign-hint = The radiologist sees the form first, without images, and then accepts or declines.
board-licence = licence { $licence }
board-open-cases = { $count ->
    [0] no open case
    [one] 1 open case
   *[other] { $count } open cases
}
board-no-radiologist = There is nobody else to ask
board-no-radiologist-hint = Invite a radiologist under “People and invitations”.
board-reassign-title = { $name } loses access
board-reassign-meaning = The case gets new keys. The earlier radiologist can open nothing that is added from now on, and the patient sees the change.
board-reassign-first-read = An earlier first read stays sealed. Whoever reads next cannot be led by it.

board-posted-meaning = The clock stands until the disc is read in. On the envelope stands { $reference }.
board-posted-agreed = agreed on { $date } that the practice reads it in (text { $version })
board-read-in-meaning = You see what is on the disc and compare it with the patient. It is sealed here; the record says that you did it.
board-read-in-disc = Put in the posted disc, then choose it here
board-read-in-hint = The whole disc is best. Nothing is sent before you have checked it.
board-read-in-found = { $count ->
    [one] “{ $name }”: 1 file found
   *[other] “{ $name }”: { $files } files found
}
board-read-in-papers = Papers from the envelope
board-read-in-look = Look at what is on it
board-read-in-nothing = Please choose the disc, or a paper from the envelope.
board-read-in-no-images = There are no scans on this disc. Choose the whole disc, or return the case to the patient.
board-read-in-send = Seal and send into the case
board-read-in-other = Choose something else
board-read-in-stay = Keep this case open until it is done. If it stops, choose the same disc again; nothing is sent twice.

board-return-meaning = The clock stops until the patient answers. The patient sees the new time.
board-return-what = What is missing?
board-return-own = In your own words
board-return-images = We could not find the images we need. Please send the whole disc, with all its folders.
board-return-series = A part of the images is missing. Please ask the hospital for the complete examination.
board-return-original = Please add the first report, as PDF, photo or text. If you have none, tell us so.
board-return-side = Please tell us which side is to be operated on.
board-return-levels = Please tell us which level of the spine is to be operated on.
board-return-surgery_date = Please tell us the date of the operation.
board-return-telephone = Please give us a telephone number for urgent results.
board-return-history = Please tell us about your complaints and earlier operations.
board-return-person = The images name another person. Please check that you sent the right disc.
board-refuse-meaning = This ends the case. The patient reads your reason and gets the money back.
board-refuse-reason = Why the practice cannot take this case
board-resume-meaning = Use this if the patient answered by telephone. The time counts again from now.
board-resume-reason = What the patient said

## People

board-people = People of the practice
board-invite-lead = You make a link and bring it to the person yourself. The server cannot read it and sends nothing.
board-invite-whom = Whom do you invite?
board-invite-patient = Sends images and gets a report
board-invite-radiologist = Reads cases and signs reports
board-invite-coordinator = Works on this board and gets the key of the desk
board-name = Name
board-birth-date = Date of birth
board-birth-date-hint = It is compared with the disc.
board-subspecialty = Subspecialty
board-licence-number = Licence number
board-licence-hint = It stands in every report.
board-country = Country of the licence
board-country-letters = Two letters for each country, such as CH or DE.
board-invite-missing-name = Please give a name.
board-invite-missing-birth_date = Please give the date of birth.
board-invite-missing-licence = Please give the licence number.
board-invite-missing-country = Please give the country of the licence.
board-invite-make = Make the invitation
board-invite-made = Invitation for { $name }
board-invite-once = This link is shown only now
board-invite-carry = It works once, for 14 days. Bring it to the person and nobody else.
board-invite-link = Link
board-invite-qr = Invitation link for { $name }
board-invite-next = Make another one
board-copy = Copy the link
board-copied = Copied.
board-not-copied = The browser did not allow copying. Select the link and copy it by hand.
board-mail = Write a mail
board-mail-hint = The mail opens in your own mail program. A paper with the code is safer than a mail.
board-print = Print
board-mail-subject = Your invitation from { $practice }
board-mail-greeting = Dear { $name },
board-mail-patient = { $practice } invites you to send your images for a second opinion. Please open this link in the browser you want to use:
board-mail-radiologist = { $practice } invites you to read second opinions. Please open this link in the browser you want to work in:
board-mail-coordinator = { $practice } invites you to coordinate second opinions. Please open this link in the browser you want to work in:
board-mail-once = The link works once, for 14 days.
board-mail-secret = Please give it to nobody. Whoever opens it first is taken for you.

## The practice's page

board-page-lead = Everyone can read this page, also without a link. Do not write anything here that must stay private.
board-page-name = Name of the practice
board-page-telephone = Telephone
board-page-telephone-hint = Patients see it on every page.
board-page-address = Address
board-page-about = About the practice
board-page-countries = Countries where your radiologists may work
board-page-countries-hint = Two letters each, with commas: CH, DE, AT
board-page-prices = Prices
board-page-prices-hint = A service without a price is shown without one.
board-page-currency = Currency
board-page-currency-letters = Three letters, such as CHF or EUR.
board-page-name-missing = Please give the name of the practice.
board-page-telephone-missing = Please give a telephone number. Patients need it when something is urgent.
board-page-price-number = Please write the price as a number, such as 290 or 290.00.
board-page-save = Publish
board-page-saved = The page is published.
