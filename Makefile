# Every target sets up what it needs: on a fresh machine with Python 3.11 or later, `make site`
# or `make test` alone is enough.
PYTHON ?=
export CHROMIUM
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# `make site PROJECT=examples/worcestershire` works on another scorecard than the one at the root.
PROJECT ?= .

.DEFAULT_GOAL := help
.PHONY: help site serve check test lint golden lock clean programs chromium nginx
# Compiled modules are kept, also where the machine's settings say otherwise: many programs are
# started here, one after another, and each would compile all of them again.
export PYTHONDONTWRITEBYTECODE :=
# One thing at a time, whatever -j says, but for what the tests need: it comes from two places, of
# which each waits for the other side of a network most of the time.
ifndef SET_UP
.NOTPARALLEL:
endif

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

site: $(READY) ## build the website into site/
	$(BIN)/scorecard --project $(PROJECT) build

serve: $(READY) ## show the website here, and rebuild it when a file changes
	$(BIN)/scorecard --project $(PROJECT) serve

check: $(READY) ## check content/ and data/ without building
	$(BIN)/scorecard --project $(PROJECT) check

test: ## run every check and every test
	@$(MAKE) --no-print-directory --jobs=2 SET_UP=1 $(READY) programs
	@sh tools/in_memory.sh $(BIN)/pytest -n 3 --dist worksteal

lint: $(READY) ## run the checks that only read the code, which are tests as well
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

golden: $(READY) ## renew the golden files from what the code gives now
	$(BIN)/pytest --golden
	@git status --short -- tests/golden docs/guide

lock: $(READY) ## renew the lock from pyproject.toml
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-header --extra dev \
	    --output-file requirements.lock pyproject.toml

clean: ## remove what builds and tests left behind, but neither releases/ nor .venv/
	rm -rf build site dist examples/*/build examples/*/site \
	    .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find scorecard tests benchmarks tools -name __pycache__ -type d -prune -exec rm -rf {} +

programs:
	@sh tools/chromium.sh
	@sh tools/nginx.sh

chromium:
	@sh tools/chromium.sh

nginx:
	@sh tools/nginx.sh

# The environment is made when it is missing or no longer runs, and filled when the lock changes.
$(READY): requirements.lock pyproject.toml
	@$(BIN)/python -c '' 2>/dev/null || { \
	    python=$$(sh tools/python.sh "$(PYTHON)") && echo "Making $(VENV) with $$python ..." \
	    && "$$python" -m venv --clear $(VENV); }
	@sh tools/environment.sh $(VENV)
	@touch $@
