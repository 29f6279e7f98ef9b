#!/usr/bin/env bash
# Peak memory of the server while twenty patients send a disc of 100 CT slices at once.
# Needs `cargo build --release -p overread-server -p overread`.
source "$(dirname "$0")/practice.sh"
senders=20

found_practice
"$bin/overread" phantom --kind large --slices 100 --out "$work/disc" >/dev/null
for sender in $(seq $senders); do join "patient-$sender" patient --name "Patient $sender"; done
echo "before sending: $(peak_memory) MB"
send() { as "patient-$1" case open --images "$work/disc" --question "Is the operation needed?" --consent >/dev/null; }
all() {
  local ids=() id
  for sender in $(seq $senders); do send "$sender" & ids+=($!); done
  for id in "${ids[@]}"; do wait "$id"; done
}
timed "$senders discs of $(du -sm "$work/disc" | cut -f1) MB" all
echo "peak while $senders send at once: $(peak_memory) MB"
