# Each target is a command one could type; `make` alone lists them.

# python3 where it is recent enough, else the newest one that has a name of its own
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PORT ?= 8000
BIN := .venv/bin
SCALE := $(or $(LABKIT_SCALE),cpu)
SITE := _build/html/.built-at-$(SCALE)
# into the environment whatever the user's settings say; Python compiles what is imported, when it is
PIP := PIP_USER=0 $(BIN)/python -m pip install -qq --disable-pip-version-check --no-compile
# a site and its slides, at a scale, in the folder _build of another
build = LABKIT_SCALE=$(1) $(BIN)/jupyter-book build . --all -W -n --keep-going --path-output $(2) && \
	$(BIN)/python -m sphinx -b revealjs -W -n -q --keep-going -d $(2)/_build/.slides book/slides $(2)/_build/html/slides
# of exams; some systems set LANGUAGE to something else
EXAM_LANGUAGE := $(if $(filter command,$(origin LANGUAGE)),$(LANGUAGE),fr)
# what Python has compiled is kept, whatever the user's settings say: without, each lab and test compiles torch anew
export PYTHONDONTWRITEBYTECODE :=
SOURCES := _config.yml _toc.yml $(shell find book labs labkit -type f -not -path '*/__pycache__/*')

.PHONY: help book test fresh notebooks student teacher secret exam marks questions results bench pdf epub slides serve clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | awk -F '\t' '{printf "make %-10s %s\n", $$1, $$2}'

book: $(SITE)  ## run every lab on this machine and build the site, in both languages
	@echo "Open file://$(CURDIR)/_build/html/index.html, or run: make serve (search needs it)"

test: .venv/installed  ## run all tests: style, units, notebooks, site
	@echo "Testing: style, twin notebooks, then everything else."
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/ruff format --check --line-length 84 labs/[0-9]*.py
	@$(BIN)/python labs/build.py --check --checked _build/checked
	@rm -rf _build/measured
	@if make -q $(SITE); then site=_build/html; else site=_build/smoke/_build/html; \
		echo "No site up to date: building one at smoke scale, in $$site"; \
		$(call build,smoke,_build/smoke) || exit; fi; \
	SITE_DIR=$$site LABKIT_SCALE=smoke JUPYTER_PATH=$(CURDIR)/tests/jupyter $(BIN)/pytest --nbval-lax --numprocesses auto \
		--dist loadfile --no-loadscope-reorder tests labs/fr labs/en _build/checked
	@$(BIN)/python tests/same.py
	@echo "All tests passed. One file alone: $(BIN)/pytest tests/test_NAME.py"

fresh: .venv/installed  ## run each lab with a seed that nobody has seen, and hold the chapters to it
	@$(BIN)/pytest -m fresh tests
	@echo "Done. Every claim of the chapters held."

notebooks: .venv/installed  ## write labs/fr and labs/en from labs/*.py
	@$(BIN)/python labs/build.py
	@echo "Done. Open a notebook in labs/fr or labs/en."

student: $(SITE)  ## what to hand out: labs and site without any solution, in _build/student
	@$(BIN)/python labs/build.py --student _build/student
	@$(BIN)/python book/editions/student.py _build/html _build/student/site _build/student
	@echo "Done. Hand out _build/student/fr or _build/student/en; publish or copy _build/student/site."

teacher: .venv/installed  ## the labs with every exercise done, for the teacher: _build/teacher
	@$(BIN)/python labs/build.py --solutions _build/teacher
	@echo "Done. Keep _build/teacher to yourself."

secret: .venv/installed  ## once: draw the secret of your exams, in .exam_secret
	@$(BIN)/python labs/exam.py secret

exam: .venv/installed  ## an exam of her own for each: STUDENTS=list.csv UNIT=05_grokking [LANGUAGE=fr SITTING= OUT=]
	@$(BIN)/python labs/exam.py make --students "$(STUDENTS)" --unit "$(UNIT)" --language "$(EXAM_LANGUAGE)" \
		--sitting "$(SITTING)" $(if $(OUT),--out "$(OUT)")

marks: .venv/installed  ## mark the copies of an exam: EXAM=_exams/05_grokking RETURNED=folder
	@$(BIN)/python labs/exam.py mark "$(EXAM)" $(if $(RETURNED),--returned "$(RETURNED)")

questions: .venv/installed  ## write the questions of the units for Moodle and Canvas
	@$(BIN)/python book/questions/export.py _build/questions

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

slides: $(SITE)  ## print the slides, two PDFs a unit and language: with and without notes
	@echo "Printing in Chromium; about a minute."
	@$(BIN)/python book/paper/slides.py _build/html _build/slides

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
	@rm -f _build/html/.built-at-*
	$(call build,$(SCALE),.)
	@touch $@
