#!/bin/sh
# Installs what is needed, builds outrider and runs the main job on the example book: nothing leaves this machine.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
sh "$here/Tests/install.sh"
(cd "$here" && swift build -c release --product outrider)
binary=$here/.build/release/outrider
PATH=$here/.build/release:$PATH
export PATH

book=${1:-$(mktemp -d)/quickstart}
[ ! -e "$book" ] || { echo "quickstart: $book is there already" >&2; exit 1; }
mkdir -p "$book"
cp -R "$here/examples/quickstart/." "$book"
cd "$book"
# A Monday morning: the clocks are set by hand, so that this shows the same every time.
export XDG_STATE_HOME="$book/.git/state" GIT_AUTHOR_DATE=2026-11-23T09:00:00Z GIT_COMMITTER_DATE=2026-11-23T09:00:00Z
show() { printf '\n$ %s\n' "$*"; "$@"; }
at() { printf '\n$ OUTRIDER_NOW=%s outrider %s\n' "$1" "$2"; OUTRIDER_NOW=$1 "$binary" $2; }

git init -q -b main
git config user.name Quickstart
git config user.email quickstart@localhost
git add -A
git commit -qm "book: begin"
show outrider check
at 2026-11-23T09:00:00Z init
git add -A
git commit -qm "book: add its identity"
at 2026-11-23T09:00:00Z plan
at 2026-11-23T09:00:00Z run
at 2026-11-23T09:00:00Z run
at 2026-11-23T18:00:00Z run
at 2026-11-26T15:00:00Z run
show outrider log --person ada
show ls outbox/email/new
printf '\nThe book is in %s\n' "$book"
