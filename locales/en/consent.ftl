### The consent, shown word for word by the pages and the command line. Whoever changes a word gives it a new version.

consent-text-version = 2026-11
consent-what = I ask the practice to have my images read by a second radiologist, and to write me a report.
consent-independent = The radiologist declares to be independent of surgeon, hospital and first radiologist, as far as I have named them.
consent-limits = The report is about images only. It does not replace an examination, and it does not decide about my operation.
consent-sealed = Everything is sealed on my device. The server cannot read it. It sees only what the start page lists.
consent-desk = The practice's desk holds keys to pass the case on, for example if a radiologist falls ill. Every opening stands on the record.
consent-kept = The practice must keep medical records for as long as the law says. What the law lets go is erased when I ask.
consent-withdraw = I can withdraw at any time and need give no reason. What was read by then stays on the record.
consent-urgent = In an emergency I do not wait for this report. I call 112, in Switzerland 144.

## For those who post their disc

consent-by-post = I post my disc and agree that the practice reads it into my case. It sees what is on the disc while doing so.
consent-by-post-relative = I post the disc and agree, on behalf of the person I act for, that the practice reads it in. It sees what is on the disc while doing so.
