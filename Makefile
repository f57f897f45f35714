# Saidby from a fresh checkout: you need Python 3.11 or newer, and make.

PYTHON      ?=
BIND        ?= 127.0.0.1:8000
JOBS        ?= 2
VENV        := .venv
VENV_PYTHON := $(VENV)/bin/python
SAIDBY      := $(VENV_PYTHON) -m api.cli
PIP         := $(VENV_PYTHON) -m pip --disable-pip-version-check
DECLARED    := pyproject.toml constraints.txt

# One core per process is enough; more threads only compete for the cores of a small machine.
OMP_NUM_THREADS ?= 1
export OMP_NUM_THREADS

# The tests of a file stay together, in the order in which they were collected (see tests/conftest.py).
PARALLEL    := --numprocesses $(JOBS) --dist loadgroup --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help run install test test-postgresql lint format openapi screenshots clean

help: ## show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/.runtime ## install, load the articles in seeds/, serve the API on 127.0.0.1:8000 (BIND=host:port)
	@$(SAIDBY) seed
	@exec $(SAIDBY) serve --bind '$(BIND)'

install: $(VENV)/.dev ## create .venv with everything needed for development

test: lint ## run the linters and the full test suite, in two processes (JOBS=n)
	@$(VENV_PYTHON) -m pytest $(PARALLEL)

test-postgresql: $(VENV)/.dev ## run the full test suite with all archives on PostgreSQL
	@$(VENV_PYTHON) -m pytest $(PARALLEL) --store postgresql

lint: $(VENV)/.dev ## run ruff and mypy
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m ruff format --check .
	@$(VENV_PYTHON) -m mypy

format: $(VENV)/.dev ## format the code and apply automatic fixes
	@$(VENV_PYTHON) -m ruff check --fix .
	@$(VENV_PYTHON) -m ruff format .

openapi: $(VENV)/.dev ## generate openapi.yaml from the code
	@$(SAIDBY) openapi --output openapi.yaml

screenshots: $(VENV)/.dev ## take the pictures of the web pages in docs/screenshots/ (needs Chromium)
	@$(VENV_PYTHON) -m tests.browser.screenshots

clean: ## remove .venv, caches and build output; keep the archive in var/
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.dev: $(DECLARED) .ci/venv
	@sh .ci/venv '$(VENV)' '$(PYTHON)'
	@echo 'Installing Saidby and its development tools (the first time takes minutes) ...'
	@$(PIP) install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $(VENV)/.runtime $@

$(VENV)/.runtime: $(DECLARED) .ci/venv
	@sh .ci/venv '$(VENV)' '$(PYTHON)'
	@echo 'Installing Saidby (the first time takes minutes) ...'
	@$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@
