#!/bin/bash
# A Micropub server of its own, with a SQLite database of its own, on this computer only.
# up.sh INSTALLED FOLDER PORT: prints NAME=TOKEN lines, then "ready". Lives until its standard input ends.
set -eu
installed=$1 folder=$2 port=$3 here=$(cd "$(dirname "$0")" && pwd)
python=$(echo "$installed"/django-indieweb-*/bin/python)
source "$here/../stay.sh"

mkdir -p "$folder/media"
export DJANGO_SETTINGS_MODULE=settings PYTHONPATH=$here PYTHONDONTWRITEBYTECODE=1 GALLEY_TEST_FOLDER=$folder
"$python" "$here/setup.py"
"$python" -m django runserver --noreload "127.0.0.1:$port" >"$folder/server.log" 2>&1 </dev/null 3>&- &
processes=$!
listens 300
stay
