# Sourced by the scripts beside it: a server of its own on a free port, and people who type commands.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bin=${CARGO_TARGET_DIR:-target}/release
work=$(mktemp -d)
server_id=

finish() {
  [ -z "$server_id" ] || kill "$server_id" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# field NAME: the text of a field of the JSON object on standard input.
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

# as PERSON ARGUMENTS...: a command of somebody with a profile of their own.
as() {
  local profile=$work/$1
  shift
  "$bin/overread" --profile "$profile" --json "$@" 2>>"$work/said"
}

# Starts the server and founds a practice with a coordinator and a radiologist.
found_practice() {
  "$bin/overread-server" --data "$work/data" --listen 127.0.0.1:0 >"$work/server" 2>"$work/log" &
  server_id=$!
  until grep -qs '^Open ' "$work/server"; do sleep 0.05; done
  url=$(sed -n 's/^Open //p' "$work/server")
  as coordinator practice create --server "$url" --setup-token "$(cat "$work/data/setup-token")" --name Praxis >/dev/null
  join radiologist radiologist --name "Jonas Berger" --licence CH-1 --country CH
}

# join PERSON ROLE ARGUMENTS...: the coordinator invites somebody, who joins.
join() {
  local person=$1 link
  shift
  link=$(as coordinator invite "$@" | field link)
  as "$person" join "$link" | field person >"$work/$person.id"
}

# timed WHAT COMMAND...: runs a step and prints its seconds.
timed() {
  local what=$1 begun=$EPOCHREALTIME
  shift
  "$@"
  awk -v what="$what" -v begun="$begun" -v ended="$EPOCHREALTIME" \
    'BEGIN { printf "%-36s %8.2f s\n", what, ended - begun }'
}

# The most memory the server ever held, in MB.
peak_memory() { awk '/^VmHWM/ { printf "%.0f", $2 / 1024 }' "/proc/$server_id/status"; }
