# SPDX-License-Identifier: GPL-3.0-or-later
# rows.gp - a table whose middle column is a plot: name, dot with interval,
# change, interval; on a narrow canvas the interval stands below the change.
# Words: row, value, interval (y = row), base (beside the dot of the baseline),
# x_tick, x_range, less, more, value_head, interval_head.
N = said_y("last")
NEED = N*(MONO ? 2.1 : 1.75)*F_BODY + 3.6*F_BODY
load HERE."canvas.gp"
T = TOP + 1.9*F_BODY
B = BOTTOM - 1.7*F_BODY
ROW = (B - T)/N

# columns: names | rows of dots | change | interval.  Long names are broken
# into lines; while the lines of a row are higher than the row, the column
# grows and the type shrinks
F_NAME = F_BODY; SHARE = 0.34
tallest(m) = (_m = 0, sum [q=1:NW] \
    (WK[q] eq "row" ? (_m = max2(_m, lines(WT[q], m)), 0) : 0), _m)
NAME = min2(widest("row"), SHARE*INNER/F_NAME)*1.001
while (tallest(NAME)*1.15*F_NAME > ROW && F_NAME > 0.5*F_BODY) {
    F_NAME = 0.95*F_NAME; SHARE = min2(SHARE + 0.02, 0.46)
    NAME = min2(widest("row"), SHARE*INNER/F_NAME)*1.001
}
if (F_NAME < LEAST && F_NAME*1.15*tallest(NAME) > ROW) {
    print sprintf("%d arms do not fit: leave out some", N - 1)
    exit status 2
}
USED = 0.
do for [i=1:NW] { if (WK[i] eq "row") {
    K = tight(WT[i], NAME)
    do for [k=1:lines(WT[i], K)] { USED = max2(USED, em(line(WT[i], K, k))) }
}}
L = M + USED*F_NAME + 1.0*F_BODY
F_NUMBER = min2(F_BODY, (MONO ? 0.5 : 0.8)*ROW)
F_RANGE = MONO ? min2(F_SMALL, 0.42*ROW) : F_NUMBER
NUMBER = max2(widest("value")*F_NUMBER, em(say("value_head"))*F_SMALL)
RANGE = max2(widest("interval")*F_RANGE, em(say("interval_head"))*F_SMALL)
NUMBER = MONO ? max2(NUMBER, RANGE) : NUMBER
R = W - M - NUMBER - 0.9*F_BODY - (MONO ? 0 : RANGE + 0.9*F_BODY)
DOT = min2(DOT, 0.6*ROW)
eval frame(L, T, R, B)
X0 = said_x("x_range"); X1 = said_y("x_range")
set xrange [X0:X1]; set yrange [N+0.5:0.5]
PX = (X1-X0)/(R-L); PY = N/(B-T); NUDGE = HEAD_PX/(R-L)
px(x) = L + (x - X0) / PX

# ticks, zero line, which side is which
NTH = 0
EVERY = every(PX, F_SMALL)
do for [i=1:NW] { if (WK[i] eq "x_tick") {
    ZEROED = WX[i] == 0
    eval wire(WX[i], 0.5, WX[i], N+0.5, ZEROED ? 1.6 : 1, ZEROED ? ZERO : GRID)
    if (ZEROED || is_nth(NTH - FIRST, EVERY) && fits_at(px(WX[i]), \
        em(WT[i])*F_SMALL, L - F_BODY, R + 0.9*F_BODY + NUMBER/2)) {
        eval pin(WX[i], N+0.5, 0, 0.9*F_BODY, "center", F_SMALL, SOFT, \
            clean(WT[i]))
    }
    NTH = NTH + 1
}}
if (px(0) - L > em(say("less"))*F_SMALL) {
    eval pin(0, 0.5, -0.5*F_BODY, -0.8*F_BODY, "right", F_SMALL, SOFT, \
        clean(say("less")))
}
if (R - px(0) > em(say("more"))*F_SMALL + 1.5*F_BODY) {
    eval pin(0, 0.5, +0.5*F_BODY, -0.8*F_BODY, "left", F_SMALL, SOFT, \
        clean(say("more")))
}
# the level of the baseline beside its dot, on the side with more room
LEFT = px(0) - L > R - px(0)
eval patch(0, said_y("base"), (LEFT ? -1 : 1)*(0.5*DOT + 0.5*F_BODY), 0, \
    LEFT ? "right" : "left", min2(F_SMALL, F_NUMBER), SOFT, \
    clean(say("base")))
if (MONO) {
    eval put(W - M, T - 0.8*F_BODY, "right", F_SMALL, SOFT, \
        clean(say("narrow_head")))
} else {
    eval put(R + 0.9*F_BODY + NUMBER, T - 0.8*F_BODY, "right", F_SMALL, SOFT, \
        clean(say("value_head")))
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
        eval pin(X1, WY[i], 0.9*F_BODY + NUMBER, \
            MONO && WY[i] > 1 ? -0.48*F_NUMBER : 0, \
            "right", F_NUMBER, INK, clean(WT[i]))
    }
    if (WK[i] eq "interval") {
        eval pin(X1, WY[i], W - M - R, MONO ? 0.62*F_RANGE : 0, "right", \
            F_RANGE, SOFT, clean(WT[i]))
    }
}
P = 1
plot @INTERVALS
