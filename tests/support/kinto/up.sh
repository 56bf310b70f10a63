#!/bin/bash
# A Kinto server of its own, with what it keeps in its memory, on this computer only.
# up.sh INSTALLED FOLDER PORT: prints NAME=SECRET lines, then "ready". Lives until its standard input ends.
set -eu
installed=$1 folder=$2 port=$3 here=$(cd "$(dirname "$0")" && pwd)
bin=$(echo "$installed"/kinto-*/bin)
server=
end() {
    [ -z "$server" ] || kill -KILL -- "-$server" 2>/dev/null || true
    rm -rf "$folder" "$folder.log"
}
trap end EXIT
exec 2>"$folder.log" # what shells say of processes that end
set -m # a process group for it, by which `end` finds all of it

mkdir -p "$folder/files"
sed "s|FOLDER|$folder|; s|PORT|$port|g" "$here/kinto.ini" >"$folder/kinto.ini"
"$bin/kinto" start --ini "$folder/kinto.ini" >"$folder/server.log" 2>&1 </dev/null &
server=$!
for _ in $(seq 300); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    sleep 0.1
done
"$bin/python" "$here/ask.py" "http://127.0.0.1:$port/v1" setup
echo ready
cat >/dev/null
