#!/bin/sh
# Installs what the build and the tests need beside Swift 6.2 or later.
set -eu
packages="libyaml-dev libcurl4-openssl-dev libgit2-dev pkg-config git python3 python3-venv nodejs tzdata"
missing=""
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
if [ -n "$missing" ]; then
    sudo=""
    [ "$(id -u)" = 0 ] || sudo=sudo
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing
fi
command -v swift >/dev/null || {
    echo "Swift 6.2 or later is needed: https://www.swift.org/install/linux/" >&2
    exit 1
}
sh "$(dirname "$0")/Schemas/install.sh"
