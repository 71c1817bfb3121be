#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Makes the demo company with an earlier commit (default: the one before), updates it to this checkout,
# and sees that no value was lost or changed and that everything still holds.
#
#   upgrade_test.sh [COMMIT]
export DB=gas-test-$$-upgrade
. "$(dirname "$0")/env.sh"

commit=$(git rev-parse --verify --quiet "${1:-HEAD~1}^{commit}") || die "no commit ${1:-HEAD~1}"
[ -z "$(git status --porcelain addons)" ] || die "commit your changes first: what is tested is what others get"
scripts/setup.sh
use_postgres
work=$(mktemp -d)
trap 'scripts/database.sh drop "$DB"; scripts/database.sh forget "$work/earlier"
    git worktree remove --force "$work/earlier"; rm -rf "$work"' EXIT
git worktree add --quiet --detach "$work/earlier" "$commit"

echo "Making the company of $(git log -1 --format='%h %s' "$commit") ..."
(cd "$work/earlier" && scripts/database.sh demo "$DB")
python scripts/fingerprint.py "$DB" >"$work/before.json"
scripts/database.sh demo "$DB"
python scripts/fingerprint.py "$DB" "$work/before.json"
scripts/check.sh
