# Two commands do everything: `make demo` and `make test`. Each sets up .venv first.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
UV_ENV := env -u VIRTUAL_ENV UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv UV_LINK_MODE=copy

.PHONY: demo test check setup setup-bench bench train errors clean

demo: setup ## set up and read a sample story; writes demo.html
	@$(BIN)/shiten read src/shiten/samples/the_tide_table.txt --html demo.html
	@echo "The same reading as a page to open in a browser: demo.html"

test: setup ## set up and run the tests
	@bash bin/browser_if_possible
	@$(BIN)/python -m pytest

check: setup ## lint, format, types
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

setup: .venv/.synced

.venv/.synced: pyproject.toml uv.lock requirements/uv.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v < (3, 14) else f"Shiten needs Python 3.11 to 3.13, this is {v[0]}.{v[1]}; try: make PYTHON=python3.12 …")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@$(UV_ENV) $(BIN)/uv sync --quiet --locked --inexact
	@touch $@

setup-bench: setup
	@$(UV_ENV) $(BIN)/uv sync --quiet --locked --inexact --group bench

bench: setup-bench ## measure on ../shared and write docs/benchmarks.md
	@$(BIN)/python bin/bench

errors: setup-bench ## what every step believed of each story whose genre is wrong
	@$(BIN)/python bin/errors

train: setup-bench ## fit the shipped weights on training/ (deterministic)
	@$(BIN)/python bin/train

clean: ## remove everything that the above made
	rm -rf .venv demo.html .cache
