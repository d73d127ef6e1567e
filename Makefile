# The verbs of this folder. What they do stands in build.py, in broadsheet/ and in pyproject.toml.
#
#   make build ARGS="--output elsewhere"     more words for the command behind a verb
#   make serve PORT=8001                     another port
#   make explain CODE=E041                   what that code means
#   make build PYTHON=python3.12             another Python, 3.11 or newer

PYTHON ?= python3
PORT ?=
CODE ?=
ARGS ?=

# Always `python -m tool`: the tools' own scripts break where a folder's name holds a space.
RUN := .venv/bin/python

# What is installed is known by the contents of its lock, not by a date: git changes dates at will.
# Both stamps lie inside .venv, so that they go when it goes.
RUNTIME := .venv/.runtime-$(shell { $(PYTHON) -V; cat requirements.lock; } 2>/dev/null | cksum | tr ' ' '-')
DEV := .venv/.dev-$(shell { $(PYTHON) -V; cat requirements-dev.lock; } 2>/dev/null | cksum | tr ' ' '-')

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help new schema build publish rollback serve check explain factcheck release test lint format bench bench-reader bench-serve extras lock wheel clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

new: $(RUNTIME) ## Start another investigation: make new ARGS=../harbor
	@$(RUN) build.py new $(ARGS)

schema: $(RUNTIME) ## Write what text editors complete and check content/ from
	@$(RUN) build.py schema $(ARGS)

build: $(RUNTIME) ## Build the site into site/
	@$(RUN) build.py build $(ARGS)

publish: $(RUNTIME) ## Build the site for readers, keep a record of what it shows, and send it where it belongs
	@$(RUN) build.py publish $(ARGS)

rollback: $(RUNTIME) ## Show readers the site before this one again, where it was published to a folder
	@$(RUN) build.py rollback $(ARGS)

serve: $(RUNTIME) ## Show the site on this machine, drafts too, and every save at once
	@$(RUN) build.py serve $(if $(PORT),--port $(PORT)) $(ARGS) || [ $$? -eq 130 ]

check: $(RUNTIME) ## Look for faults in the content, report on the data and write nothing
	@$(RUN) build.py check $(ARGS)

explain: $(RUNTIME) ## Tell what the code of a problem means (CODE=E041), or list all codes
	@$(RUN) build.py explain $(or $(CODE),$(if $(ARGS),,--list)) $(ARGS)

factcheck: $(RUNTIME) ## Write the packet for the fact-checking desk into factcheck/
	@$(RUN) build.py factcheck $(ARGS)

release: $(RUNTIME) ## Build the site, if every claim is checked and nothing stands in its way
	@$(RUN) build.py release $(ARGS)

test: $(DEV) ## Run every test, those in a real browser too
	@$(RUN) tests/setup_browser.py
	@$(RUN) -m pytest -n auto --maxprocesses 4 $(ARGS)

lint: $(DEV) ## Check the style, the types and the spelling of the program
	@$(RUN) -m ruff check
	@$(RUN) -m ruff format --check
	@$(RUN) -m mypy
	@$(RUN) -m codespell_lib

format: $(DEV) ## Bring the program into its style
	@$(RUN) -m ruff check --fix-only
	@$(RUN) -m ruff format

bench: $(RUNTIME) ## Time the program at work
	@$(if $(wildcard benchmarks/__main__.py),$(RUN) -m benchmarks $(ARGS),echo "There are no benchmarks here.")

bench-reader: $(DEV) ## Measure what the site costs a reader, beside Folium's default page
	@$(RUN) tests/setup_browser.py
	@$(RUN) -m benchmarks.reader $(ARGS)

bench-serve: $(DEV) ## Measure how long a save takes to be in the browser
	@$(RUN) tests/setup_browser.py
	@$(RUN) -m benchmarks.serve $(ARGS)

lock: $(DEV) ## Write both locks anew (ARGS=--upgrade takes the newest versions)
	@$(RUN) -m pip install --quiet "uv>=0.11"
	@$(RUN) -m uv $(LOCK_OPTIONS) --output-file requirements.lock pyproject.toml
	@$(RUN) -m uv $(LOCK_OPTIONS) --output-file requirements-extras.lock $(EXTRA) --constraint requirements.lock pyproject.toml
	@$(RUN) -m uv $(LOCK_OPTIONS) --output-file requirements-dev.lock --extra dev $(EXTRA) --constraint requirements-extras.lock pyproject.toml

extras: $(RUNTIME) ## Install what `geography`, and publishing to GitHub Pages or S3, need besides
	@$(RUN) -m pip install --quiet --no-compile --disable-pip-version-check --no-deps --require-hashes -r requirements-extras.lock

wheel: $(DEV) ## Pack the program for other machines into dist/
	@$(RUN) -m hatchling build

clean: ## Remove the built site, the packet and all caches; .venv stays
	@$(if $(wildcard $(RUNTIME)),$(RUN) build.py clean $(ARGS))
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage htmlcov dist/broadsheet-*
	@find build.py $(wildcard broadsheet tests benchmarks __pycache__) -name __pycache__ -prune -exec rm -rf {} +

# One lock for every system, from the oldest Python we take on; nothing but versions and hashes.
LOCK_OPTIONS = pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock" $(ARGS)

EXTRA = --extra geography --extra github --extra s3

# No stamp means: never made, half made, or made from another lock. Each time it is made from nothing.
$(RUNTIME): lock_file = requirements.lock
$(DEV): lock_file = requirements-dev.lock
$(RUNTIME) $(DEV):
	@command -v $(PYTHON) >/dev/null || { echo "Broadsheet needs Python 3.11 or newer, and there is no $(PYTHON) here." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Broadsheet needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + ". If there is a newer one, name it: make build PYTHON=python3.12")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv from $(lock_file); this happens once and takes about a minute."
	@$(PYTHON) -m venv --clear .venv
	@$(RUN) -m pip install --quiet --no-compile --disable-pip-version-check --no-deps --require-hashes -r $(lock_file)
	@touch $@ $(RUNTIME)
