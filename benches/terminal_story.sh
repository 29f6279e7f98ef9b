#!/usr/bin/env bash
# The whole story from the terminal, with the time of each step: terminal_story.sh DISC
# Needs `cargo build --release -p overread-server -p overread`.
source "$(dirname "$0")/practice.sh"
disc=$(cd "$OLDPWD" && realpath "$1")

files=$(find "$disc" -type f | wc -l)
megabytes=$(find "$disc" -type f -printf '%s\n' | awk '{ all += $1 } END { printf "%.1f", all / 1e6 }')
echo "$files files, $megabytes MB"

send() { case=$(as patient case open --images "$disc" --question "Is the operation needed?" --consent | field case); }
assign() { as coordinator case assign "$case" --to "$(cat "$work/radiologist.id")" >/dev/null; }
accept() { as radiologist case accept "$case" >/dev/null; }
fetch() { as radiologist case images "$case" --out "$work/reading" >/dev/null; }
commit() { as radiologist read commit "$case" --findings examples/findings.json >/dev/null; }
sign() { as radiologist report sign "$case" --report examples/report.json >/dev/null; }
share() { link=$(as patient share create "$case" | field link); }
open_share() { as surgeon share open "$link" --out "$work/surgeon" >/dev/null; }
compare() { diff -r "$disc" "$work/back"; }
get_back() { as patient case images "$case" --out "$work/back" >/dev/null; }

whole() {
  timed "practice, people" found_practice
  timed "patient joins" join patient patient --name "Anna Muster" --birth-date 1961-05-04
  timed "reads, seals, sends, submits" send
  timed "coordinator assigns" assign
  timed "radiologist accepts" accept
  timed "radiologist gets all images" fetch
  timed "radiologist commits the first read" commit
  timed "radiologist signs the report" sign
  timed "patient creates a link" share
  timed "surgeon opens report and images" open_share
  timed "patient gets all files back" get_back
}
timed "the whole story" whole
timed "every byte is as it was (diff -r)" compare
