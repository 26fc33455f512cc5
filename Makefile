# Everything runs in .venv, which is made from requirements.lock on first use.
#
# Without make, the same by hand:
#   python3 -m venv .venv
#   .venv/bin/python -m pip install --require-hashes -r requirements.lock
#   .venv/bin/python -m pip install --no-deps --no-build-isolation -e .
#   .venv/bin/harness run --allure --evidence steps -n auto   # make run
#   .venv/bin/python -m ruff check . && .venv/bin/python -m ruff format --check . &&
#     .venv/bin/python -m mypy && .venv/bin/python -m pytest -n auto &&
#     .venv/bin/harness check && .venv/bin/harness run -n auto && .venv/bin/harness drill &&
#     .venv/bin/harness drill --faults --seeds 1 &&
#     .venv/bin/harness drill --faults --with-defects --sample 3 &&
#     .venv/bin/harness run --profile virtual-appium -n 2 &&
#     .venv/bin/harness run --profile virtual-grid -m smoke              # make test
#   .venv/bin/python -m harness.stack --install                           # make appium
#   .venv/bin/python -m benchmarks.commands     # make bench; also overhead, phone_start, suite, evidence, real_stack

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python,\
	$(if $(shell $(name) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(name))))
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SUPPLY := .venv-supply
ARGS ?=
WORKERS ?= auto
# Fixed, so that the same commit always fares alike; harness drill --only-clean N looks further.
DRILL_SEED ?= 754030

.DEFAULT_GOAL := help
.PHONY: help run appium test check features drill faults masked real-stack reliability secrets hostile load \
	bench audit sbom clean lock

help: ## this list
	@echo "Usage: make <target> [ARGS='more arguments of harness run']"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1 \t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: $(READY) ## every scenario on the virtual phone; ends by saying where the report is
	@$(BIN)/harness run --allure --evidence steps -n $(WORKERS) $(ARGS)

test: check features drill faults real-stack ## everything that CI checks

appium: $(READY) ## the real Appium with its UiAutomator2 driver, pinned and private, for virtual-appium
	@$(BIN)/python -m harness.stack --install

check: $(READY) ## the checks that need no phone: ruff, mypy, the tests, harness check
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest -q -n $(WORKERS)
	$(BIN)/harness check

features: $(READY)
	$(BIN)/harness run -n $(WORKERS) $(ARGS)

drill: $(READY) ## every defect of the virtual phone: is it caught, and nothing else?
	$(BIN)/harness drill --clean 4 --seed $(DRILL_SEED) --json reports/drill/drill.json \
		--html reports/drill/index.html --markdown reports/drill/drill.md

faults: $(READY) ## every fault below the app once: the right verdict, one invitation, nothing left behind
	$(BIN)/harness drill --faults --seeds 1 --seed $(DRILL_SEED) --json reports/faults/faults.json \
		--html reports/faults/index.html --markdown reports/faults/faults.md
	$(BIN)/harness drill --faults --with-defects --sample 3 --seed $(DRILL_SEED)

masked: $(READY) ## every fault beside ten defects of the app: is one masked? (5 to 30 minutes)
	$(BIN)/harness drill --faults --with-defects --seeds 1 --seed $(DRILL_SEED) \
		--json reports/masked/faults.json --html reports/masked/index.html \
		--markdown reports/masked/faults.md

# The programs of a real phone, in front of virtual ones. CI has them; a person need not.
real-stack: $(READY)
	@if [ -n "$$CI" ] || { command -v node && command -v java; } >/dev/null; then \
		$(BIN)/harness run --profile virtual-appium -n 2 --reports reports/appium && \
		$(BIN)/harness run --profile virtual-grid -m smoke --reports reports/grid; \
	else \
		echo "Not checked: Appium and Selenium Grid. They need Node 20 and Java 17."; \
	fi

reliability: $(READY) ## one invitation under faults and kills, in the numbers of docs/reliability.md (hours)
	$(BIN)/python -m pytest -n 0 tests/reliability --full $(ARGS)

secrets: $(READY) ## planted secrets, looked for in all that a run leaves or prints
	$(BIN)/python -m pytest -q -n $(WORKERS) tests/harness/evidence/canaries $(ARGS)

hostile: $(READY) ## hostile files: each refused with file and place, no code run, no phone touched
	$(BIN)/python -m pytest -q -n $(WORKERS) tests/hostile $(ARGS)

load: $(READY) ## 1,000 scenarios with 50 workers at once, on phones that take 50 ms for each command
	$(BIN)/python -m benchmarks.load $(ARGS)

bench: $(READY) ## commands, time, memory and what pictures cost, measured here
	@for name in commands overhead phone_start suite evidence real_stack; do $(BIN)/python -m benchmarks.$$name || exit; done

audit: $(SUPPLY)/.ready ## known weaknesses of what is locked; exit code 3 where nobody could be asked
	@.ci/audit

sbom: $(SUPPLY)/.ready ## what is locked, as CycloneDX in reports/sbom
	@.ci/sbom reports/sbom

$(SUPPLY)/.ready: .ci/supply/requirements.lock
	@rm -rf $(SUPPLY)
	@$(PYTHON) -m venv $(SUPPLY)
	@$(SUPPLY)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

lock: $(READY) ## requirements.lock anew from pyproject.toml, with the newest versions in range
	$(BIN)/python -m pip install --quiet "pip-tools>=7.6,<8"
	$(BIN)/python -m piptools compile --quiet --upgrade --generate-hashes --allow-unsafe \
		--strip-extras --extra dev --no-annotate --no-header --no-emit-index-url \
		--no-emit-trusted-host --no-emit-find-links --output-file requirements.lock pyproject.toml

clean: ## away with .venv, caches and reports; the journal of invitations stays
	rm -rf $(VENV) $(SUPPLY) build ./*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -not -path './node_modules/*' -prune -exec rm -rf {} +
	find reports -mindepth 1 -maxdepth 1 -not -name README.md -not -name 'journal.sqlite3*' -exec rm -rf {} + 2>/dev/null || true

# The stamp is written last: an interrupted installation is done again from the start.
$(READY): requirements.lock pyproject.toml
	@if [ -z "$(strip $(PYTHON))" ]; then \
		echo "No Python 3.11 or newer was found (this is: $$(python3 --version 2>&1 || true))." >&2; \
		echo "Install one, or name it: make PYTHON=/path/to/python3.12 ..." >&2; exit 2; fi
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is $$($(PYTHON) --version 2>&1): Python 3.11 or newer is needed." >&2; \
		echo "Name another: make PYTHON=/path/to/python3.12 ..." >&2; exit 2; }
	@echo "Making $(VENV) (once, about a minute) ..."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
