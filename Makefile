# The whole vocabulary of the project. `make` alone lists it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory --no-builtin-rules

# What the targets call comes from the project itself before it comes from the machine.
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/node_modules/.bin:$(PATH)
PORT ?= 8000
ONLY ?=
SCHEDULES ?= 1000
HISTORIES ?= 1000

STATIC_FILES := $(shell find frontend reports build/client -path '*/static*' -o -path '*/client*' 2>/dev/null)
PARTS := shopper api frontend reports
HISTORIES_OF_A_PHONE := tests/frontend/phone/storage-model.test.js tests/frontend/phone/outbox-model.test.js

##@ For everybody

.PHONY: demo
demo: .stamps/static .stamps/words  ## the product with a day's data, on this machine: PORT=8010 elsewhere, RESET=1 anew
	@PORT='$(PORT)' RESET='$(RESET)' deploy/demo.sh

.PHONY: test
test: .stamps/test-machine  ## all tests but the slow ones; ONLY=tests/api narrows it
	@python -m pytest -n 2 --dist worksteal -m "not slow" $(ONLY)

##@ For developers

.PHONY: test-all
test-all: test test-slow  ## every test: the slow ones too, and 200 days full of faults
	@FAULT_SCHEDULES=200 python -m pytest -n 2 --dist worksteal -m "slow" tests/faults/test_fault_machine.py
	@PHONE_HISTORIES=200 node --test --test-reporter=dot $(HISTORIES_OF_A_PHONE)

.PHONY: test-slow
test-slow: .stamps/slow-test-machine  ## only the tests that take minutes
	@FAULT_SCHEDULES=0 python -m pytest -n 2 --dist worksteal -m "slow" $(ONLY)

.PHONY: faults
faults: .stamps/test-machine  ## 1,000 kills, 50,000 power cuts, HISTORIES=1000 of a phone, SCHEDULES=1000 days full of faults (hours); SEED=17 plays one day again
ifdef SEED
	@FAULT_SEED='$(SEED)' python -m pytest tests/faults/test_fault_machine.py -k played_again
else
	@PHONE_HISTORIES='$(HISTORIES)' node --test --test-reporter=dot $(HISTORIES_OF_A_PHONE)
	@FAULT_SCHEDULES='$(SCHEDULES)' FAULT_KILLS=1000 POWER_CUTS=50000 \
	    python -m pytest -n 2 --dist worksteal -m "slow" tests/faults
endif

.PHONY: soak
soak: .stamps/test-machine  ## fifty phones at the real processes for half an hour: SOAK_SECONDS=180 SOAK_PHONES=20
	@SOAK_SECONDS="$${SOAK_SECONDS:-1800}" python -m pytest -s -m "slow" tests/soak

.PHONY: check
check: check-python check-types check-imports check-templates check-javascript check-django check-words check-rules  ## what a machine can see without running the product
	@echo "Everything checked."

.PHONY: format
format: .stamps/node  ## write Python and JavaScript the one way
	@ruff check --quiet --fix . ; ruff format --quiet .
	@biome check --write --log-level=warn

.PHONY: bench
bench: .stamps/test-machine  ## how fast the paths are that people wait for
	@python -m tests.bench

.PHONY: screenshots
screenshots: .stamps/test-machine  ## every screen and page as a picture, under build/screenshots
	@python -m tests.screenshots

.PHONY: words
words: .stamps/test-machine  ## gather every text a person reads into locale/, for the translators
	@deploy/words.sh write

.PHONY: vendor
vendor: .stamps/node  ## copy the browser's libraries and fonts from node_modules into the tree
	@for part in $$(find frontend reports -name vendoring.py) ; do \
	    echo "$$part" ; module=$${part%.py} ; python -m "$${module//\//.}" ; done

.PHONY: release
release: .stamps/node  ## the phone's client bundled into build/client
	@deploy/release.sh

.PHONY: lock
lock:  ## pin every Python package anew, by version and hash (needs uv)
	@deploy/lock.sh

.PHONY: clean
clean:  ## remove what make made; the demo's data stays
	@rm -rf .stamps build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis var/static

