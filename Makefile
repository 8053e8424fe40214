# Each target is a command one could type; `make` alone lists them.

# python3 where it is recent enough, else the newest one that has a name of its own
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PORT ?= 8000
BIN := .venv/bin
SITE := _build/html/.built
# into the environment whatever the user's settings say; Python compiles what is imported, when it is
PIP := PIP_USER=0 $(BIN)/python -m pip install -qq --disable-pip-version-check --no-compile
BUILD := $(BIN)/jupyter-book build . --all -W -n --keep-going
SOURCES := _config.yml _toc.yml $(shell find book labs labkit -type f -not -path '*/__pycache__/*')

.PHONY: help book test fresh notebooks results bench pdf epub serve lock clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | awk -F '\t' '{printf "make %-10s %s\n", $$1, $$2}'

book: $(SITE)  ## run every lab on this machine and build the site, in both languages
	@echo "Open file://$(CURDIR)/_build/html/index.html, or run: make serve (search needs it)"

test: .venv/installed  ## run all tests: style, units, notebooks, site
	@echo "Testing: style, twin notebooks, then everything else."
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/ruff format --check --line-length 84 labs/[0-9]*.py
	$(BIN)/python labs/build.py --check
	@$(BIN)/python labs/build.py --checked _build/checked
	@if make -q $(SITE); then site=_build/html; else site=_build/smoke/_build/html; \
		echo "No site up to date: building one at smoke scale, in $$site"; \
		LABKIT_SCALE=smoke $(BUILD) --path-output _build/smoke || exit; fi; \
	SITE_DIR=$$site LABKIT_SCALE=smoke $(BIN)/pytest --nbval-lax --nbval-current-env --numprocesses auto --dist loadfile \
		tests labs/fr labs/en _build/checked
	@echo "All tests passed. One file alone: $(BIN)/pytest tests/test_NAME.py"

fresh: .venv/installed  ## run each lab with a seed that nobody has seen, and hold the chapters to it
	@$(BIN)/pytest -m fresh tests
	@echo "Done. Every claim of the chapters held."

notebooks: .venv/installed  ## write labs/fr and labs/en from labs/*.py
	@$(BIN)/python labs/build.py
	@echo "Done. Open a notebook in labs/fr or labs/en."

results: .venv/installed  ## measure again every number that the chapters quote (about 1 h)
	@$(BIN)/python labs/record.py
	@echo "Done. See what changed with: git diff labs/results"

bench: .venv/installed  ## measure how fast labkit trains
	@for file in tests/benchmarks/bench_*.py; do echo "$$file"; $(BIN)/python $$file || exit; done
	@echo "Done. What the ratios mean is said at the top of each file in tests/benchmarks"

pdf: $(SITE)  ## print the chapters, one PDF a language
	@echo "Printing in Chromium; about a minute."
	@$(BIN)/python book/paper/make.py _build/html _build/pdf

epub: $(SITE)  ## the chapters for reading devices, one EPUB a language
	@$(BIN)/python book/paper/epub.py _build/html _build/epub

serve:  ## show the site on this machine; stop with Ctrl-C
	@echo "Open http://localhost:$(PORT)"
	@$(PYTHON) -m http.server --bind 127.0.0.1 --directory _build/html $(PORT)

clean:  ## remove everything that the other targets made
	rm -rf .venv _build .pytest_cache .ruff_cache .hypothesis
	@echo "Done. Start again with: make book"

# torch first and alone, with whatever this platform needs beside it; then all else exactly as locked
.venv/installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "This course needs Python 3.11 or newer (try: make PYTHON=/path/to/python3)"; exit 1; }
	@echo "Installing into .venv; a few minutes the first time."
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --default-pip >/dev/null
	$(PIP) --constraint requirements.lock torch
	$(PIP) --no-deps --requirement requirements.lock
	$(PIP) --no-deps --editable .
	@touch $@

# the site, up to date while none of its sources is newer
$(SITE): .venv/installed $(SOURCES)
	@echo "Building the site; each lab runs once, and again only when it or labkit has changed."
	LABKIT_SCALE=cpu $(BUILD)
	@touch $@
