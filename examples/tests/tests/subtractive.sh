. tests/expect.inc
expect 4 IV
expect 9 IX
expect 49 XLIX
expect 1994 MCMXCIV
