#!/bin/sh
# base-image.sh FOLDER: the files of an image with a Java and a shell, taken from this machine, since there may be no registry.
set -eu
java=$(readlink -f "$(command -v java)")
home=${java%/bin/java}
mkdir -p "$1/bin" "$1/jre" "$1/tmp"
chmod 1777 "$1/tmp"
cp "$(command -v busybox)" "$1/bin/busybox"
(cd "$home" && tar -chf - --exclude=jmods --exclude=src.zip --exclude=ct.sym bin/java conf lib release) | tar -xf - -C "$1/jre"
# What they are linked with, each at its place.
ldd "$home/bin/java" "$home/lib/server/libjvm.so" "$home/lib/libjava.so" "$(command -v busybox)" 2>/dev/null |
    sed -n 's/^[^\/]*\(\/[^ ]*\) (0x.*/\1/p' | sort -u | while read -r file; do
    case $file in
        "$home"/*) ;;
        *) mkdir -p "$1${file%/*}" && cp -L "$file" "$1$file" ;;
    esac
done
mkdir -p "$1/usr/lib/locale"
cp -R /usr/lib/locale/C.utf8 "$1/usr/lib/locale/"
cat >"$1/Dockerfile" <<'END'
FROM scratch
COPY . /
RUN ["/bin/busybox", "--install", "-s", "/bin"]
ENV PATH=/usr/local/bin:/jre/bin:/bin JAVA_HOME=/jre
END
