# The two commands: `make demo` grades a sample class on real MNIST, `make test` passes the tests. Both set up what they need.
# PYTHON=/path/to/python chooses an interpreter; otherwise the first of these that is there and of a version that the lock is tested with.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3 python; do \
	$$python -c '$(SUPPORTED)' 2> /dev/null && echo $$python && break; done)
SUPPORTED = import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
BIN = .venv/bin

.PHONY: demo test test-slow test-browser test-docker lint docs bench setup clean

demo: setup
	$(BIN)/autograder grade demo/submissions --output demo/results

test: setup
	$(BIN)/python -m pytest -n 2

# Minutes longer: every example in real kernels and with real otter, every attack, kills, a whole build.
test-slow: setup
	$(BIN)/python -m pytest -m slow -n 2 --durations=10

# The web tool in Debian's chromium, launched by a real platform.
test-browser: setup
	$(BIN)/python -m pytest -m browser

# `otter grade` in real containers. Needs root and `apt install docker.io debootstrap iptables`; besides, docker-buildx: a package of
# that name from Debian 13 on, and for Debian 12 the binary of https://github.com/docker/buildx/releases, which belongs into
# ~/.docker/cli-plugins/docker-buildx (chmod +x), or docker-buildx-plugin of https://docs.docker.com/engine/install/debian/.
test-docker: setup
	$(BIN)/python -m pytest -m docker --durations=5

# Best on a machine that does nothing else; writes docs/operators/speed.md.
CLASS ?= 2000
bench: setup
	$(BIN)/python bench/report.py $(CLASS)

# .pre-commit-config.yaml runs the same commands; a test compares the two.
lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/deptry autograder
	$(BIN)/deptry tests bench demo docs solutions --ignore DEP002,DEP004

# The documentation site, into site/. `.venv/bin/mkdocs serve` shows it while it is written.
docs: setup
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "Open site/index.html. To search in it, too: $(BIN)/python -m http.server --directory site"

setup: .venv/ready

.venv/ready: pyproject.toml autograder/requirements.lock autograder/mend_torchvision.py
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 was found. Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c '$(SUPPORTED)' || { echo "Python 3.11, 3.12 or 3.13 is needed; $(PYTHON) is not one of them." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { echo "$(PYTHON) cannot make environments. On Debian and Ubuntu, install its venv: apt install $$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" >&2; exit 1; }
	@echo "Setting up .venv with $(PYTHON). The first time, this downloads PyTorch and TensorFlow and takes several minutes."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check --constraint autograder/requirements.lock --editable '.[dev]'
	$(BIN)/python -m autograder.mend_torchvision
	touch .venv/ready

clean:
	rm -rf .venv dist site demo/results
