. tests/expect.inc
expect 1 I
expect 3 III
expect 8 VIII
expect 1666 MDCLXVI
