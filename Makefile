# The one door. Needs Rust (rust-version in Cargo.toml) and nothing else; cargo fetches the rest.

.DEFAULT_GOAL := help
.PHONY: help demo test check bench

CARGO ?= cargo

help: ## what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## an election from end to end, in a browser
	$(CARGO) build --release --locked -p hustings
	$(CARGO) run --release --locked -q -p hustings -- demo

test: ## every test
	$(CARGO) test --workspace --locked --no-fail-fast

check: ## formatting and lints, warnings refused
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings

bench: ## timings of what takes long
	$(CARGO) bench --workspace --locked --benches
