#!/bin/sh
# Brings this server to the version of this checkout: backup, new release, stop, migrate, start, look.
#
#   sudo deploy/upgrade.sh                      this machine
#   deploy/upgrade.sh --destdir DIR             a folder tree, with the settings of the environment: no services
#     --venv DIR, --python PROGRAM              as install.sh takes them
#
# When something fails, the services stay stopped and it says how to go back.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
usage() { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
dest='' word=''
for next in "$@"; do
  case $word in
    --destdir) dest=$next next='' ;;
    --venv | --python) next='' ;;
    '') case $next in --destdir | --venv | --python) ;; *) usage ;; esac ;;
  esac
  word=$next
done
[ -z "$word" ] || usage
[ -n "$dest" ] || [ "$(id -u)" = 0 ] || { echo "run this as root, or with --destdir DIR" >&2; exit 1; }

admin() { if [ -n "$dest" ]; then "$dest/opt/pokpong/current/bin/pokpong" "$@"; else pokpong-admin "$@"; fi; }
services() { [ -n "$dest" ] || systemctl "$@"; }
stuck() { echo "pokpong: $1" >&2; echo "pokpong: to go back: sudo $here/roll-back.sh" >&2; exit 1; }

admin backup || { echo "pokpong: no backup, so nothing was changed" >&2; exit 1; }
"$here/install.sh" "$@"
services stop pokpong.target pokpong-web pokpong-worker pokpong-clock
admin migrate || stuck "the data base could not be brought to this version"
services start pokpong.target
wanted='data base\|steps\|master key' tries=1
[ -n "$dest" ] || { wanted="web\|worker\|clock\|$wanted"; tries=12; }
while :; do
  [ -n "$dest" ] || sleep 5
  said=$(admin doctor) || true
  if [ -n "$said" ] && ! echo "$said" | grep -q -e '^UNSAFE' -e "^ LOOK *\($wanted\)"; then
    echo "$said"
    echo "pokpong: upgraded"
    exit 0
  fi
  tries=$((tries - 1))
  [ "$tries" -gt 0 ] || break
done
echo "$said"
stuck "the doctor is not content (see above)"
