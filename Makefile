# The one door. Needs Rust (rust-version in Cargo.toml), and for the tests PostgreSQL, and Node 20.19 or later
# with npm for what runs in the browser; cargo and npm fetch the rest.

.DEFAULT_GOAL := help
.PHONY: help booth demo test test-booth postgres chromium check bench load fuzz

CARGO ?= cargo
# Records that the Rust tests leave for the second verifier: honest, and tampered with.
RECORDS := $(CURDIR)/target/records

help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Node is needed for what runs in the browser, and for nothing else.
NEEDS_NODE = @command -v npm > /dev/null || { echo "make $@ needs Node 20.19 or later, with npm"; exit 1; }

booth: ## the booth's files, in booth/dist; prints the hash by which a manifest names them
	$(NEEDS_NODE)
	cd booth && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build

demo: booth ## an election from end to end, in a browser
	$(CARGO) build --release --locked -p hustings
	$(CARGO) run --release --locked -q -p hustings -- demo

test: booth postgres ## every test
	rm -rf $(RECORDS)
	HUSTINGS_TAMPERED_DIR=$(RECORDS)/tampered HUSTINGS_HONEST_DIR=$(RECORDS)/honest HUSTINGS_PAGES_DIR=$(RECORDS)/pages \
		$(CARGO) test --workspace --locked --no-fail-fast
	$(MAKE) test-booth

test-booth: chromium ## the booth in a browser, and the second verifier on the records that `make test` leaves
	$(NEEDS_NODE)
	cd booth && npm ci --no-audit --no-fund --loglevel=error
	cd booth && HUSTINGS_TAMPERED_DIR=$(RECORDS)/tampered HUSTINGS_HONEST_DIR=$(RECORDS)/honest \
		HUSTINGS_PAGES_DIR=$(RECORDS)/pages npm test

postgres: ## PostgreSQL for the tests, which start one of their own; as root on Debian it is installed
	@ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || command -v pg_config > /dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get > /dev/null \
			&& apt-get update -q && apt-get install -y -q --no-install-recommends postgresql; \
	} || { echo "the tests need PostgreSQL 14 or later; on Debian: apt-get install postgresql"; exit 1; }

# Without one the tests that need it say that they were skipped, and why.
chromium: ## Chromium for the tests in a browser; as root on Debian it is installed
	@test -x "$${CHROMIUM:-/usr/bin/chromium}" || { \
		test "$$(id -u)" = 0 && command -v apt-get > /dev/null \
			&& apt-get update -q && apt-get install -y -q --no-install-recommends chromium; \
	} || echo "there is no Chromium: the tests in a browser are skipped; on Debian: apt-get install chromium"

check: ## formatting and lints, warnings refused
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings

bench: ## timings of what takes long
	$(CARGO) bench --workspace --locked --benches

load: ## ballots a second that a server acknowledges; and what a kill in the middle leaves
	$(CARGO) build --release --locked -p hustings --bin hustings --example load
	target/release/examples/load --server target/release/hustings
	target/release/examples/load --server target/release/hustings --kill

# Each reader of files of ballots in turn; needs a nightly compiler and cargo-fuzz (docs/counting-files.md).
FUZZ_SECONDS ?= 60
fuzz: ## every reader of ballots on arbitrary bytes, FUZZ_SECONDS each
	sh fuzz/seed.sh
	for target in blt csv preflib ranked cvr matrix; do \
		$(CARGO) +nightly fuzz run $$target -- -max_total_time=$(FUZZ_SECONDS) -timeout=30 || exit 1; done
