# One line per target, identical here and in CI. Everything but `lock` first sets up .venv.
.PHONY: setup run test check fmt lint types imports chromium cov bench bundle lock
BIN := .venv/bin

setup: .venv/.ready
run: setup ; @$(BIN)/snelkookpan
test: lint types imports chromium ; $(BIN)/pytest -n auto --dist worksteal
check: lint types imports ; $(BIN)/pytest -n auto --dist worksteal -m "not browser"
fmt: setup ; $(BIN)/ruff check --fix-only . ; $(BIN)/ruff format .
lint: setup ; $(BIN)/ruff check . && $(BIN)/ruff format --check .
types: setup ; $(BIN)/mypy
imports: setup ; $(BIN)/lint-imports
chromium: ; @sh scripts/ensure_chromium.sh
cov: setup ; $(BIN)/coverage run -m pytest && $(BIN)/coverage report
bench: setup ; $(BIN)/python -m benchmarks
# One zip for every laptop; `make bundle ARGS="--system windows --python 3.13"` makes a part of it.
bundle: setup ; @$(BIN)/python -m scripts.make_bundle $(ARGS)
# Keeps what is pinned; `make lock ARGS=--upgrade` moves everything up.
lock: ; @sh scripts/lock.sh $(ARGS)

.venv/.ready: requirements.lock pyproject.toml scripts/setup.sh ; @sh scripts/setup.sh && touch $@
