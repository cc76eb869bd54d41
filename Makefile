# The two commands: `make demo` grades a bundled class on real MNIST, `make test` passes the tests. Both set up what they need.
PYTHON ?= python3.11
BIN = .venv/bin

.PHONY: demo test test-slow test-browser test-docker lint bench setup clean

demo: setup
	$(BIN)/autograder grade demo/submissions --output demo/results

test: setup
	$(BIN)/python -m pytest -n 2

# Minutes longer: every fill of the bank in real kernels and with real otter, every attack, kills, a whole build.
test-slow: setup
	$(BIN)/python -m pytest -m slow -n 2 --maxschedchunk=1 --durations=12

# The web tool in Debian's chromium, launched by a real platform.
test-browser: setup
	$(BIN)/python -m pytest -m browser

# `otter grade` in real containers: needs root, and docker.io, docker-buildx, debootstrap and iptables of Debian.
test-docker: setup
	$(BIN)/python -m pytest -m docker --durations=5

# Best on a machine that does nothing else; writes docs/speed.md.
CLASS ?= 2000
bench: setup
	$(BIN)/python bench/report.py $(CLASS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: .venv/ready

.venv/ready: pyproject.toml autograder/requirements.lock autograder/mend_torchvision.py
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint autograder/requirements.lock --editable '.[dev]'
	$(BIN)/python -m autograder.mend_torchvision
	touch .venv/ready

clean:
	rm -rf .venv dist demo/results
