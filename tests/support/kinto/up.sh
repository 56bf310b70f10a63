#!/bin/bash
# A Kinto server of its own, with what it keeps in its memory, on this computer only.
# up.sh INSTALLED FOLDER PORT: prints NAME=SECRET lines, then "ready". Lives until its standard input ends.
set -eu
installed=$1 folder=$2 port=$3 here=$(cd "$(dirname "$0")" && pwd)
bin=$(echo "$installed"/kinto-*/bin)
source "$here/../stay.sh"

mkdir -p "$folder/files"
sed "s|FOLDER|$folder|; s|PORT|$port|g" "$here/kinto.ini" >"$folder/kinto.ini"
"$bin/kinto" start --ini "$folder/kinto.ini" >"$folder/server.log" 2>&1 </dev/null 3>&- &
processes=$!
listens 300
"$bin/python" "$here/ask.py" "http://127.0.0.1:$port/v1" setup
stay
