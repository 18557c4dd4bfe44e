# `make run` starts the hub with demo data; `make test` passes the tests. Nothing but Python 3.11, venv and make is needed.
PYTHON ?= $(shell command -v python3.11 || echo python3)
V := .venv
PY := $(V)/bin/python
PIP := $(PY) -m pip install -q --require-hashes --only-binary :all:
PORT ?= 8000
DEMO ?= 1
export PORT DEMO
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUNBUFFERED := 1

run: $(V)/.run                     # PORT=8000, DEMO=1 (0 starts empty), IIMD_STATE=var, DATABASE_URL, REDIS_URL
	@exec $(PY) -m iimd.launch

test: $(V)/.dev                    # ARGS="tests/countries -x" chooses
	@exec $(PY) -m pytest $(ARGS)

clean:                             # what run and test have made, the database included
	@$(PYTHON) -m iimd.launch.clean

lock: $(V)/.uv                     # maintainers only; the files name no registry and no path of any machine
	cd requirements && for s in run dev; do ../$(V)/bin/uv pip compile -q --python-version 3.11 --universal --upgrade \
	  --generate-hashes --no-annotate --no-header --no-emit-index-url $$s.in -o $$s.txt; done

$(V)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(V)
	@touch $@
$(V)/.run: requirements/run.txt | $(V)/.made
	$(PIP) -r $<
	@touch $@
$(V)/.dev: requirements/dev.txt | $(V)/.made
	$(PIP) -r $<
	@touch $@ $(V)/.run
$(V)/.uv: | $(V)/.made
	$(PY) -m pip install -q uv
	@touch $@
.PHONY: run test clean lock
