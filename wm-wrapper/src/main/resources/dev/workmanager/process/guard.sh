# Waits until the program that holds the other end of its standard input has ended. If that ended without a word, it was
# killed: then kills all that carries its mark ($0) in its environment, and what those have started.
# Plain POSIX sh, with grep: nothing else can be relied on in a worker's image.

trap '' HUP INT QUIT TERM
IFS= read -r word
[ "$word" != leave ] || exit 0

# Sets ids to the processes whose file was named: /proc/17/environ and so on.
ids_of() {
    ids=
    for file in "$@"; do
        file=${file#/proc/}
        ids="$ids ${file%%/*}"
    done
}

# Sets ids to the processes that carry the mark.
find_marked() {
    ids_of $(grep -lsF -- "$0" /proc/[0-9]*/environ)
}

# Sets ids to the living processes that these have started.
find_children() {
    either=
    for parent in "$@"; do
        either="$either|$parent"
    done
    # behind the name of the program: state, parent, ...
    ids_of $(grep -lsE -- "\) [^ZX] (${either#|}) " /proc/[0-9]*/stat)
}

# Sets found to all that are to be killed, frozen, so that nobody starts another one meanwhile.
freeze() {
    found=
    seen=
    i=0
    while find_marked; [ "$ids" != "$seen" ] && [ $i -lt 20 ]; do
        seen=$ids
        kill -STOP $ids 2>/dev/null
        i=$((i + 1))
    done
    i=0
    while [ -n "$ids" ] && [ $i -lt 50 ]; do
        kill -STOP $ids 2>/dev/null
        found="$found $ids"
        find_children $ids
        i=$((i + 1))
    done
}

# Looks at the newest processes only, quickly: one that is gone in a moment, with another in its place, is caught so.
kill_new() {
    IFS=' /' read -r a b c d e newest </proc/loadavg
    while [ "$top" -lt "$newest" ]; do
        top=$((top + 1))
        while IFS= read -r line; do
            case $line in
                *"$0"*)
                    kill -KILL $top 2>/dev/null
                    clean=0
                    break
                    ;;
            esac
        done 2>/dev/null </proc/$top/environ
    done
}

clean=0
round=0
while [ $clean -lt 3 ] && [ $round -lt 100 ]; do
    # What cannot be killed just now, since it waits for a broken disk, is tried for more than a minute.
    [ $round -lt 30 ] || sleep 1
    round=$((round + 1))
    IFS=' /' read -r a b c d e top </proc/loadavg
    freeze
    clean=$((clean + 1))
    if [ -n "$found" ]; then
        kill -KILL $found 2>/dev/null
        clean=0
    fi
    n=0
    while [ $n -lt 200 ]; do
        kill_new
        n=$((n + 1))
    done
done
