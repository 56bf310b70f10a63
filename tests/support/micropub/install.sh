#!/bin/bash
# A Micropub server from PyPI, once: install.sh FOLDER. What was installed stays there.
set -eu
folder=$1 server=0.6.2 django=5.2.19
here=$folder/django-indieweb-$server
[ -f "$here/installed" ] && exit 0
mkdir -p "$folder"
exec 9>"$folder/lock"
flock 9 # two that want it at the same moment install it once
[ -f "$here/installed" ] && exit 0
exec >>"$folder/log" 2>&1
python3 -m venv "$here"
"$here/bin/pip" install --quiet --disable-pip-version-check "django==$django" "django-indieweb==$server"
touch "$here/installed"
