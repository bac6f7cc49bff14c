#!/bin/sh
# primes.sh N: how many primes there are in the N-th thousand: 1 for 1 to 1000, 2 for 1001 to 2000, ...
exec awk -v n="$1" 'BEGIN {
    for (i = (n - 1) * 1000 + 1; i <= n * 1000; i++) {
        prime = i > 1
        for (d = 2; d * d <= i && prime; d++)
            prime = i % d > 0
        found += prime
    }
    print found + 0
}'
