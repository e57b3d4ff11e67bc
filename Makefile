# onrecord: everything a contributor runs. `make help` lists the targets.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help demo test lint types schemathesis evals bench trust sbom audit docs lock clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

# First what is locked, each file by its hash; then the package itself, which brings nothing along.
$(STAMP): pyproject.toml requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP) ## build a record from the sample pages and show who said what
	$(BIN)/onrecord demo

test: $(STAMP) ## run every test, with the linters and types before them
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

lint: $(STAMP) ## ruff and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(STAMP) ## mypy, strict
	$(BIN)/mypy

schemathesis: $(STAMP) ## the API against its description, with many requests
	ONRECORD_SCHEMATHESIS=100 $(BIN)/python -m pytest tests/unit/web/api/test_schema.py

evals: $(STAMP) ## accuracy on the public corpora (ONRECORD_CORPORA, or ../shared)
	$(BIN)/python evals/run.py

bench: $(STAMP) ## speed and memory, as ratios in one run
	$(BIN)/python benchmarks/run.py

trust: $(STAMP) ## try to break every promise: kills, full disks, hostile pages, load; an hour and a half
	$(BIN)/python trust/run.py

sbom: $(STAMP) ## write what all is installed to build/sbom.json (CycloneDX)
	$(BIN)/python trust/supply.py --sbom build/sbom.json

audit: $(STAMP) ## ask whether a locked package is known to be unsafe; needs the network and onrecord[trust]
	$(BIN)/python trust/supply.py --audit

docs: $(STAMP) ## build the documentation's site into site/
	$(BIN)/mkdocs build --strict --quiet

lock: ## write the versions of the present environment to constraints.txt, with hashes to requirements.txt
	$(BIN)/python -m pip freeze --exclude-editable | grep -v ' @ ' > constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'
	$(BIN)/uv pip compile pyproject.toml --extra dev -c constraints.txt -o requirements.txt --quiet \
		--universal --python-version 3.11.5 --generate-hashes --no-header --no-annotate --upgrade

clean: ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
