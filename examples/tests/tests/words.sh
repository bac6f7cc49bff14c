. tests/expect.inc
expect ten "roman.sh: not a number from 1 to 3999: 'ten'"
expect '' "roman.sh: not a number from 1 to 3999: ''"
expect -5 "roman.sh: not a number from 1 to 3999: '-5'"
