#!/usr/bin/env bash
# Fills the board of a running demonstration: many_cases.sh [CASES] (200 without it), after `make run` in another
# terminal. The founder's profile lies in data/demo/founder; DATA and LISTEN are those of `make run`.
source "$(dirname "$0")/practice.sh"
cases=${1:-200}
founder=$(realpath "${DATA:-data}/demo/founder")
ln -s "$founder" "$work/coordinator"

names=("Anna Muster" "Beat Frei" "Chiara Rossi" "Daniel Keller" "Elena Vogel" "Fatima Haddad" "Georg Lang"
  "Hanna Brunner" "Igor Novak" "Julia Steiner")
services=(standard standard standard express express priority)
sides=(left right both none)
procedures=(lumbar-fusion knee-replacement "Discectomy and a second look" rotator-cuff-repair)

"$bin/overread" phantom --kind small --out "$work/disc" >/dev/null
for radiologist in 1 2; do
  join "radiologist-$radiologist" radiologist --name "Dr. Test $radiologist" --subspecialty "Neuroradiology" --licence "CH-T$radiologist" --country CH
done
for person in "${!names[@]}"; do join "patient-$person" patient --name "${names[$person]}"; done
for number in $(seq 0 $((cases - 1))); do
  patient=patient-$((number % ${#names[@]}))
  radiologist=radiologist-$((number % 2 + 1))
  case=$(as "$patient" case open --images "$work/disc" --question "Question $number: is the operation needed?" --consent \
    --service "${services[$((number % ${#services[@]}))]}" --side "${sides[$((number % ${#sides[@]}))]}" \
    --procedure "${procedures[$((number % ${#procedures[@]}))]}" \
    --surgery-date "$(date -d "+$((number % 40 + 1)) days" +%F)" --surgeon "Dr Operator" | field case)
  # Of ten cases six wait to be assigned; the others stand elsewhere on the board.
  case $(((number / 10 + number) % 10)) in
    6) as coordinator case return "$case" --reason "The second half of the disc is missing." >/dev/null ;;
    7) as coordinator case assign "$case" --to "$(cat "$work/$radiologist.id")" >/dev/null ;;
    8) as coordinator case assign "$case" --to "$(cat "$work/$radiologist.id")" >/dev/null
      as "$radiologist" case accept "$case" >/dev/null ;;
    9) as coordinator case assign "$case" --to "$(cat "$work/$radiologist.id")" >/dev/null
      as "$radiologist" case decline "$case" >/dev/null ;;
  esac
  printf '\r%d of %d cases' $((number + 1)) "$cases"
done
echo
