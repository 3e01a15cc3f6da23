# SPDX-License-Identifier: GPL-3.0-or-later
# words.gp - what a chart says, and how wide that is.
#
# A script sets KIND, DIR, OUT and loads this file, then style.gp and page.gp.
# It gets the words by key and the functions that measure and cut text.

set encoding utf8

# gnuplot runs a file name that begins with < or | as a command
if (DIR[1:1] eq "<" || OUT[1:1] eq "|" || DIR eq "") {
    print "usage: gnuplot -c ", KIND, ".gp DIR OUT.svg|png|pdf ", \
        "[article|slide|journal]"
    exit status 2
}

# ---- words: KIND.words.csv is "text",key,x,y, text first and always quoted
# gnuplot cuts a quoted string at a comma, except when it is the first
# field and the separator is not a comma.  So the file is read twice: text with
# a tab as separator, the rest with a comma.  (An empty "" is skipped and the
# rest of the line comes back, hence the test for a leading comma.)
array WT[8000]; array WK[8000]; array WX[8000]; array WY[8000]
SAID = DIR."/".KIND.".words.csv"
NW = 0
set datafile commentschars ""
set datafile separator "\t"
stats SAID using (NW = NW+1, WT[NW] = strcol(1), \
    WT[NW] = WT[NW][1:1] eq "," ? "" : WT[NW], 0) nooutput
NW = 0
set datafile separator comma
stats SAID using (NW = NW+1, WK[NW] = strcol(2), WX[NW] = column(3), \
    WY[NW] = column(4), 0) nooutput
set datafile columnheaders
if (NW < 2) { print "no words in ", SAID; exit status 2 }
where(key) = (_h = 0, sum [_i=1:NW] \
    (_h == 0 && WK[_i] eq key ? (_h = _i, 0) : 0), _h)
has(key) = where(key) > 0
say(key) = has(key) ? WT[where(key)] : ""
said_x(key) = WX[where(key)]
said_y(key) = WY[where(key)]
count(key) = sum [_i=1:NW] (WK[_i] eq key)

# ---- text: escape, measure, cut into lines ---------------------------------
clean(s) = (_e = "", sum [_i=1:strlen(s)] (_c = s[_i:_i], \
    _e = _e.(_c eq "'" ? "’" : _c eq "\n" ? "\\\\n" : \
    strstrt("_^{}@&~\\", _c) ? "\\"._c : _c), 0), _e)
# advance widths of DejaVu Sans in hundredths of the type size, three digits a
# character; anything else counts as 0.84
GLYPHS = ' !"#$%&''()*+,-./0123456789:;<=>?'
GLYPHS = GLYPHS.'@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_'
GLYPHS = GLYPHS.'`abcdefghijklmnopqrstuvwxyz{|}~'
GLYPHS = GLYPHS.'·“”’– −…◄►'
ADVANCE = "032041046084064096078028040040050084032037032034"
ADVANCE = ADVANCE."064064064064064064064064064064034034084084084054"
ADVANCE = ADVANCE."100069069070078064058078076030030066056087075079"
ADVANCE = ADVANCE."061079070064062074069099069062069040034040084050"
ADVANCE = ADVANCE."050062064055064062036064064028028058028098064062"
ADVANCE = ADVANCE."064064042053040064060082060060053064034064084032"
ADVANCE = ADVANCE."052052032050032084100077077"
adv(c) = (_k = strstrt(GLYPHS, c), \
    _k ? (("1".ADVANCE[3*_k-2:3*_k]) - 1000) / 100. : 0.84)
# width of s in units of its type size; bold is at most BOLD times as wide
em(s) = (_w = 0., sum [_j=1:strlen(s)] (_w = _w + adv(s[_j:_j]), 0), _w)
BOLD = 1.14
# characters that fit in m em; the last place to break before n, within a word
# only if there is no other; lines of m em
fits(s, m) = (_w = 0., \
    sum [_j=1:strlen(s)] (_w = _w + adv(s[_j:_j]), _w <= m))
last(s, n, at) = n < 2 ? 0 : strstrt(at, s[n:n]) ? n : last(s, n-1, at)
gap(s, n) = (_b = last(s, n, " "), _b ? _b : last(s, n, "+-_/@"))
cut(s, m) = (_n = fits(s, m), _n >= strlen(s) ? strlen(s) : \
    s[_n+1:_n+1] eq " " ? _n+1 : (_g = gap(s, _n), _g ? _g : max2(_n, 1)))
lines(s, m) = strlen(s) == 0 ? 0 : (_p = cut(s, m), 1 + lines(s[_p+1:*], m))
line(s, m, k) = (_p = cut(s, m), \
    k == 1 ? s[1:_p] : line(s[_p+1:*], m, k-1))
# narrower with the same number of lines, so that no word stands alone
tight(s, m) = m < 4 || lines(s, 0.96*m) > lines(s, m) ? m : tight(s, 0.96*m)
widest(key) = (_m = 0., sum [_q=1:NW] \
    (WK[_q] eq key ? (_v = em(WT[_q]), _m = _v > _m ? _v : _m, 0) : 0), _m)
min2(a, b) = a < b ? a : b
max2(a, b) = a > b ? a : b
