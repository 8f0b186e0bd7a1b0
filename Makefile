# make run     read the sample plans into a ledger, print what was found, open the screens (UI=0: print only)
# make test    run the tests
# make check   format, lint, types, import contracts, tests
# make pictures   write docs/pictures from the sample plans
# make wheel   write dist/*.whl with reading and extraction compiled by mypyc; needs a C compiler
# make bench   measure speed, as ratios within one run
#
# The environment is made once, in .venv, and again only when pyproject.toml or constraints.txt change.

PYTHON ?= python3
TORCH ?= torch==2.13.0
COV ?= --cov --cov-report=term:skip-covered
WORKERS ?= 2

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test check wheel bench pictures clean
.DELETE_ON_ERROR:

run: $(STAMP)
	@$(BIN)/taizhang demo $(if $(filter 0,$(UI)),--no-ui)

test: $(STAMP)
	$(BIN)/python -m pytest -n $(WORKERS) $(COV)

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n $(WORKERS) $(COV)

wheel: $(STAMP)
	@HATCH_BUILD_HOOK_ENABLE_CUSTOM=true $(BIN)/python -m hatchling build -t wheel -d dist

bench: $(STAMP)
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/batch.py

pictures: $(STAMP)
	$(BIN)/python docs/pictures.py

clean:
	rm -rf $(VENV)

# torch goes first and alone: pip then takes the build that is at hand instead of weighing every one
# that the other requirements allow.
$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更高版本 (Python 3.11 or newer is needed): make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	@echo "正在安装依赖，首次需要几分钟 (installing, a few minutes the first time)" >&2
	$(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt $(TORCH)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt -e '.[dev]'
	@touch $(STAMP)
