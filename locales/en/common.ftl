### Words that every room uses.

page-skip = Skip to the content
page-language = Language
page-call = Questions? Call us:
page-sealed = Sealed in your browser. Our server cannot read what you send.

action-back = Back
action-continue = Continue
action-later = Save and go on later
action-change = Change
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

size-small = smaller than one photo
size-photos = about the size of { $count ->
    [one] one photo
   *[other] { $count } photos
}
size-films = about the size of { $count ->
    [one] one hour of film
   *[other] { $count } hours of film
}
page-broken = This page cannot be shown
page-broken-safe = Nothing was lost. What you sent or wrote is safe.
page-broken-next = Load the page again. If it happens again, call the practice.
page-reload = Load again
