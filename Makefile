# Two commands do everything on a fresh Debian 12 machine that has Swift 6.3: `make serve` and `make test`.
SHELL := /bin/bash
# So many tests at once: what starts servers, or has a time limit, needs a processor now and then.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH := 6
.PHONY: serve test check bench build system

# The system's libraries, by name: libyaml reads the manifest, libsqlite3 keeps the data.
PACKAGES := libyaml-dev libsqlite3-dev
# The tests call the server with curl as well.
test: PACKAGES += curl
# A target's tests run by themselves: those of all targets at once open more files, and keep each other longer, than their limits allow.
TARGETS := $(filter-out EndToEndTests,$(notdir $(wildcard Tests/*Tests)))
# Suites that run thousands of cases, or start a server for each page.
LONG := GuideRunTests|TestCommandTests

serve: system
	@echo "==> Building for release (8 minutes the first time on two cores, seconds after that)"
	@swift build -c release --product command-router
	@echo "==> Serving on 127.0.0.1:8080 with the database command-router.sqlite (a second or two)"
	@exec "$$(swift build -c release --show-bin-path)/command-router" serve --demo

test: system
	@echo "==> Building the tests (5 minutes the first time on two cores)"
	@swift build --build-tests
	@echo "==> Running the tests of each target, one target after the other (about 5 minutes)"
	@for target in $(TARGETS); do swift test --skip-build --filter "^$$target\\." || exit 1; done
	@echo "==> Running the executable's tests, with the machine to themselves (about 5 minutes)"
	@swift test --skip-build --filter EndToEndTests --skip '$(LONG)'
	@echo "==> Running those that keep both cores busy, and so are no neighbours of tests with a time limit (about 2 minutes)"
	@swift test --skip-build --filter '$(LONG)'

check: system
	@swift build --product command-router
	@"$$(swift build --show-bin-path)/command-router" check

bench: system
	@echo "==> Measuring, each figure beside a reference (15 minutes the first time)"
	@Benchmarks/run

# Installs what is missing, and says nothing where nothing is.
system:
	@missing=(); for name in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$name 2>/dev/null | grep -q 'ok installed' || missing+=($$name); done; \
	if [ $${#missing[@]} -gt 0 ]; then \
	  echo "==> Installing $${missing[*]} (about half a minute)"; \
	  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq "$${missing[@]}" >/dev/null; \
	fi
