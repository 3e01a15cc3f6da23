#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# lint.sh - the rules that a machine can hold, so that reviewers need not.
#
# Faults end with status 1.  Long or tangled functions, and what cppcheck says,
# are lists that only warn.  Reads the objects of $BUILD for file-scope state.
set -u
LC_ALL=C
export LC_ALL
BUILD=${BUILD:-build}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
faults=$work/faults
: >"$faults"

sources=$(find sim include -name '*.[ch]' | sort)
ours=$(find sim include tests plots -name '*.[ch]' -o -name '*.def' \
    -o -name '*.sh' -o -name '*.awk' -o -name '*.gp' | sort)

# --- text -------------------------------------------------------------------

# A line of a macro that goes on may have its backslash in column 80.  A row of
# a .def table may be as long as what it says: one fact, one row.
awk 'FNR == 1 { spdx = 0 }
    FNR <= 2 && /SPDX-License-Identifier: GPL-3.0-or-later/ { spdx = FNR }
    FNR == 2 && (spdx == 0 || (spdx == 2 && !script)) {
        print FILENAME ":1: no SPDX line first" }
    FNR == 1 { script = /^#!/ }
    /\t/ { print FILENAME ":" FNR ": tab" }
    /[ \t\r]$/ { print FILENAME ":" FNR ": blank at the end of the line" }
    { wide = $0; gsub(/[\200-\277]/, "", wide)
      if (FILENAME !~ /\.def$/ && length(wide) > (wide ~ /\\$/ ? 80 : 79))
          print FILENAME ":" FNR ": line of " length(wide) " columns" }
' $ours >>"$faults"

for f in $ours; do
    case $f in
    *.sh) sh -n "$f" 2>>"$faults" ;;
    esac
done

for f in CITATION.cff CHANGELOG.md; do
    grep -qF "$VERSION" "$f" || echo "$f:1: not of version $VERSION"
done >>"$faults"

# --- layers -----------------------------------------------------------------

