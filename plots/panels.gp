# SPDX-License-Identifier: GPL-3.0-or-later
# panels.gp - small multiples: rows of dots for several measures on one scale.
# Words: panel (text, x = number), row, x_tick, x_range, note (text, x = panel,
# y = row: said there instead of a dot).
DOT = 0.5*F_BODY; BAR = 2.4*LW; NUDGE = 0.02
X0 = said_x("x_range"); X1 = said_y("x_range"); N = said_y("last")
NP = count("panel")
COLS = NP < 4 ? NP : NP == 4 ? 2 : NP < 7 ? 3 : 4
COLS = MONO ? min2(COLS, 2) : COLS
ROWS = (NP + COLS - 1) / COLS
GAP = 1.6*F_BODY; FOOT = 1.8*F_SMALL
F_NAME = F_SMALL
NAME_EM = min2(widest("row"), 0.27*INNER/F_NAME)*1.001
NAME = NAME_EM*F_NAME
NAME_LINES = (_m = 1, sum [q=1:NW] \
    (WK[q] eq "row" ? (_m = max2(_m, lines(WT[q], NAME_EM)), 0) : 0), _m)
PW = (INNER - NAME - F_SMALL - (COLS-1)*GAP) / COLS
HEAD_LINES = (_m = 1, sum [q=1:NW] (WK[q] eq "panel" ? \
    (_m = max2(_m, lines(WT[q], PW/F_SMALL/BOLD)), 0) : 0), _m)
HEAD = (1.2*HEAD_LINES + 0.9)*F_SMALL
PH = (BOTTOM - TOP - ROWS*HEAD - FOOT) / ROWS
F_NAME = min2(F_NAME, PH/N/1.12/NAME_LINES)
DOT = min2(DOT, 0.7*PH/N)
# labels of ticks: as many as have room, counted from zero
EVERY = int(ceil((widest("x_tick") + 1)*F_SMALL*max2(count("x_tick"), 1)/PW))
FIRST = 0
do for [i=1:NW] { if (WK[i] eq "x_tick" && WX[i] < 0) { FIRST = FIRST + 1 } }
set multiplot
do for [p=1:NP] {
    P = p
    c = (p-1) % COLS; r = (p-1) / COLS
    L = M + NAME + F_SMALL + c*(PW + GAP); R = L + PW
    T = TOP + r*(HEAD + PH) + HEAD; B = T + PH
    eval frame(L, T, R, B)
    set xrange [X0:X1]; set yrange [N+0.6:0.4]
    NTH = 0
    do for [i=1:NW] {
        if (WK[i] eq "x_tick") {
            ZEROED = WX[i] == 0
            eval wire(WX[i], 0.4, WX[i], N+0.6, ZEROED ? 1.4 : 1, \
                ZEROED ? ZERO : GRID)
            if ((r == ROWS-1 || p + COLS > NP) && \
                abs(NTH - FIRST) % EVERY == 0) {
                # not beyond the margin
                END = L + (WX[i]-X0)/(X1-X0)*PW + em(WT[i])*0.95*F_SMALL/2
                eval pin(WX[i], N+0.6, -max2(0, END - (W-M)), 0.95*F_SMALL, \
                    "center", 0.95*F_SMALL, SOFT, clean(WT[i]))
            }
            NTH = NTH + 1
        }
        if (WK[i] eq "panel" && WX[i] == p) {
            WIDE = tight(WT[i], PW/F_SMALL/BOLD); K = lines(WT[i], WIDE)
            do for [k=1:K] {
                eval put(L, T - (0.75 + 1.2*(K-k))*F_SMALL, "left", F_SMALL, \
                    INK, bold(clean(line(WT[i], WIDE, k))))
            }
        }
        if (WK[i] eq "row" && c == 0) {
            K = lines(WT[i], NAME_EM)
            do for [k=1:K] {
                eval pin(X0, WY[i], -NAME - F_SMALL, \
                    (k-(K+1)/2.)*1.12*F_NAME, "left", F_NAME, INK, \
                    clean(line(WT[i], NAME_EM, k)))
            }
        }
        if (WK[i] eq "note" && WX[i] == p) {
            eval patch(X1, WY[i], 0, 0, "right", 0.9*F_NAME, SOFT, \
                clean(WT[i]))
        }
    }
    plot @INTERVALS
    unset label; unset arrow
}
unset multiplot
