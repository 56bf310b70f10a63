#!/bin/bash
# Packages from PyPI, once: pypi.sh FOLDER NAME PACKAGE==VERSION... What was installed stays in FOLDER/NAME.
set -eu
folder=$1 here=$1/$2
shift 2
[ -f "$here/installed" ] && exit 0
mkdir -p "$folder"
exec 9>"$folder/lock"
flock 9 # two that want it at the same moment install it once
[ -f "$here/installed" ] && exit 0
exec >>"$folder/log" 2>&1
python3 -m venv "$here"
"$here/bin/pip" install --quiet --disable-pip-version-check "$@"
touch "$here/installed"
