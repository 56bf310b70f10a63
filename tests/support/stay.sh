# For the up.sh of each server: sourced when folder and port are known. What runs in the background is named in `processes`, and ends when the
# script does.
processes=
end() {
    status=$?
    # Why it did not start stands in what its programs wrote.
    if [ "$status" != 0 ]; then tail -n 40 "$folder"/*.log "$folder.log" >&3 2>&3 || true; fi
    # All of them at once: a server that listens may have workers of its own.
    for process in $processes; do kill -KILL -- "-$process" 2>/dev/null || true; done
    rm -rf "$folder" "$folder.log"
}
trap end EXIT
# What shells say of processes that end goes into the log; 3 is for `end`, and is closed for what lives in the background.
exec 3>&2 2>"$folder.log"
set -m # a process group for each that is started, by which `end` finds all of it

# Waits until something listens at the port, at most so many tenths of a second: what does not by then has failed.
listens() {
    for _ in $(seq "$1"); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return 0
        sleep 0.1
    done
    return 1
}

# Says that it is up, and lives until standard input ends.
stay() {
    echo ready
    exec 3>&- # the test need not wait for the end
    cat >/dev/null
}
