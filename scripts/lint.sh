#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# lint.sh: every check, all of them even after one failed.    lint.sh fix: what can be put right by itself
. "$(dirname "$0")/env.sh"

scripts/setup.sh lint
mapfile -t po < <(find addons -name '*.po' -o -name '*.pot')

if [ "${1:-}" = fix ]; then
    ruff check --quiet --fix || true
    ruff format --quiet
    oca-checks-odoo-module --fix addons/* >/dev/null || true
    [ ${#po[@]} = 0 ] || oca-checks-po --fix "${po[@]}" >/dev/null || true
    exit 0
fi

failed=0
check() {
    echo "· $1"
    shift
    "$@" || failed=1
}
check "ruff check" ruff check --quiet
check "ruff format" ruff format --quiet --check
check "pylint-odoo" pylint --load-plugins=pylint_odoo --valid-odoo-versions=19.0 --score=n --jobs=2 \
    --disable=all --enable=odoolint --disable=missing-readme,consider-merging-classes-inherited \
    --manifest-required-authors="Gas Service contributors" addons/*
check "oca-checks-odoo-module" oca-checks-odoo-module addons/*
[ ${#po[@]} = 0 ] || check "oca-checks-po" oca-checks-po "${po[@]}"
check "our own idioms" python scripts/check_idioms.py
exit $failed
