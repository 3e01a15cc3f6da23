# SPDX-License-Identifier: GPL-3.0-or-later
# panels.gp - small multiples: rows of dots for several measures on one scale.
# Words: panel (text, x = number), panel_unit, row, x_tick, x_range; before and
# after with a tone (before2: ends at x, in tone 2), y = row, belong to the
# panel that was said last; room before them: their end may come as far as x.
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
# heads: a line of panels is as high as its longest label and unit; they shrink
# where the names would have to
HAIR = 0.5*F_SMALL
highest(key, r, m) = (_m = 0, sum [q=1:NW] \
    (WK[q] eq key && int(WX[q]-1)/COLS == r ? \
    (_m = max2(_m, lines(WT[q], m)), 0) : 0), _m)
small_unit(f) = max2(0.85*f, min2(f, LEAST + 0.2))
head_of(r, f) = \
    (1.2*highest("panel", r, PW/f/BOLD) + 0.7)*f + \
    (1.25*highest("panel_unit", r, PW/small_unit(f)) + 0.5)*small_unit(f)
heads(f) = (_t = 0., sum [_r=0:ROWS-1] (_t = _t + head_of(_r, f), 0), _t)
F_HEAD = F_SMALL
NEED = heads(F_HEAD) + ROWS*(1.45*F_NAME*NAME_LINES*N + HAIR) + FOOT
load HERE."canvas.gp"
DOT = 0.5*F_BODY; BAR = 2.4*LW
ph(f) = (BOTTOM - TOP - FOOT - heads(f) - (ROWS-1)*HAIR) / ROWS
while (ph(F_HEAD)/N/1.12/NAME_LINES < 0.8*F_SMALL \
    && F_HEAD > max2(0.65*F_SMALL, 1.1*LEAST)) { F_HEAD = 0.95*F_HEAD }
F_UNIT = small_unit(F_HEAD); PH = ph(F_HEAD)
F_NAME = min2(F_NAME, PH/N/1.12/NAME_LINES)
if (F_NAME < LEAST) {
    MOST = COLS*int((BOTTOM - TOP - FOOT) \
        / (heads(F_HEAD)/ROWS + HAIR + 1.12*LEAST*N*NAME_LINES))
    print sprintf("%d measures do not fit: ", NP).(MOST < 1 ? \
        "leave out some arms" : \
        sprintf("name at most %d with --metrics", min2(MOST, NP-1)))
    exit status 2
}
DOT = min2(DOT, 0.7*PH/N)
F_BESIDE = min2(0.9*F_NAME, 0.95*PH/N)
PX = (X1-X0)/PW; PY = (N + 0.2)/PH; NUDGE = HEAD_PX/PW
F_TICK = min2(0.95*F_SMALL, F_HEAD)
while (every(PX, F_TICK) > 1 && F_TICK > max2(F_UNIT, LEAST)) {
    F_TICK = 0.97*F_TICK
}
EVERY = every(PX, F_TICK)
tick_fits(q) = \
    fits_at((WX[q]-X0)/PX, em(WT[q])*F_TICK, -0.4*GAP, PW + 0.4*GAP)
if ((_n = -FIRST - 1, sum [q=1:NW] (WK[q] ne "x_tick" ? 0 : \
    (_n = _n + 1, is_nth(_n, EVERY) && tick_fits(q)))) < 2) { EVERY = 0 }
set multiplot
HEAD_Y = TOP
do for [p=1:NP] {
    P = p
    c = (p-1) % COLS; r = (p-1) / COLS
    L = M + NAME + F_SMALL + c*(PW + GAP); R = L + PW
    if (c == 0 && r > 0) { HEAD_Y = B + HAIR }
    UNIT_LINES = highest("panel_unit", r, PW/F_UNIT)
    T = HEAD_Y + head_of(r, F_HEAD); B = T + PH
    eval frame(L, T, R, B)
    set xrange [X0:X1]; set yrange [N+0.6:0.4]
    NTH = 0; HERE_P = 0
    do for [i=1:NW] {
        if (WK[i] eq "x_tick") {
            ZEROED = WX[i] == 0
            eval wire(WX[i], 0.4, WX[i], N+0.6, ZEROED ? 1.4 : 1, \
                ZEROED ? ZERO : GRID)
            if ((r == ROWS-1 || p + COLS > NP) && (ZEROED || \
                is_nth(NTH - FIRST, EVERY) && tick_fits(i))) {
                eval pin(WX[i], N+0.6, 0, 0.95*F_SMALL, "center", \
                    F_TICK, SOFT, clean(WT[i]))
            }
            NTH = NTH + 1
        }
        if (WK[i] eq "panel") { HERE_P = WX[i] }
        if (WK[i] eq "panel" && WX[i] == p) {
            WIDE = tight(WT[i], PW/F_HEAD/BOLD); K = lines(WT[i], WIDE)
            do for [k=1:K] {
                eval put(L, T - (1.25*UNIT_LINES + 0.25)*F_UNIT \
                    - (0.75 + 1.2*(K-k))*F_HEAD, "left", F_HEAD, \
                    INK, bold(clean(line(WT[i], WIDE, k))))
            }
        }
        if (WK[i] eq "panel_unit" && WX[i] == p) {
            WIDE = tight(WT[i], PW/F_UNIT)
            do for [k=1:lines(WT[i], WIDE)] {
                eval put(L, T - 1.25*(UNIT_LINES-k+0.8)*F_UNIT, "left", \
                    F_UNIT, SOFT, clean(line(WT[i], WIDE, k)))
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
        if (WK[i] eq "room") { UNTIL = WX[i] }
        BEFORE = WK[i][1:6] eq "before"
        if (HERE_P == p && (BEFORE || WK[i][1:5] eq "after")) {
            HUE = int(WK[i][strlen(WK[i]):*])
            AWAY = 0.5*DOT + 0.3*F_BESIDE + HEAD_PX
            FITTED = max2(LEAST, min2(F_BESIDE, \
                (abs(WX[i] - UNTIL)/PX - AWAY - DOT)/(em(WT[i]) + 0.3)))
            eval patch(WX[i], WY[i], BEFORE ? -AWAY : AWAY, 0, \
                BEFORE ? "right" : "left", FITTED, \
                HUE == 6 ? SOFT : rgb(HUE), \
                HUE == 6 ? clean(WT[i]) : bold(clean(WT[i])))
        }
    }
    plot @INTERVALS
    unset label; unset arrow
}
unset multiplot
