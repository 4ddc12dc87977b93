#!/bin/sh
# Brings this server to the version of this checkout: backup, new release, stop, migrate, start, look.
#   sudo deploy/upgrade.sh
# When something fails, the services stay stopped and it says how to go back.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
[ "$(id -u)" = 0 ] || { echo "run this as root" >&2; exit 1; }
stuck() { echo "pokpong: $1" >&2; echo "pokpong: to go back: sudo $here/roll-back.sh" >&2; exit 1; }

pokpong-admin backup || { echo "pokpong: no backup, so nothing was changed" >&2; exit 1; }
"$here/install.sh" "$@"
systemctl stop pokpong.target pokpong-web pokpong-worker pokpong-clock
pokpong-admin migrate || stuck "the data base could not be brought to this version"
systemctl start pokpong.target
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
  sleep 5
  said=$(pokpong-admin doctor) || true
  if ! echo "$said" | grep -q -e '^UNSAFE' -e '^ LOOK *\(web\|worker\|clock\|data base\|steps\|master key\)'; then
    echo "$said"
    echo "pokpong: upgraded"
    exit 0
  fi
done
echo "$said"
stuck "the doctor is not content (see above)"
