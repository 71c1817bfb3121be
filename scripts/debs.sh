#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Unpacks Debian packages beside the system, without root and without installing them.
#
#   debs.sh FOLDER PACKAGE...         packages of this Debian and all they need that is not installed
#   debs.sh FOLDER PACKAGE/SUITE...   just these packages, from that suite (sid: Debian unstable)
. "$(dirname "$0")/env.sh"

target=$1
shift
apt=$GAS_HOME/apt

configure() {
    . /etc/os-release
    [ "${ID:-}" = debian ] || die "this is ${PRETTY_NAME:-not Debian}: set ODOO_HOME to an Odoo 19 of your own"
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/parts"
    # The mirrors this machine already uses, asked of apt itself; nothing is hard-wired.
    uris=$(apt-get --print-uris -o Dir::State::lists="$apt/none" update 2>/dev/null | cut -d"'" -f2 || true)
    keyring="[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]"
    for suite in "$VERSION_CODENAME" "$VERSION_CODENAME-updates" "$VERSION_CODENAME-security"; do
        base=$(echo "$uris" | sed -n "s|/dists/$suite/InRelease$||p" | head -n1)
        if [ -n "$base" ]; then
            echo "deb $keyring $base $suite main"
            [ "$suite" != "$VERSION_CODENAME" ] || echo "deb $keyring $base sid main"
        fi
    done >"$apt/sources.list"
    [ -s "$apt/sources.list" ] || die "apt knows no Debian mirror: see /etc/apt/sources.list"
    printf 'Package: *\nPin: release n=sid\nPin-Priority: 50\n' >"$apt/preferences"
    cat >"$apt/apt.conf" <<EOF
Dir::State::lists "$apt/lists";
Dir::Cache "$apt/cache";
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "$apt/parts";
Dir::Etc::preferences "$apt/preferences";
Dir::Etc::preferencesparts "$apt/parts";
Dir::Etc::trustedparts "$apt/parts";
Debug::NoLocking "true";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "2";
Acquire::http::Timeout "20";
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Pre-Install-Pkgs;
#clear Acquire::IndexTargets::deb::DEP-11;
EOF
}

# Package lists are good for a day: a second call of this script finds them ready.
if [ -z "$(find "$apt/ready" -mtime -1 2>/dev/null)" ]; then
    configure
    apt-get -qq -c "$apt/apt.conf" -o APT::Update::Error-Mode=any update >"$apt/log" 2>&1 ||
        die "cannot reach a Debian mirror, is there a network? ($apt/log)"
    touch "$apt/ready"
fi

rm -rf "$apt/cache/archives" "$target.new"
mkdir -p "$apt/cache/archives/partial" "$target.new"
case $1 in
*/*) (cd "$apt/cache/archives" && apt-get -qq -c "$apt/apt.conf" download "$@") ;;
*) apt-get -qq -y -c "$apt/apt.conf" --download-only --no-install-recommends install "$@" ;;
esac >"$apt/log" 2>&1 || die "cannot download $*: $(grep '^E:' "$apt/log" | head -n1) ($apt/log)"
for deb in "$apt"/cache/archives/*.deb; do
    [ -e "$deb" ] || break # all of it is installed
    # Of translations only the Chinese are kept, of documentation nothing: a third of the size.
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$target.new" --no-same-owner \
        --exclude='*/i18n/[!z]*.po' --exclude='./usr/share/doc/*' --exclude='*/dist-packages/addons' \
        --exclude='*.egg-info' --exclude='*/usr/share/locale/*'
done
rm -rf "$target" "$apt/cache/archives"
mv "$target.new" "$target"
