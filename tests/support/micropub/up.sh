#!/bin/bash
# A Micropub server of its own, with a SQLite database of its own, on this computer only.
# up.sh INSTALLED FOLDER PORT: prints NAME=TOKEN lines, then "ready". Lives until its standard input ends.
set -eu
installed=$1 folder=$2 port=$3 here=$(cd "$(dirname "$0")" && pwd)
python=$(echo "$installed"/django-indieweb-*/bin/python)
server=
end() {
    [ -z "$server" ] || kill -KILL -- "-$server" 2>/dev/null || true
    rm -rf "$folder" "$folder.log"
}
trap end EXIT
exec 2>"$folder.log" # what shells say of processes that end
set -m # a process group for it, by which `end` finds all of it

mkdir -p "$folder/media"
export DJANGO_SETTINGS_MODULE=settings PYTHONPATH=$here PYTHONDONTWRITEBYTECODE=1 GALLEY_TEST_FOLDER=$folder
"$python" "$here/setup.py"
"$python" -m django runserver --noreload "127.0.0.1:$port" >"$folder/server.log" 2>&1 </dev/null &
server=$!
for _ in $(seq 300); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    sleep 0.1
done
echo ready
cat >/dev/null
