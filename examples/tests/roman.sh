#!/bin/sh
# roman.sh N: N, from 1 to 3999, as the Romans wrote it.
case $1 in
    '' | *[!0-9]*) n=0 ;;
    *) n=$1 ;;
esac
if [ "$n" -lt 1 ] || [ "$n" -gt 3999 ]; then
    echo "roman.sh: not a number from 1 to 3999: '$1'" >&2
    exit 64
fi
roman=
for step in 1000:M 900:CM 500:D 400:CD 100:C 90:XC 50:L 40:XL 10:X 9:IX 5:V 4:IV 1:I; do
    while [ "$n" -ge "${step%:*}" ]; do
        roman=$roman${step#*:} n=$((n - ${step%:*}))
    done
done
echo "$roman"
