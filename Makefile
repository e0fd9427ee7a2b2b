# `make run` and `make test` need nothing but Python 3.12 or later; everything else they get themselves.
.PHONY: run reset test venv lint bench requirements

PYTHON_IN_VENV := .venv/bin/python

run: venv
	@$(PYTHON_IN_VENV) -m config.local.libraries
	@exec $(PYTHON_IN_VENV) -m config.local.run

reset: venv
	@$(PYTHON_IN_VENV) -m config.local.reset

test: venv
	@$(PYTHON_IN_VENV) -m config.local.suite

venv:
	@sh config/local/venv.sh

lint: venv
	@$(PYTHON_IN_VENV) -m config.local.suite --lint-only

bench: venv
	@$(PYTHON_IN_VENV) -m tests.bench

# Pins every dependency with its hashes again, from pyproject.toml.
requirements: venv
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.12 pyproject.toml -o requirements.txt
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.12 --extra dev pyproject.toml -o requirements-dev.txt
