# Everything here works on a fresh clone with nothing but Python 3.11 or later.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TURTLE := ontology data shapes tests/fixtures/bundle tests/fixtures/shapes

.DEFAULT_GOAL := help
.PHONY: help setup demo test browser interop lowest suites projects lock lint format docs checklists screenshots vendor bench bench-serve soak fuzz fuzz-api clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The stamps record which dependencies are installed; a change of pyproject.toml renews them.
$(VENV)/.run: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "nemokg needs Python 3.11 or later; choose one: make PYTHON=python3.11 ..."; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

setup: $(VENV)/.dev ## Create the environment .venv, with everything for development

demo: $(VENV)/.run ## Load, validate and query the bundled pipeline, end to end
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh scripts/demo.sh

test: $(VENV)/.dev ## Run all tests, documentation examples included
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --durations 10

browser: $(VENV)/.dev ## Test the explorer in a real browser (needs chromium and tests/js)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile tests/browser

interop: $(VENV)/.dev ## Compare with every store, rdflib and owlrl (needs Node; installs Virtuoso, Jena, Comunica)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/interop/requirements.txt
	cd tests/interop && npm ci --ignore-scripts --no-fund --no-audit
	command -v virtuoso-t > /dev/null \
	  || DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends virtuoso-opensource-7-bin
	$(BIN)/python -m pytest -m interop --numprocesses auto
	PYTHONPATH=tests $(BIN)/python -m interop.run

# What stands on each of the libraries, in a minute.
LOWEST := tests/lowest $(addprefix tests/, cite/test_cite_nanopub.py cli/test_completion.py \
  dataset/test_jsonld.py dataset/test_reading.py dataset/test_unpacking.py engine/test_endpoint.py \
  engine/test_engine.py engine/test_ordering.py export/test_export_jsonld.py \
  export/test_export_svg.py queries/test_queries.py reasoning/test_rules.py \
  server/test_server_api.py server/test_server_protocol.py site/test_mathml.py text/test_answers.py \
  training/test_edges.py validation/test_one_answer.py validation/test_shacl_w3c.py)
lowest: $(VENV)/.dev ## Test with the lowest versions that pyproject.toml allows, in an environment of its own
	$(PYTHON) -m venv --clear $(VENV)-lowest
	$(BIN)/uv pip install --quiet --resolution lowest-direct --python $(VENV)-lowest/bin/python \
	  --editable '.[dev,nanopub,server,svg]'
	$(VENV)-lowest/bin/python -m pytest --numprocesses auto --dist loadfile $(LOWEST)

suites: $(VENV)/.dev ## Run the W3C test suites: make suites SUITES="path/to/rdf-tests path/to/data-shapes"
	PYTHONPATH=tests $(BIN)/python -m suites $(SUITES)

projects: $(VENV)/.dev ## Compare with rdflib over the files of projects: make projects PROJECTS="path/to/a path/to/b"
	PYTHONPATH=tests $(BIN)/python -m suites.projects $(PROJECTS)

lock: $(VENV)/.dev ## Renew the versions and hashes that servers are installed from
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
	  --extra server --custom-compile-command 'make lock' --output-file locks/server.txt pyproject.toml

lint: $(VENV)/.dev ## Check format, style and types of the code, and the format of the Turtle files
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/turtlefmt --check $(TURTLE)

format: $(VENV)/.dev ## Format the code and the Turtle files
	$(BIN)/ruff format
	$(BIN)/ruff check --fix
	$(BIN)/turtlefmt $(TURTLE)

docs: $(VENV)/.dev ## Regenerate the reference pages from the code and the queries
	PYTHONPATH=scripts $(BIN)/python -m reference
	$(BIN)/nemokg export context --output ontology/context.json
	$(BIN)/python scripts/ontology_diagram.py

checklists: $(VENV)/.dev ## Check the ontology against the checklists, and write docs/checklists.md
	PYTHONPATH=scripts $(BIN)/python -m checklists

screenshots: $(VENV)/.dev ## Take the pictures of the explorer in docs/screenshots (needs chromium)
	PYTHONPATH=tests $(BIN)/python scripts/screenshots.py

vendor: ## Download and bundle the libraries that the explorer ships (needs Node)
	cd scripts/vendor && npm ci --ignore-scripts && node build.mjs

bench: $(VENV)/.dev ## Measure time and memory, and write docs/benchmarks.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python benchmarks/scale.py --output docs/benchmarks.md
	$(BIN)/python benchmarks/tenfold.py

bench-serve: $(VENV)/.dev ## Measure the server against others (needs wrk)
	$(BIN)/python benchmarks/serving.py
	PYTHONPATH=tests $(BIN)/python benchmarks/crowd.py

soak: $(VENV)/.dev ## Put the server under load for ten minutes, and check that its memory stays flat
	PYTHONPATH=tests $(BIN)/python benchmarks/soak.py

SECONDS ?= 60

fuzz: $(VENV)/.dev ## Look for tracebacks, hangs and lost triples with made-up inputs (SECONDS=60)
	PYTHONPATH=tests $(BIN)/python scripts/fuzz.py --seconds $(SECONDS) \
	  $(if $(SEED),--seed $(SEED)) $(if $(ONLY),--only "$(ONLY)")

fuzz-api: $(VENV)/.dev ## Fuzz the API with schemathesis, in an environment of its own
	@test -x $(VENV)-fuzz/bin/schemathesis || { $(PYTHON) -m venv $(VENV)-fuzz \
	  && $(VENV)-fuzz/bin/python -m pip install --quiet 'schemathesis>=4.32'; }
	PYTHONPATH=tests $(BIN)/python scripts/fuzz_api.py $(VENV)-fuzz/bin/schemathesis

clean: ## Remove the environment and all caches
	rm -rf $(VENV) $(VENV)-fuzz $(VENV)-lowest build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