.PHONY: help
help:
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { printf "\n%s\n", substr($$0, 5) } \
	    /^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
	@echo

# --- The checks, one at a time ----------------------------------------------------------------

PRODUCTION := SECRET_KEY=$$(python -c 'import secrets; print(secrets.token_urlsafe(60))') \
    MOMENTS_DEMO=0 DEBUG=0 PUBLIC_URL=https://moments.example.org ALLOWED_HOSTS=moments.example.org \
    DATABASE_URL=sqlite://:memory: DJANGO_SETTINGS_MODULE=shopper.settings

.PHONY: check-python check-types check-imports check-templates check-javascript check-django check-words check-rules

check-python: .stamps/dev
	@echo "ruff: style and format"
	@ruff check --quiet .
	@ruff format --quiet --check . || { ruff format --check . ; echo "Run: make format" ; exit 1 ; }

check-types: .stamps/dev
	@echo "mypy: types"
	@mypy --no-error-summary

check-imports: .stamps/dev
	@echo "import-linter: who may import whom"
	@out=$$(lint-imports 2>&1) || { echo "$$out" ; exit 1 ; }

check-templates: .stamps/dev
	@echo "djlint: templates"
	@out=$$(djlint --quiet --lint $(PARTS) 2>&1) || { echo "$$out" ; exit 1 ; }

check-javascript: .stamps/node
	@echo "tsc, biome: the phone's client"
	@tsc --project tsconfig.json
	@tsc --project tsconfig.workers.json
	@biome check --log-level=warn

check-django: .stamps/dev .stamps/words
	@echo "Django: settings fit for production, migrations complete"
	@$(PRODUCTION) python manage.py check --deploy --fail-level WARNING >/dev/null
	@$(PRODUCTION) python manage.py makemigrations --check --dry-run >/dev/null || \
	    { echo "A model changed and no migration says so. Run: python manage.py makemigrations" ; exit 1 ; }

check-words: .stamps/test-machine
	@echo "gettext: every text is in the catalogues"
	@deploy/words.sh check

check-rules: .stamps/dev
	@echo "pytest: the rules of the tree"
	@out=$$(python -m pytest -q tests/architecture 2>&1) || { echo "$$out" ; exit 1 ; }

# --- What has been set up, and from which files; each is made anew only when those change ------

.stamps:
	@mkdir -p .stamps

.stamps/machine: deploy/machine/system-packages.sh deploy/machine/find-python.sh | .stamps
	@deploy/machine/system-packages.sh app
	@touch $@

# A missing file counts as new, so that removing .venv or node_modules sets them up again.
.venv/pyvenv.cfg node_modules/.package-lock.json: ;

.stamps/app: requirements/app.txt deploy/machine/environment.sh .venv/pyvenv.cfg | .stamps/machine
	@deploy/machine/environment.sh app
	@touch $@

.stamps/dev: requirements/dev.txt .stamps/app
	@deploy/machine/environment.sh dev
	@touch $@

.stamps/test-machine: deploy/machine/system-packages.sh .stamps/node
	@deploy/machine/system-packages.sh test
	@touch $@

.stamps/slow-test-machine: .stamps/test-machine
	@deploy/machine/system-packages.sh slow
	@touch $@

.stamps/node: package-lock.json node_modules/.package-lock.json .stamps/dev
	@echo "Installing the JavaScript tools"
	@npm ci --loglevel error --no-audit --no-fund --ignore-scripts >/dev/null || \
	    { echo "npm could not install them; its reason is above." >&2 ; exit 1 ; }
	@touch $@

.stamps/words: .stamps/app $(wildcard locale/*/LC_MESSAGES/django.po)
	@python -m shopper.catalogues
	@touch $@

.stamps/static: .stamps/app $(STATIC_FILES)
	@echo "Collecting the pages' files"
	@rm -rf var/static
	@MOMENTS_DEMO=1 STATIC_ROOT=$(CURDIR)/var/static python manage.py collectstatic --no-input --verbosity 0 \
	    --ignore redoc
	@touch $@
