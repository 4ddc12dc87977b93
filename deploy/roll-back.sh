#!/bin/sh
# Goes back to the release before the last one.
#   sudo deploy/roll-back.sh                                    the data base did not change since
#   sudo deploy/roll-back.sh --identity FILE [--name BACKUP]    it did: the backup from before takes its place
# What was written since that backup is lost; the data base that is replaced is kept under another name.
set -eu
[ "$(id -u)" = 0 ] || { echo "run this as root" >&2; exit 1; }
identity='' name=''
while [ $# -gt 0 ]; do
  case $1 in
    --identity) identity=$2; shift 2 ;;
    --name) name=$2; shift 2 ;;
    *) sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done
home=/opt/pokpong
[ -L "$home/previous" ] || { echo "there is no release to go back to" >&2; exit 1; }
before=$(readlink "$home/previous") now=$(readlink "$home/current")

systemctl stop pokpong.target pokpong-web pokpong-worker pokpong-clock
ln -sfn "$before" "$home/current.new" && mv -T "$home/current.new" "$home/current"
ln -sfn "$now" "$home/previous"
if [ -n "$identity" ]; then
  folder=$(sed -n 's/^POKPONG_BACKUP_DIR=//p' /etc/pokpong/pokpong.env)
  pokpong-admin restore "$folder" --identity /dev/stdin --replace ${name:+--name "$name"} < "$identity"
fi
systemctl start pokpong.target
sleep 5
pokpong-admin doctor || echo "pokpong: if the data base is of a newer version: $0 --identity FILE" >&2
