# `make` alone says what there is.
SHELL := /bin/bash
PORT ?= 8080
WORKERS ?= 1
HOST ?= 127.0.0.1

# uv and Python 3.11 are found or fetched by this script; every target goes through it.
RUN := ./tools/uv.sh run

.DEFAULT_GOAL := help
.PHONY: help setup run train test test-all api-test lint bench bench-nlu clean

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## Put everything in place: environment, Dutch pipeline, encoder, model
	@$(RUN) wegwijzer setup

run: ## Start the assistant on http://localhost:8080 (PORT=…, HOST=…, WORKERS=…)
	@$(RUN) wegwijzer serve --host $(HOST) --port $(PORT) --workers $(WORKERS)

train: ## Train the model if anything changed
	@$(RUN) wegwijzer train

test: setup ## Pass the tests (installs a browser for them where it is missing)
	@./tools/test-needs.sh
	@$(RUN) pytest -m "not slow"

test-all: setup ## Pass the slow tests too
	@./tools/test-needs.sh
	@$(RUN) pytest

api-test: setup ## Hold the API to its own description with schemathesis (EXAMPLES=…, SEED=…)
	@./tools/api-test.sh

lint: ## Check style, types and the borders between packages
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(RUN) lint-imports

bench: setup ## Measure turns, start-up and memory beside stock Rasa
	@$(RUN) python -m benchmarks.run

bench-nlu: setup ## Measure understanding beside its peers
	@./tools/uv.sh sync --frozen --inexact --quiet --group bench
	@$(RUN) python -m benchmarks.nlu.run
	@$(RUN) python -m benchmarks.nlu.equality

clean: ## Throw away what was made: environment, model, caches
	@rm -rf .venv .cache .rasa models
