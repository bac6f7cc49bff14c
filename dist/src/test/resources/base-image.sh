#!/bin/sh
# base-image.sh RUNTIME: a tar archive of the files of a base image, with a shell but no Java, taken from this machine, since there may be no
# registry. RUNTIME is the run-time that is to run in it: what it and setpriv are linked with comes in, each at its place.
set -eu
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/bin" "$root/usr/bin" "$root/tmp" "$root/usr/lib/locale" "$root/etc"
chmod 755 "$root"
chmod 1777 "$root/tmp"
cp "$(command -v busybox)" "$root/bin/busybox"
for name in $("$root/bin/busybox" --list); do
    [ "$name" = busybox ] || ln -s busybox "$root/bin/$name"
done
cp "$(command -v setpriv)" "$root/usr/bin/setpriv"
cp -R /usr/lib/locale/C.utf8 "$root/usr/lib/locale/"
find "$1" -name java -o -name 'lib*.so' | xargs ldd "$(command -v busybox)" "$(command -v setpriv)" 2>/dev/null |
    sed -n 's/^[^\/]*\(\/[^ ]*\) (0x.*/\1/p' | sort -u | while read -r file; do
    case $file in
        "$1"/*) ;;
        *) mkdir -p "$root${file%/*}" && cp -L "$file" "$root$file" ;;
    esac
done
tar -C "$root" --owner=0 --group=0 -cf - .
