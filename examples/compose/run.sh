#!/bin/sh
# Counts the primes below 60,000 with one manager and some workers, each in a container: run.sh [workers], 3 unless said otherwise.
# What was done before is not done again: remove data/ and out/ for that.
set -eu
cd "$(dirname "$0")"

# The distribution must lie where the images are built.
home=${WORK_MANAGER_HOME:-../../dist/target/work-manager}
if [ ! -x "$home/bin/wm-server" ]; then
    (cd ../.. && mvn -q -B -DskipTests package </dev/null)
fi
rm -rf work-manager
cp -R "$home" work-manager

# Made here, they are ours; made by the engine, they would be root's.
mkdir -p data out
WM_USER=${WM_USER:-$(id -u):$(id -g)}
export WM_USER

if docker compose version >/dev/null 2>&1; then
    compose="docker compose"
else
    compose=docker-compose
fi
code=0
$compose up --build --scale worker="${1:-3}" --exit-code-from manager || code=$?
$compose down >/dev/null 2>&1 || echo "run.sh: the containers are still there: $compose down" >&2

# The join.
if [ "$code" -eq 0 ]; then
    cat out/* | awk '{ n += $1 } END { print n " primes below 60,000" }'
fi
exit "$code"
