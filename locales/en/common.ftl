### Words that every room uses.

page-skip = Skip to the content
page-language = Language
page-call = Questions? Call us:
page-sealed = Sealed in your browser. Our server cannot read what you send.

action-back = Back
action-continue = Continue
action-later = Save and go on later
action-change = Change
judged-title = Checks of the images
judged-confirmed = confirmed
judged-overruled = overruled
action-close = Close
action-pause = Pause
action-resume = Go on

question-why = Why we ask:

field-optional = optional
field-problem = Please check:
summary-problem = Please check these answers

task-done = Done
task-open = To do
task-started = Started
task-waiting = Not yet
task-problem = Needs you

callout-note = Good to know
callout-warning = Please look at this
callout-urgent = Important
callout-good = Done

state-empty = Nothing here yet
state-loading = Loading
state-failed = This did not work
state-offline = You are offline
state-reference = If you call us, please give this reference: { $reference }

progress-left = { $duration } left
progress-unknown = Working out how long it takes
progress-paused = Paused
progress-waiting = Waiting
progress-done = Finished

timeline-by = by { $moment }
timeline-next = Next:

drop-folder = Choose the disc or folder
drop-zip = Choose a ZIP or single files
drop-file = Choose a file
drop-here = or drop it here
drop-nothing = Nothing was chosen. If the folder was empty, choose the whole disc instead.
drop-found = Found { $count } files so far

duration-moment = less than a minute
duration-minutes = about { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
duration-hours = about { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
duration-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}

size-photos = About the size of { $count ->
    [one] one photo
   *[other] { $count } photos
}
size-films = About the size of { $count ->
    [one] one hour of film
   *[other] { $count } hours of film
}
page-broken = This page cannot be shown
page-broken-safe = Nothing was lost. What you sent or wrote is safe.
page-broken-next = Load the page again. If it happens again, call the practice.
page-reload = Load again

copy-which = Which copy?
copy-original = As it was on the disc
copy-original-hint = Every file, with a new table of contents (DICOMDIR). Some get a name that every program can read. The first 128 bytes of each image file mean nothing and are emptied.
copy-deidentified = Images without names
copy-deidentified-hint = Names, numbers and institutions are taken out of the image files (DICOM PS3.15 basic profile). Reports, letters and other documents are left out.
copy-dates = Dates of the examinations
copy-dates-shift = Move all dates
copy-dates-shift-hint = By the same secret number of days, so that the time between examinations stays.
copy-dates-keep = Keep the dates
copy-dates-keep-hint = Dates can help others to find out who you are.
copy-dates-remove = Remove dates and times
copy-pixels-title = Writing in the pictures stays
copy-pixels = The pictures themselves are not changed. Ultrasound, angiography and screenshots often show a name. A head scan can show the face. You see which images to check before you save.
copy-prepare = Prepare the copy
copy-running = Fetching and checking your files
copy-running-detail = { $done } of { $total }
copy-made = { $count ->
    [one] One image file is ready
   *[other] { $count } image files are ready
}
copy-warning-burned_in = { $count ->
    [one] One image may show writing. Look at it before you pass the copy on.
   *[other] { $count } images may show writing. Look at them before you pass the copy on.
} The text in the ZIP lists where they are.
copy-warning-several_patients = The disc names { $count } people. They are numbered in the copy.
copy-warning-truncated = { $count ->
    [one] One image ends too early, as on the disc.
   *[other] { $count } images end too early, as on the disc.
}
copy-warning-not_listed = { $count ->
    [one] One file is not in the table of contents, because it does not say what belongs together.
   *[other] { $count } files are not in the table of contents, because they do not say what belongs together.
}
copy-left-out = { $count ->
    [one] One file is left out
   *[other] { $count } files are left out
}
copy-reason-not_dicom = not an image file, names could be anywhere in it
copy-reason-dicomdir = the old table of contents
copy-reason-holds_text = text or marks that people wrote
copy-reason-holds_document = a document
copy-reason-duplicate = the same image again
copy-reason-truncated = ends too early to be checked
copy-reason-no_pixels = an image without a picture
copy-reason-nested_too_deeply = built in a way that cannot be checked
copy-reason-too_large = grows too much when unpacked
copy-reason-unclear_pixels = the picture in it cannot be told apart
copy-reason-unreadable = could not be read
copy-save = Save the ZIP
copy-saved = The ZIP is in your downloads
copy-readme-title = About this copy
copy-readme-contents = { $count ->
    [one] One file of the disc is in this copy.
   *[other] { $count } files of the disc are in this copy.
}
copy-readme-preamble = The first 128 bytes of each DICOM file (the preamble) are emptied. They mean nothing in DICOM, but a computer may take them for a program.
copy-readme-dicomdir = DICOMDIR is a new table of contents. The old one is left out.
copy-readme-names = Nothing else in the files is changed. Files whose names a DICOM medium does not allow have new names below DICOM.
copy-readme-profile = Names, numbers and institutions were removed by the Basic Application Level Confidentiality Profile (DICOM PS3.15). All UIDs are new.
copy-readme-dates-shift = All dates were moved back by the same secret number of days.
copy-readme-dates-keep = The dates of the examinations were kept.
copy-readme-dates-remove = Dates and times were removed.
copy-readme-pixels = The pictures themselves were not changed. Writing in them is still there, and a head scan can show the face.
copy-readme-left-out = { $count ->
    [one] One file of the disc was left out, because it could name somebody or could not be checked.
   *[other] { $count } files of the disc were left out, because they could name somebody or could not be checked.
}
copy-readme-burned-in = { $count ->
    [one] This image may show writing. Look at it before you pass it on:
   *[other] These { $count } images may show writing. Look at them before you pass them on:
}
