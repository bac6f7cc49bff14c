#!/bin/sh
# Makes thumbnails of all images, three at a time, with a script that knows nothing of Work Manager.
set -eu
cd "$(dirname "$0")"
home=${WORK_MANAGER_HOME:-../../dist/target/work-manager}
[ -x "$home/bin/wm-server" ] || (cd ../.. && mvn -q -B -DskipTests package </dev/null)
exec "$home/bin/wm-server" run --config wm-config -j 3 --pass env -- \
    sh -c './thumbnail.py --size 8 "$WM_DATA" "$WM_RESULT_FILE"'
