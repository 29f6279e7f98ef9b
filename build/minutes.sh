#!/usr/bin/env bash
# Runs a step and writes down how long it took: minutes.sh NAME COMMAND... ; minutes.sh --report prints the list.
set -euo pipefail
list=target/minutes.txt
mkdir -p target
if [ "$1" = --report ]; then
  echo; echo "Minutes of each step:"; cat "$list"
  exit 0
fi
name=$1; shift
[ "$name" = setup ] && : > "$list"
echo "== $name"
begun=$(date +%s)
"$@"
awk -v name="$name" -v seconds="$(($(date +%s) - begun))" 'BEGIN { printf "%-26s %5.1f\n", name, seconds / 60 }' >> "$list"
