# The hub's front door. Nothing but Python 3.11, venv and make is needed; `make` lists what there is.
PYTHON ?= $(shell command -v python3.11 || echo python3)
V := .venv
PY := $(V)/bin/python
PIP := $(PY) -m pip install -q --require-hashes --only-binary :all:
PORT ?= 8000
DEMO ?= 1
export PORT DEMO
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUNBUFFERED := 1

help:
	@echo 'make run     the hub with demo data on http://127.0.0.1:8000; PORT=9000 moves it, DEMO=0 starts it empty'
	@echo 'make test    every test; ARGS="tests/countries -x" chooses'
	@echo 'make check   style, types, imports, migrations, templates, compose file; ARGS="types imports" chooses'
	@echo 'make fix     mends what a program can mend'
	@echo 'make bench   times what must be fast; ARGS="start_up" chooses'
	@echo 'make words   collects the messages to translate into locale/'
	@echo 'make clean   removes all that the others have made, the database included'
	@echo 'make lock    pins the newest packages that requirements/*.in allow'

run: $(V)/.run
	@exec $(PY) -m iimd.launch

test: $(V)/.dev
	@exec $(PY) -m pytest $(ARGS)

check: $(V)/.dev
	@exec $(PY) -m iimd.launch.checks $(ARGS)

fix: $(V)/.dev
	@exec $(PY) -m iimd.launch.checks --fix $(ARGS)

bench: $(V)/.peers
	@exec $(PY) -m benchmarks $(ARGS)

words: $(V)/.dev
	@exec $(PY) -m iimd.translations extract

clean:
	@$(PYTHON) -m iimd.launch.clean

# The files name no registry and no path of any machine; plain pip reads them with whatever configuration it has.
lock: $(V)/.uv
	cd requirements && for s in run dev peers; do ../$(V)/bin/uv pip compile -q --python-version 3.11 --universal --upgrade \
	  --generate-hashes --no-annotate --no-header --no-emit-index-url $$s.in -o $$s.txt; done

$(V)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed, and this is " + sys.version.split()[0] + ": make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv $(V) || { echo "The folder $(V) could not be made; on Debian: apt-get install python3-venv"; exit 1; }
	@touch $@
$(V)/.run: requirements/run.txt | $(V)/.made
	@echo "installs what the hub needs (once; under a minute on a good line)"
	@$(PIP) -r $<
	@touch $@
$(V)/.dev: requirements/dev.txt | $(V)/.made
	@echo "installs what tests and checks need (once; about a minute on a good line)"
	@$(PIP) -r $<
	@touch $@ $(V)/.run
$(V)/.peers: requirements/peers.txt | $(V)/.made
	@echo "installs what the hub is compared with (once)"
	@$(PIP) -r $<
	@touch $@ $(V)/.dev $(V)/.run
$(V)/.uv: | $(V)/.made
	@$(PY) -m pip install -q uv
	@touch $@
.PHONY: help run test check fix bench words clean lock
