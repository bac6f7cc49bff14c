# Counts the words of all texts at once, in another way than crunch.sh does: letter by letter, in one table.
BEGIN {
    for (i = 0; i < 26; i++) {
        lower[substr("ABCDEFGHIJKLMNOPQRSTUVWXYZ", i + 1, 1)] = substr("abcdefghijklmnopqrstuvwxyz", i + 1, 1)
    }
    ascii = " \t!\"#$%&()*+,-./0123456789:;<=>?@[\\]^_`{|}~\r"
}

function end_word() {
    if (word != "") {
        count[word]++
        word = ""
    }
}

{
    for (i = 1; i <= length($0); i++) {
        c = substr($0, i, 1)
        if (index(ascii, c)) {
            end_word()
        } else {
            word = word (c in lower ? lower[c] : c)
        }
    }
    end_word()
}

END {
    for (word in count) {
        print word "\t" count[word]
    }
}