awk -v layers=tests/layers.txt '
    function stem(path) { sub(/.*\//, "", path); sub(/[_.].*/, "", path)
                          return path }
    BEGIN {
        while ((getline line < layers) > 0) {
            n = split(line, word, " ")
            if (line ~ /^#/ || n == 0) continue
            if (word[1] == "apart") { apart[word[2]] = 1; continue }
            rank++
            for (i = 1; i <= n; i++) level[word[i]] = rank
        }
    }
    FNR == 1 { split(FILENAME, part, "/"); from = part[2] }
    FILENAME !~ /^sim\// { next }
    FNR == 1 && !(from in level) {
        print FILENAME ":1: folder is not in " layers }
    /^[ ]*#[ ]*include[ ]*"/ {
        split($0, quoted, "\"")
        split(quoted[2], part, "/")
        to = part[1]
        if (quoted[2] !~ /\//) {
            if (quoted[2] != "detente.h")
                print FILENAME ":" FNR ": include without its folder"
        } else if (!(to in level))
            print FILENAME ":" FNR ": " to " is not a layer"
        else if (to != from && level[to] >= level[from])
            print FILENAME ":" FNR ": " from " must not include " to
        else if (to == from && (to in apart) && \
                 stem(quoted[2]) != to && stem(FILENAME) != stem(quoted[2]))
            print FILENAME ":" FNR ": includes another " to
    }' $sources >>"$faults"

# --- words ------------------------------------------------------------------

# The code without comments and strings, as file:line:code.
awk 'FNR == 1 { inside = 0 }
    { line = $0; code = ""
      if (!inside) { gsub(/\\["\047\\]/, "", line)
                     gsub(/"[^"]*"/, "\"\"", line) }
      while (line != "") {
          if (inside) {
              at = index(line, "*/")
              if (!at) break
              line = substr(line, at + 2); inside = 0
          } else {
              at = index(line, "/*")
              if (!at) { code = code line; break }
              code = code substr(line, 1, at - 1)
              line = substr(line, at + 2); inside = 1
          }
      }
      sub(/\/\/.*/, "", code)
      print FILENAME ":" FNR ":" code }' $sources >"$work/code"

# A row that no code reads: a parameter that says nothing, luck never drawn.
sed -n 's/^PURPOSE(\([a-z_]*\),.*/PURPOSE_\1/p' sim/base/purposes.def \
    >"$work/rows"
sed -n 's/^PARAM[A-Z_]*(\([a-z_]*\), *\([a-z_]*\),.*/\1.\2/p' \
    sim/base/params.def sim/base/levers.def >>"$work/rows"
while read -r row; do
    grep -qwF "$row" "$work/code" || echo "sim/base: $row is read by nothing"
done <"$work/rows" >>"$faults"

# place REASON - puts the reason between the place and the code.
place() {
    sed "s|\\([^:]*:[^:]*\\):[ ]*\\(.*\\)|\\1: $1: \\2|"
}

# banned REASON NAMES [EXCEPT] - calls of these functions are faults.
banned() {
    grep -E "[^[:alnum:]_.>]($2)[ ]*\\(" "$work/code" |
        grep -vE "^${3:-nowhere}" | place "$1" >>"$faults"
}
banned 'has no bounds or no errors' \
    'strcpy|strcat|sprintf|vsprintf|atoi|atol|atof|gets|strtok'
banned 'random outside base/draw.h' \
    'rand|srand|random|srandom|drand48|erand48|lrand48|rand_r|arc4random'
banned 'hidden input outside the program' \
    'time|clock|clock_gettime|gettimeofday|localtime|gmtime' sim/program/
banned 'the environment says where files are, no more' 'getenv' \
    'sim/(program/|input/find.c)'
banned 'only the program ends' 'exit|_exit|_Exit|abort|quick_exit' sim/program/
banned 'only the program prints' 'printf|vprintf|puts|putchar|perror' \
    sim/program/
grep -E '[^[:alnum:]_](stdout|stderr)[^[:alnum:]_]' "$work/code" |
    grep -v '^sim/program/' | place 'only the program prints' >>"$faults"
grep -E ':[ ]*typedef (struct|union|enum)' "$work/code" |
    place 'types stay visible' >>"$faults"

# --- state ------------------------------------------------------------------

# Mutable file-scope variables: asked of the objects, not of the text.
for f in $(find sim -name '*.c' | sort); do
    o=$BUILD/obj/${f%.c}.o
    [ -f "$o" ] || { echo "$f:1: not built, state unknown"; continue; }
    objdump -t "$o" | awk -v f="$f" '
        /[ ]O[ ]/ && /[ ]\.t?(data|bss)/ && !/\.data\.rel\.ro/ {
            print f ":1: mutable file-scope variable " $NF }'
done >>"$faults"

# --- what only warns --------------------------------------------------------

worst() {
    sort -rn | awk -v title="$1" -v limit="$2" '$1 > limit && n++ < 10 {
        if (n == 1) print title
        $1 = sprintf("%6d", $1); print }'
}
awk '/^\{/ { at = FNR; name = before } { before = $0 }
    /^\}/ && at { print FNR - at - 1, FILENAME ":" at, name; at = 0 }' \
    $(find sim -name '*.c') | worst 'long functions (lines, aim 40):' 40
if command -v pmccabe >/dev/null 2>&1; then
    pmccabe $(find sim -name '*.c') 2>/dev/null |
        awk '{ print $2, $6, $7 }' |
        worst 'tangled functions (McCabe, aim 10):' 10
fi
if command -v cppcheck >/dev/null 2>&1; then
    cppcheck -q --std=c11 --enable=warning,performance,portability \
        --inline-suppr --suppress=missingInclude -Isim -Iinclude \
        --template='{file}:{line}: {id}: {message}' sim 2>&1 |
        awk 'n++ < 10 { if (n == 1) print "cppcheck:"; print "  " $0 }'
fi

# Of one kind in one file only the first three.
awk -F: '{ kind = $1 substr($3, 1, 9) }
    ++n[kind] <= 3 { print; next }
    { more[$1]++ }
    END { for (f in more) print f ": and " more[f] " more" }' "$faults"
n=$(wc -l <"$faults")
echo "lint: $(echo "$ours" | wc -l) files, $((n)) faults"
[ "$n" -eq 0 ]
