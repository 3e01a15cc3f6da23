# SPDX-License-Identifier: GPL-3.0-or-later
# mutants.awk - every single-line mutation of the C files given, in random
# order: a number to sort by, file, line, kind, the new line; between tabs.
# -v seed=S; the random numbers are our own, so that every awk agrees.  Left
# out: assertions, which say what callers keep, and va_end, which does nothing.

function draw() {                    # Park and Miller's minimal standard
    state = (state * 16807) % 2147483647
    return state
}

function mutant(kind, code) {
    printf "%010d\t%s\t%d\t%s\t%s\n", draw(), FILENAME, FNR, kind, code tail
}

function swap(from, to,    at) {
    at = index(code, from)
    if (at)
        mutant("\"" from "\" becomes \"" to "\"", substr(code, 1, at - 1) to \
               substr(code, at + length(from)))
}

function constant(from, to) {
    if (match(code, "[^0-9A-Za-z_.]" from "[^0-9A-Za-z_.]"))
        mutant(from " becomes " to, substr(code, 1, RSTART) to \
               substr(code, RSTART + 2))
}

BEGIN { state = seed * 2 + 1; for (i = 0; i < 20; i++) draw() }

FNR == 1 { comment = 0; body = 0; before = ";" }
/^\{/ { body = 1 }
/^\}/ { body = 0 }
{
    code = $0; tail = ""
    at = index(code, "/*")
    if (comment || /^#/ || /\\$/ || at == 1) code = ""
    else if (at) { tail = substr(code, at); code = substr(code, 1, at - 1) }
    if (at && !index($0, "*/")) comment = 1
    else if (index($0, "*/")) comment = 0
}
code !~ /[^ ]/ || !body { next }
code ~ /^ *(assert|va_end)\(/ { before = code; sub(/ +$/, "", before); next }
code !~ /["\047]/ {
    swap(" + ", " - ");   swap(" - ", " + ")
    swap(" * ", " / ");   swap(" / ", " * ")
    swap(" < ", " <= ");  swap(" <= ", " < ")
    swap(" > ", " >= ");  swap(" >= ", " > ")
    swap(" == ", " != "); swap(" != ", " == ")
    swap(" && ", " || "); swap(" || ", " && ")
    constant("0", "1");   constant("1", "0")
    if (match(code, /(if|while) \(.*\)/) && code !~ /for \(/) {
        at = RSTART + index(substr(code, RSTART), "(") - 1
        mutant("condition negated", substr(code, 1, at) "!(" \
               substr(code, at + 1, RSTART + RLENGTH - at - 2) "))" \
               substr(code, RSTART + RLENGTH))
    }
}
code ~ /^ +[a-z].*;[ ]*$/ && code !~ /^ *(return|break|continue)/ && \
    before ~ /[;{})]$/ { mutant("statement dropped", "    ;") }
{ before = code; sub(/ +$/, "", before) }
