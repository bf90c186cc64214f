#!/bin/sh
# Puts what the tests of the schemas need from PyPI into .build/test-tools; done in a moment where it is there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tools=$here/../../.build/test-tools
mkdir -p "$tools"
exec 9>"$tools/lock"
flock 9
cmp -s "$here/requirements.txt" "$tools/requirements.txt" && [ -x "$tools/bin/python" ] && exit 0
fail() {
    echo "$1" >&2
    exit 1
}
python3 -m venv --clear "$tools/new" >"$tools/log" 2>&1 ||
    fail "python3 -m venv failed (Debian: apt-get install python3-venv): $(tail -1 "$tools/log")"
"$tools/new/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$here/requirements.txt" \
    >"$tools/log" 2>&1 || fail "PyPI cannot be reached for $(tr '\n' ' ' <"$here/requirements.txt"): $(tail -1 "$tools/log")"
rm -rf "$tools/bin" "$tools/lib" "$tools/lib64" "$tools/include" "$tools/share" "$tools/pyvenv.cfg"
mv "$tools"/new/* "$tools"
rmdir "$tools/new"
cp "$here/requirements.txt" "$tools/requirements.txt"
