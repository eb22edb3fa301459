# The whole workflow. Every target makes its own .venv from the hash-locked lists and needs only python3 and make.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

# Where nothing compiled may be kept, each of the many processes would compile Django anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check bench format translations lock clean

demo: .venv/runtime
	@$(BIN)/techmart demo --port $(PORT)

test: .venv/dev
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/test

check: .venv/dev
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/check

bench: .venv/dev
	@PATH="$(CURDIR)/$(BIN):$$PATH" python -m bench

format: .venv/dev
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

# After changing what shoppers read: every sentence into every catalogue, where it waits for its translation.
translations: .venv/dev
	@PYTHONPATH=src $(BIN)/python -m scripts.translate

.venv/runtime: requirements.lock pyproject.toml
	@scripts/bootstrap "$(PYTHON)" requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock pyproject.toml
	@scripts/bootstrap "$(PYTHON)" requirements-dev.lock
	@touch $@ .venv/runtime

# After changing requirements*.in: write the lists anew, without any download address.
lock: .venv/dev
	@scripts/lock

clean:
	rm -rf .venv var build artifacts
