#!/bin/sh
# Counts the words of one text. wm-wrap appends the item's number and its data, here the name of a file:
#     ./crunch.sh 3 texts/erlkönig.txt
# What it prints is the result: a word and how often it comes, a line each.
set -eu
LC_ALL=C # a byte is a letter or is not; what UTF-8 is made of beyond ASCII counts as letters
export LC_ALL

text=$2
[ -r "$text" ] || {
    echo "cannot read $text" >&2
    exit 1
}
tr -cs "A-Za-z'\200-\377" '\n' <"$text" | tr A-Z a-z | sed '/^$/d' | sort | uniq -c | awk '{ print $2 "\t" $1 }'
