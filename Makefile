# `make run` starts the hub with demo data; `make test` passes the tests. Nothing but Python 3.11, venv and make is needed.
PYTHON ?= python3
V := .venv
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUNBUFFERED := 1

test: $(V)/.dev
	@$(V)/bin/python -m pytest

lock: $(V)/.uv                     # maintainers only; the files name no registry and no path of any machine
	cd requirements && for s in run dev; do ../$(V)/bin/uv pip compile -q --python-version 3.11 --universal --upgrade \
	  --generate-hashes --no-annotate --no-header --no-emit-index-url $$s.in -o $$s.txt; done

$(V)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(V)
	@touch $@
$(V)/.run: requirements/run.txt | $(V)/.made
	$(V)/bin/pip install -q --require-hashes --only-binary :all: -r $<
	@touch $@
$(V)/.dev: requirements/dev.txt | $(V)/.made
	$(V)/bin/pip install -q --require-hashes --only-binary :all: -r $<
	@touch $@ $(V)/.run
$(V)/.uv: | $(V)/.made
	$(V)/bin/pip install -q uv
	@touch $@
.PHONY: test lock
