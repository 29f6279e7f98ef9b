#!/usr/bin/env bash
# Starts the server; on an empty data folder it also founds the demonstration practice and prints its links.
set -euo pipefail
address="http://${LISTEN/127.0.0.1/localhost}"
first=no
[ -e "$DATA/setup-token" ] || [ -e "$DATA/overread.sqlite" ] || first=yes

target/release/overread-server --data "$DATA" --listen "$LISTEN" --public-url "$address" &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
trap 'exit 0' INT TERM

for _ in $(seq 100); do
  node -e "fetch('$address/readyz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))" && break
  kill -0 "$server" 2>/dev/null || exit 1
  sleep 0.2
done

if [ "$first" = yes ]; then
  target/release/overread demo --server "$address" --data "$DATA" --out "$DATA/demo" --disc demo/disc
fi
echo
echo "Overread is running. Open $address"
[ "$first" = yes ] || echo "The links of the demonstration practice are in $DATA/demo/links.txt"
wait "$server"
