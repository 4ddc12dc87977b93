#!/bin/sh
# Goes back to the release before the last one.
#
#   sudo deploy/roll-back.sh                                    the data base did not change since
#   sudo deploy/roll-back.sh --identity FILE [--name BACKUP]    it did: the backup from before takes its place
#     --destdir DIR                                             a folder tree, with the settings of the environment
#
# What was written since that backup is lost; the data base that is replaced is kept under another name.
set -eu
dest='' identity='' name=''
while [ $# -gt 0 ]; do
  case $1 in
    --destdir) dest=$2; shift 2 ;;
    --identity) identity=$2; shift 2 ;;
    --name) name=$2; shift 2 ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done
[ -n "$dest" ] || [ "$(id -u)" = 0 ] || { echo "run this as root, or with --destdir DIR" >&2; exit 1; }
[ -z "$identity" ] || [ -r "$identity" ] || { echo "$identity cannot be read" >&2; exit 1; }
home=$dest/opt/pokpong
[ -L "$home/previous" ] || { echo "there is no release to go back to" >&2; exit 1; }
before=$(readlink "$home/previous") now=$(readlink "$home/current")
[ -d "$home/$before" ] || { echo "the release $before is not there any more" >&2; exit 1; }

admin() { if [ -n "$dest" ]; then "$home/current/bin/pokpong" "$@"; else pokpong-admin "$@"; fi; }
services() { [ -n "$dest" ] || systemctl "$@"; }

services stop pokpong.target pokpong-web pokpong-worker pokpong-clock
ln -sfn "$before" "$home/current.new" && mv -T "$home/current.new" "$home/current"
ln -sfn "$now" "$home/previous"
echo "pokpong: the release is $before again"
if [ -n "$identity" ]; then
  folder=${POKPONG_BACKUP_DIR:-}
  [ -n "$dest" ] || folder=$(sed -n 's/^POKPONG_BACKUP_DIR=//p' /etc/pokpong/pokpong.env)
  admin restore "$folder" --identity - --replace --over-newer ${name:+--name "$name"} < "$identity"
fi
services start pokpong.target
[ -n "$dest" ] || sleep 5
admin doctor || echo "pokpong: if the data base is of a newer version: $0 --identity FILE" >&2
