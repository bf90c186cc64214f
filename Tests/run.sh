#!/bin/sh
# Installs what is needed and runs every test. RECORD=1 writes the golden files anew.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
sh "$here/Tests/install.sh"
cd "$here"
exec swift test "$@"
