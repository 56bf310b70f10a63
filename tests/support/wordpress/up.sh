#!/bin/bash
# A WordPress of its own, as Debian packages it, with a MariaDB of its own, on this computer only.
# up.sh FOLDER PORT: prints USER=PASSWORD lines (application passwords), then "ready". Lives until its standard input ends.
set -eu
folder=$1 port=$2 here=$(cd "$(dirname "$0")" && pwd)
site=$folder/site socket=$folder/db/socket
source "$here/../stay.sh"

mkdir -p "$site" "$folder/db"
as_mysql=()
if [ "$(id -u)" = 0 ]; then
    # A database refuses to run as root; its folder must be reachable for its own user.
    chmod 755 "$folder" && chown mysql "$folder/db" && as_mysql=(--user=mysql)
fi
# A database that starts takes the temporary tables in its folder for what a dead one left, and removes them: each has a folder of its own.
mkdir -p "$folder/db/temporary"
[ "${#as_mysql[@]}" = 0 ] || chown mysql "$folder/db/temporary"
# What the kernel lends for input and output is given back some time after a process is killed: one after another, servers of tests run short.
with=(--skip-innodb-use-native-aio "--tmpdir=$folder/db/temporary")
mariadb-install-db --no-defaults "${as_mysql[@]}" "${with[@]}" --datadir="$folder/db/data" --skip-test-db \
    --auth-root-authentication-method=normal >"$folder/database.log" 2>&1
mariadbd --no-defaults "${as_mysql[@]}" "${with[@]}" --datadir="$folder/db/data" --socket="$socket" --pid-file="$folder/db/pid" \
    --skip-networking --skip-log-bin --innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=64M \
    >>"$folder/database.log" 2>&1 </dev/null 3>&- &
processes=$!
for _ in $(seq 300); do
    mariadb --no-defaults -u root -S "$socket" -e "CREATE DATABASE IF NOT EXISTS wordpress" 2>/dev/null && break
    sleep 0.1
done

# Debian's files are links into /etc and /var: a copy can have a configuration of its own.
cp -rL /usr/share/wordpress/. "$site/"
cp "$here/wp-config.php" "$site/wp-config.php"
mkdir -p "$site/wp-content/uploads"
export GALLEY_TEST_SOCKET=$socket GALLEY_TEST_HOST=127.0.0.1:$port
php -d error_log="$folder/php.log" "$here/install.php" "$site"
PHP_CLI_SERVER_WORKERS=4 php -d error_log="$folder/php.log" -S "127.0.0.1:$port" -t "$site" "$here/router.php" \
    >"$folder/web.log" 2>&1 </dev/null 3>&- &
echo "process=$!"
processes="$! $processes"
listens 100
stay
