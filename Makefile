# make build      set up, then build sources/ into output/
# make test       set up with the test tools, then lint and every test; the browser tests need Chromium
# make lint       ruff and mypy
# make bench      the benchmarks of bench/
# make screenshot the pictures in docs/, taken of the page in output/
# make clean      remove everything these commands made
#
# PYTHON chooses the interpreter: make build PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
RUFF := $(BIN)/ruff check .
MYPY := $(BIN)/mypy
PYTEST := $(BIN)/python -m pytest -q -n auto -r fEs
CHROMIUM := $(firstword $(CHOKEPOINT_CHROMIUM) $(foreach name,chromium chromium-browser google-chrome,$(shell command -v $(name))))

.PHONY: build test lint bench screenshot clean

build: .venv/.ready
	$(BIN)/python build.py

lint: .venv/.ready-to-test
	$(RUFF)
	$(MYPY)

# every part runs, also where one before it has found something, and pytest's closing line is the last
test: .venv/.ready-to-test
ifeq ($(CHROMIUM),)
	@echo 'make test: no Chromium on this machine, so the tests of tests/browser/ will be SKIPPED. Install it: apt-get install chromium' >&2
endif
	@status=0; for part in '$(RUFF)' '$(MYPY)' '$(PYTEST)'; do echo "$$part"; $$part || status=1; done; exit $$status

bench: .venv/.ready-to-test
	$(BIN)/python bench/build.py

screenshot: build .venv/.ready-to-test
	$(BIN)/python bench/screenshot.py output/graph.html docs/page.png
	$(BIN)/python bench/screenshot.py output/graph.html docs/claim.png --state 'between=sk-hynix&between=nvidia'

clean:
	rm -rf .venv output build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "make: there is no '$(PYTHON)' on this machine. Python 3.11 or newer is needed. Name one: make build PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "make: $(PYTHON) is $$($(PYTHON) --version 2>&1). Python 3.11 or newer is needed. Name one: make build PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "make: $(PYTHON) cannot make a virtual environment. On Debian: apt-get install python3-venv" >&2; exit 2; }

# the stamps are newer than pyproject.toml exactly when what it asks for is installed
.venv/.ready: pyproject.toml | .venv/bin/python
	$(PIP) --editable .
	@touch $@

.venv/.ready-to-test: pyproject.toml | .venv/bin/python
	$(PIP) --editable '.[test]'
	@touch $@ .venv/.ready
