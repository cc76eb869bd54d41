#!/usr/bin/env bash
# Installs what grading takes, into /opt/autograder, from the package registries of the system and of Python only.
# Does nothing where all of it is there, as in the image of `autograder image`.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"

into=/opt/autograder
wheel=$(echo requirements.*.whl)
extras=$(cat requirements.extras) # such as grading,torch

# Whether this very wheel is installed with each of the extras. An image may have more of them than one assignment takes.
installed() {
    for extra in ${extras//,/ }; do
        sha256sum --status --check "$into/installed.$extra" 2>/dev/null || return 1
    done
}

if ! installed; then
    if [ ! -x "$into/bin/python" ]; then
        export DEBIAN_FRONTEND=noninteractive
        apt-get update
        python=python3
        apt-get install --yes --no-install-recommends ca-certificates libgomp1 python3-venv
        if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then # Ubuntu 22.04 has a newer one as well
            python=python3.11
            apt-get install --yes --no-install-recommends python3.11-venv
        fi
        "$python" -m venv "$into"
    fi
    scratch=$(mktemp -d)
    cp "$wheel" "$scratch/${wheel#requirements.}"
    "$into/bin/pip" install --no-cache-dir --constraint requirements.lock "$scratch/${wheel#requirements.}[$extras]"
    "$into/bin/pip" install --no-cache-dir --no-deps --force-reinstall "$scratch/${wheel#requirements.}"
    "$into/bin/python" -m autograder.mend_torchvision
    for extra in ${extras//,/ }; do
        sha256sum "$wheel" >"$into/installed.$extra"
    done
    rm -r "$scratch"
fi
