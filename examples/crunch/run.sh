#!/bin/sh
# Counts the words of the texts beside it: one manager, three workers, each a process of its own; then adds the
# results up and compares them with a count made in another way. Exits 0 only when both agree.
#
# Needs a JDK 17 or newer and Maven, to build what is not built yet. WORK_MANAGER_HOME names an unpacked
# distribution to use instead.
set -eu
cd "$(dirname -- "$0")"
root=$(cd ../.. && pwd)

fail() {
    printf 'crunch: %s\n' "$1" >&2
    exit 1
}

if [ -z "${WORK_MANAGER_HOME-}" ]; then
    WORK_MANAGER_HOME=$root/dist/target/work-manager
    built=$(ls "$root"/dist/target/work-manager-*.tar.gz 2>/dev/null | tail -n 1)
    if [ -z "$built" ] || [ -n "$(find "$root"/pom.xml "$root"/wm-* "$root"/dist -name target -prune -o \
        -path '*/src/test' -prune -o -type f -newer "$built" -print | head -n 1)" ]; then
        echo "building..."
        mvn -q -f "$root/pom.xml" -DskipTests package || fail "the build failed"
    fi
fi
PATH=$WORK_MANAGER_HOME/bin:$PATH

# A fresh start each time; without this, a finished job would say that it is finished.
rm -rf out .work-manager
scratch=$(mktemp -d)
manager=
workers=
# Whatever happens: no process and no temporary file stays behind.
clean_up() {
    # shellcheck disable=SC2086
    [ -z "$manager$workers" ] || kill $manager $workers 2>/dev/null || :
    rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

wm-server serve --host 127.0.0.1 --port 0 >"$scratch/manager" 2>&1 &
manager=$!
url=
while [ -z "$url" ]; do
    url=$(sed -n 's|.*\(http://[0-9.]*:[0-9]*\).*|\1|p' "$scratch/manager" | head -n 1)
    kill -0 "$manager" 2>/dev/null || fail "the manager did not start: $(cat "$scratch/manager")"
    [ -n "$url" ] || sleep 0.1
done
echo "the manager listens at $url"

for n in 1 2 3; do
    wm-wrap --server "$url" -- ./crunch.sh &
    workers="$workers $!"
done
echo "three workers take items: processes$workers"

for worker in $workers; do
    wait "$worker" || fail "worker $worker ended with exit code $?"
done
workers=
wait "$manager" || fail "the manager ended with exit code $?: $(cat "$scratch/manager")"
manager=
cat "$scratch/manager"

# The check: the sums over all results against one count over all texts.
LC_ALL=C
export LC_ALL
cat out/* | awk -F '\t' '{ n[$1] += $2 } END { for (w in n) print w "\t" n[w] }' | sort >"$scratch/results"
cat texts/*.txt | awk -f count.awk | sort >"$scratch/expected"
cmp -s "$scratch/results" "$scratch/expected" || {
    diff "$scratch/results" "$scratch/expected" | head -n 20 >&2 || :
    fail "the results in out/ do not add up to the texts"
}
texts=$(ls texts | wc -l)
summary=$(awk -F '\t' '{ words += $2 } END { print words " words, " NR " different" }' "$scratch/results")
often=$(sort -t "$(printf '\t')" -k2,2nr -k1,1 "$scratch/results" | head -n 5 | awk '{ printf " %s (%s)", $1, $2 }')
echo "$texts texts, $summary; most often:$often"
echo "the results in out/ add up to the texts"
