#!/bin/bash
# A Kinto server from PyPI, once: install.sh FOLDER. What was installed stays there.
set -eu
folder=$1 server=26.5.0 attachment=8.0.0
here=$folder/kinto-$server
[ -f "$here/installed" ] && exit 0
mkdir -p "$folder"
exec 9>"$folder/lock"
flock 9 # two that want it at the same moment install it once
[ -f "$here/installed" ] && exit 0
exec >>"$folder/log" 2>&1
python3 -m venv "$here"
"$here/bin/pip" install --quiet --disable-pip-version-check "kinto==$server" "kinto-attachment==$attachment"
touch "$here/installed"
