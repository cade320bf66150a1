# shellcheck shell=bash
# Sourced by the scripts at the top: what must be on the machine before anything can be built or run.

say() { printf '%s\n' "$*" >&2; }

require_sdk() {
    # Where the official install script puts it, which most shells do not have on their PATH.
    command -v dotnet >/dev/null 2>&1 || PATH="${DOTNET_ROOT:-$HOME/.dotnet}:$PATH"
    if ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
        say "The .NET 10 SDK is missing. Install it with this command, then start again:"
        say "  curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
        exit 1
    fi
    export PATH DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}

# The same places as PostgresBinaries looks in.
has_postgres() {
    if [ -n "${PG_BIN:-}" ]; then return 0; fi
    local server version
    for server in "$(command -v postgres)" /usr/lib/postgresql/*/bin/postgres /usr/pgsql-*/bin/postgres /opt/homebrew/opt/postgresql*/bin/postgres \
        /usr/local/opt/postgresql*/bin/postgres /Applications/Postgres.app/Contents/Versions/*/bin/postgres; do
        if [ ! -x "$server" ] || [ ! -x "${server%postgres}initdb" ]; then continue; fi
        version=$("$server" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
        if [ "$version" -ge 15 ]; then return 0; fi
    done
    return 1
}

# The server's programs only: no server of the system is set up or started by it.
install_postgres_with_apt() {
    say "Installing PostgreSQL's programs with apt-get ..."
    local drop_in=/etc/postgresql-common/createcluster.d/retention-api.conf as_root=""
    if [ "$(id -u)" != 0 ]; then as_root=sudo; fi
    # shellcheck disable=SC2016
    $as_root sh -ec '
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        mkdir -p "$(dirname "$1")"
        echo "create_main_cluster = false" >"$1"
        trap "rm -f \"$1\"" EXIT
        apt-get install -qq -y --no-install-recommends postgresql' sh "$drop_in" >/dev/null
}

can_be_root() {
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; }
}

require_postgres() {
    if has_postgres; then return 0; fi
    if command -v apt-get >/dev/null 2>&1 && can_be_root && install_postgres_with_apt && has_postgres; then return 0; fi
    say "PostgreSQL 15 or newer is missing (only its server programs; no server has to run). Install it, then start again:"
    say "  Debian, Ubuntu: sudo apt-get install postgresql    Fedora: sudo dnf install postgresql-server postgresql-contrib"
    say "  macOS: brew install postgresql@17                   elsewhere: name the folder of postgres and initdb in PG_BIN"
    exit 1
}
