# Two commands do everything: `make run` and `make test`. Both install what is missing.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := run

LISTEN ?= 127.0.0.1:8080
DATA ?= data
MINUTES := build/minutes.sh

.PHONY: fuzz run test test-long setup-run setup-test wasm web server check-rust test-rust check-web test-web test-stories clean

## Starts the platform with its demonstration practice and prints the address to open.
run: setup-run
	@$(MINUTES) "wasm modules" $(MAKE) --no-print-directory wasm
	@$(MINUTES) "pages" $(MAKE) --no-print-directory web
	@$(MINUTES) "server and command" $(MAKE) --no-print-directory server
	@LISTEN=$(LISTEN) DATA=$(DATA) build/run.sh

## Everything that must be true of a change.
test: setup-test
	@$(MINUTES) "format and lints" $(MAKE) --no-print-directory check-rust
	@$(MINUTES) "Rust tests" $(MAKE) --no-print-directory test-rust
	@$(MINUTES) "wasm modules" $(MAKE) --no-print-directory wasm
	@$(MINUTES) "pages: checks and tests" $(MAKE) --no-print-directory check-web test-web
	@$(MINUTES) "pages" $(MAKE) --no-print-directory web
	@$(MINUTES) "stories in Chromium" $(MAKE) --no-print-directory test-stories
	@$(MINUTES) --report

## What takes longer: every reader damaged for minutes, and a disc of a thousand slices. Run by hand.
test-long: setup-test wasm web
	@OVERREAD_LONG=1 cargo test --locked --quiet -p overread-dicom --test fuzz
	@cargo build --locked --quiet -p overread-server -p overread
	@cd web && OVERREAD_SLICES=1000 npx playwright test large-disc

## Every reader of foreign bytes against libFuzzer, FUZZ_SECONDS each; needs a nightly compiler and cargo-fuzz.
FUZZ_SECONDS ?= 60
fuzz:
	@for target in fuzz/fuzz_targets/*.rs; do \
	  cargo +nightly fuzz run "$$(basename "$$target" .rs)" -- -max_total_time=$(FUZZ_SECONDS) -max_len=200000 -rss_limit_mb=512; \
	done

setup-run:
	@$(MINUTES) "setup" build/setup.sh run

setup-test:
	@$(MINUTES) "setup" build/setup.sh test

wasm:
	@build/wasm.sh

web: web/node_modules/.installed
	@cd web && npm run --silent build && node compress.mjs

server:
	@cargo build --release --locked -p overread-server -p overread

check-rust:
	@cargo fmt --all --check
	@cargo clippy --locked --workspace --all-targets --quiet -- -D warnings

test-rust:
	@cargo test --locked --workspace --quiet

check-web: web/node_modules/.installed
	@cd web && npm run --silent check

test-web: web/node_modules/.installed
	@cd web && npm test --silent

test-stories: web/node_modules/.installed
	@cargo build --locked --quiet -p overread-server -p overread
	@cd web && npm run --silent build:fixtures && npx playwright test

web/node_modules/.installed: web/package-lock.json
	@cd web && npm ci --no-audit --no-fund && touch node_modules/.installed

clean:
	rm -rf target web/dist web/node_modules web/lib/core/pkg demo
