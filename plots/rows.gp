# SPDX-License-Identifier: GPL-3.0-or-later
# rows.gp - a table whose middle column is a plot: name, dot with interval,
# number.
N = said_y("last")
T = TOP + 1.9*F_BODY
B = BOTTOM - 1.7*F_BODY

# columns: names | rows of dots | change | interval (as text only where there
# is room).  Long names are broken into lines; while the lines of a row are
# higher than the row, the column grows and the type shrinks
F_NAME = F_BODY; SHARE = 0.34
tallest(m) = (_m = 0, sum [q=1:NW] \
    (WK[q] eq "row" ? (_m = max2(_m, lines(WT[q], m)), 0) : 0), _m)
NAME = min2(widest("row"), SHARE*INNER/F_NAME)*1.001
while (tallest(NAME)*1.15*F_NAME > (B - T)/N && F_NAME > 0.5*F_BODY) {
    F_NAME = 0.95*F_NAME; SHARE = min2(SHARE + 0.02, 0.46)
    NAME = min2(widest("row"), SHARE*INNER/F_NAME)*1.001
}
USED = 0.
do for [i=1:NW] { if (WK[i] eq "row") {
    K = tight(WT[i], NAME)
    do for [k=1:lines(WT[i], K)] { USED = max2(USED, em(line(WT[i], K, k))) }
}}
L = M + USED*F_NAME + 1.0*F_BODY
F_NUMBER = min2(F_BODY, 0.8*(B - T)/N)
NUMBER = max2(widest("value")*F_NUMBER, em(say("value_head"))*F_SMALL)
RANGE = MONO ? 0 : \
    max2(widest("interval")*F_NUMBER, em(say("interval_head"))*F_SMALL)
R = W - M - NUMBER - 0.9*F_BODY - (MONO ? 0 : RANGE + 0.9*F_BODY)
DOT = min2(DOT, 0.6*(B - T)/N)
eval frame(L, T, R, B)
X0 = said_x("x_range"); X1 = said_y("x_range")
set xrange [X0:X1]; set yrange [N+0.5:0.5]

# ticks, zero line, which side is which
NTH = 0
EVERY = int(ceil((widest("x_tick") + 1)*F_SMALL \
    *max2(count("x_tick"), 1)/(R - L)))
do for [i=1:NW] { if (WK[i] eq "x_tick") {
    ZEROED = WX[i] == 0
    eval wire(WX[i], 0.5, WX[i], N+0.5, ZEROED ? 1.6 : 1, ZEROED ? ZERO : GRID)
    if (ZEROED || EVERY < 2) {
        eval pin(WX[i], N+0.5, 0, 0.9*F_BODY, "center", F_SMALL, SOFT, \
            clean(WT[i]))
    }
}}
# too many for the width: every EVERY-th counted from zero
FIRST = 0
do for [i=1:NW] { if (WK[i] eq "x_tick" && WX[i] < 0) { FIRST = FIRST + 1 } }
do for [i=1:NW] { if (WK[i] eq "x_tick") {
    if (EVERY > 1 && NTH != FIRST && abs(NTH - FIRST) % EVERY == 0) {
        eval pin(WX[i], N+0.5, 0, 0.9*F_BODY, "center", F_SMALL, SOFT, \
            clean(WT[i]))
    }
    NTH = NTH + 1
}}
px(x) = L + (x - X0) / (X1 - X0) * (R - L)
if (px(0) - L > em(say("less"))*F_SMALL) {
    eval pin(0, 0.5, -0.5*F_BODY, -0.8*F_BODY, "right", F_SMALL, SOFT, \
        clean(say("less")))
}
if (R - px(0) > em(say("more"))*F_SMALL + 1.5*F_BODY) {
    eval pin(0, 0.5, +0.5*F_BODY, -0.8*F_BODY, "left", F_SMALL, SOFT, \
        clean(say("more")))
}
eval put(R + 0.9*F_BODY + NUMBER, T - 0.8*F_BODY, "right", F_SMALL, SOFT, \
    clean(say("value_head")))
if (!MONO) {
    eval put(W - M, T - 0.8*F_BODY, "right", F_SMALL, SOFT, \
        clean(say("interval_head")))
}

# names (in lines if long) and numbers
do for [i=1:NW] {
    if (WK[i] eq "row") {
        WIDE = tight(WT[i], NAME)
        K = lines(WT[i], WIDE)
        do for [k=1:K] {
            eval pin(X0, WY[i], M - L, (k - (K+1)/2.)*1.12*F_NAME, "left", \
                F_NAME, INK, clean(line(WT[i], WIDE, k)))
        }
    }
    if (WK[i] eq "value") {
        eval pin(X1, WY[i], 0.9*F_BODY + NUMBER, 0, "right", F_NUMBER, INK, \
            clean(WT[i]))
    }
    if (WK[i] eq "interval" && !MONO) {
        eval pin(X1, WY[i], W - M - R, 0, "right", F_NUMBER, SOFT, \
            clean(WT[i]))
    }
}
P = 1
plot @INTERVALS
