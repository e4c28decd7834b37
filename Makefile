# The developer's manual: `make help`. Every target works on a fresh clone with Python 3.11 or newer and make.
#
#   make demo         run hedui on samples/ and say where the results are
#   make test         run the tests; make test TESTS=tests/cli runs some
#   make lint         style: ruff check, ruff format --check
#   make types        mypy --strict
#   make borders      the directions of imports
#   make drift        schemas, rule pages and command reference agree with the code
#   make docs         write those anew
#   make golden       write the golden files of the tests anew; read the difference before committing it
#   make bench        measure speed
#   make bench-accuracy  measure precision and recall on invented notices
#   make wheel-smoke  build sdist and wheel, install the wheel alone, run it
#   make check        all that CI runs
#   make clean        remove what these targets made

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check install -qq --retries 5 --timeout 60
TESTS ?= tests
SAMPLE := samples/business-climate/business-climate.docx

# The first Python on the path that is new enough. Another one: make PYTHON=/path/to/python3 ...
PYTHON ?= $(firstword $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name; done))

.PHONY: help demo test lint types borders drift docs golden bench bench-accuracy wheel-smoke check clean
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

help:
	@sed -n 's/^#   //p' Makefile

demo: $(VENV)/.installed
	@rm -rf demo-output
	$(PY) -m hedui convert samples --output demo-output --format json,html,csv,xlsx
	$(PY) -m hedui check $(SAMPLE) || test $$? -eq 1
	@echo
	@echo "The report above is of $(SAMPLE)."
	@echo "All samples as clean data are in demo-output/:"
	@echo "  batch.json        every input, and what became of it"
	@echo "  **/*.json         one report a notice, for programs"
	@echo "  **/*.html         the same as a page to read in a browser"
	@echo "  csv/              notices, clauses, rows, measures, findings of all of them"
	@echo "  notices.xlsx      the same tables as a workbook"

test: $(VENV)/.installed-dev
	$(PY) -m pytest -n 2 $(TESTS)

lint: $(VENV)/.installed-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(VENV)/.installed-dev
	$(PY) -m mypy

borders: $(VENV)/.installed-dev
	$(BIN)/lint-imports

drift: $(VENV)/.installed-dev
	$(PY) docs/generate.py --check

docs: $(VENV)/.installed-dev
	$(PY) docs/generate.py

golden: $(VENV)/.installed-dev
	HEDUI_GOLDEN=rewrite $(PY) -m pytest -n 2 $(TESTS)

bench: $(VENV)/.installed-dev
	@set -e; for script in benchmarks/*.py; do echo "== $$script"; $(PY) $$script; done

bench-accuracy: $(VENV)/.installed-dev
	$(PY) -m benchmarks.accuracy

wheel-smoke: $(VENV)/.installed-dev
	rm -rf build dist
	$(PY) -m build --outdir dist .
	$(PY) -m venv --clear build/smoke
	build/smoke/bin/python -m pip --disable-pip-version-check install -qq --retries 5 --timeout 60 dist/*.whl
	build/smoke/bin/python tests/packaging/smoke.py build/smoke/bin/hedui

check: lint types borders drift test wheel-smoke

clean:
	rm -rf $(VENV) build dist demo-output *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV)/.created:
	@test -n "$(PYTHON)" || { echo "hedui needs Python 3.11 or newer; none is on the path. Name it: make PYTHON=..."; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make an environment; on Debian and Ubuntu: apt-get install python3-venv"; exit 2; }
	@touch $@

# Ordinary users' environment, and the developers'. A change of pyproject.toml installs anew.
$(VENV)/.installed: $(VENV)/.created pyproject.toml
	@echo "Installing hedui and what it needs into $(VENV) (a minute or two, the first time) ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.created pyproject.toml
	@echo "Installing hedui and the developers' tools into $(VENV) (a minute or two, the first time) ..."
	@$(PIP) --editable '.[dev]'
	@touch $(VENV)/.installed $@
