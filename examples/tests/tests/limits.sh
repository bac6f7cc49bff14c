. tests/expect.inc
expect 3999 MMMCMXCIX
expect 0 "roman.sh: not a number from 1 to 3999: '0'"
expect 4000 "roman.sh: not a number from 1 to 3999: '4000'"
