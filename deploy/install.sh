#!/bin/sh
# Installs this checkout as a release and points /opt/pokpong/current to it. Run again, it makes a further release.
#
#   sudo deploy/install.sh                      into this machine
#   deploy/install.sh --destdir DIR             into a folder tree: no users, no services
#     --venv DIR                                use these Python packages instead of fetching the locked ones
#     --python PROGRAM                          which Python (3.11 to 3.13)
set -eu
umask 022
source=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
dest='' venv='' python=python3
while [ $# -gt 0 ]; do
  case $1 in
    --destdir) dest=$2; shift 2 ;;
    --venv) venv=$2; shift 2 ;;
    --python) python=$2; shift 2 ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done
[ -n "$dest" ] || [ "$(id -u)" = 0 ] || { echo "run this as root, or with --destdir DIR" >&2; exit 1; }

say() { echo "pokpong: $*"; }
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$source/pyproject.toml" | head -n 1)
name="$version-$(date -u +%Y%m%d%H%M%S)"
release="$dest/opt/pokpong/releases/$name"
building="$release.building"

# --- the release, made beside and named at the end ------------------------------------------------------------
rm -rf "$building"
mkdir -p "$building/bin"
(cd "$source" && tar -cf - --exclude=tests --exclude=__pycache__ src docs deploy requirements.lock LICENSE README.md) \
  | tar -xf - -C "$building"
install -m 0755 "$source/deploy/bin/pokpong" "$building/bin/pokpong"
if [ -n "$venv" ]; then
  ln -s "$venv" "$building/venv"
else
  "$python" -m venv --copies "$building/venv"
  "$building/venv/bin/python" -m pip install --quiet --require-hashes -r "$source/requirements.lock"
fi
PYTHONPATH="$building/src" "$building/venv/bin/python" -m pokpong.config.catalogues
mv "$building" "$release"
mkdir -p "$dest/opt/pokpong"
previous=$(readlink "$dest/opt/pokpong/current" 2>/dev/null || true)
ln -sfn "releases/$name" "$dest/opt/pokpong/current.new"
mv -T "$dest/opt/pokpong/current.new" "$dest/opt/pokpong/current"
[ -z "$previous" ] || ln -sfn "$previous" "$dest/opt/pokpong/previous"
say "release $name is in place"

# --- settings and keys: made once, never written over -----------------------------------------------------------
random() { head -c "$1" /dev/urandom | base64 | tr -d '\n'; }
mkdir -p "$dest/etc/pokpong" "$dest/etc/systemd/system" "$dest/usr/local/sbin"
mkdir -p -m 0700 "$dest/var/lib/pokpong" "$dest/var/lib/pokpong-keys" "$dest/var/backups/pokpong"
if [ ! -e "$dest/etc/pokpong/pokpong.env" ]; then
  (umask 077; sed "s|MADE-BY-INSTALL|$(random 48)|" "$source/deploy/environment/pokpong.env" > "$dest/etc/pokpong/pokpong.env")
  say "settings are in $dest/etc/pokpong/pokpong.env: put the names and passwords in"
fi
if [ ! -e "$dest/etc/pokpong/owner.env" ]; then
  (umask 077; cp "$source/deploy/environment/owner.env" "$dest/etc/pokpong/owner.env")
fi
if [ ! -e "$dest/var/lib/pokpong-keys/master.key" ]; then
  [ ! -e "$dest/var/lib/pokpong-keys/master.key.epochs" ] || { echo "the master key of these epoch keys is missing" >&2; exit 1; }
  (umask 077; random 32 > "$dest/var/lib/pokpong-keys/master.key")
  say "a master key was made; it changes once more, with the first turn of the epoch: copy it only then (the guide says how)"
fi
install -m 0644 "$source"/deploy/systemd/* "$dest/etc/systemd/system/"
install -m 0755 "$source/deploy/bin/pokpong-admin" "$dest/usr/local/sbin/pokpong-admin"

# --- this machine -------------------------------------------------------------------------------------------------
if [ -z "$dest" ]; then
  id pokpong >/dev/null 2>&1 || useradd --system --home-dir /var/lib/pokpong --shell /usr/sbin/nologin pokpong
  chown -R pokpong:pokpong /var/lib/pokpong /var/lib/pokpong-keys /var/backups/pokpong
  chown root:pokpong /etc/pokpong/pokpong.env && chmod 0640 /etc/pokpong/pokpong.env
  chown root:root /etc/pokpong/owner.env && chmod 0600 /etc/pokpong/owner.env
  systemctl daemon-reload
fi
say "next: docs/operations.md"
