# SPDX-License-Identifier: GPL-3.0-or-later
# intervals.gp - how a dot with its interval is drawn: plot @INTERVALS
#
# CSV columns: panel, row, x, x_low, x_high (where to draw; empty: not drawn),
# tone (style.gp), open (1: not clear, hollow), rare (1: a hollow diamond), few
# (1: a hollow square), same (1: an = instead of a dot), cut_low, cut_high (1:
# it goes on beyond the edge: arrow head).  P is the panel that is drawn, PX
# and PY what a pixel is on its axes.
show(v) = column("panel") == P ? v : NaN
dotted(v) = column("same") > 0 ? NaN : show(v)
hue(t) = tone(t)
# the shape says what the colour says: without colour, and in grey print
mark(t) = t == 2 ? 5 : t == 5 ? 13 : 7
shape(t) = column("rare") > 0 ? 13 : column("few") > 0 ? 5 : mark(t)
# a start beyond the range with no length would be drawn from edge to edge
head(which) = column(which) > 0 ? 1 : NaN
HEAD_PX = 9*LW + 2
STUB = " with vectors head filled size graph NUDGE,24 fixed lw BAR "
same(k) = "FILE using (show(column('x')/column('same'))-0.48*DOT*PX):". \
    sprintf("(column('row')%+g*DOT*PY):(0.96*DOT*PX):(0):", k). \
    "(hue(column('tone'))) with vectors nohead lw 0.75*BAR lc rgb variable, "
INTERVALS = "FILE using (show(column('x_low'))):'row':"
INTERVALS = INTERVALS."(column('x_high')-column('x_low')):(0):"
INTERVALS = INTERVALS."(hue(column('tone'))) with vectors nohead lw BAR "
INTERVALS = INTERVALS."lc rgb variable, "
INTERVALS = INTERVALS."FILE using "
INTERVALS = INTERVALS."((show(column('x_low'))+HEAD_PX*PX)*head('cut_low')):"
INTERVALS = INTERVALS."'row':(-HEAD_PX*PX*head('cut_low')):(0):"
INTERVALS = INTERVALS."(hue(column('tone')))".STUB."lc rgb variable, "
INTERVALS = INTERVALS."FILE using "
INTERVALS = INTERVALS."((show(column('x_high'))-HEAD_PX*PX)*head('cut_high')):"
INTERVALS = INTERVALS."'row':(HEAD_PX*PX*head('cut_high')):(0):"
INTERVALS = INTERVALS."(hue(column('tone')))".STUB."lc rgb variable, "
INTERVALS = INTERVALS."FILE using (dotted(column('x'))):'row':"
INTERVALS = INTERVALS."(shape(column('tone'))):(hue(column('tone'))) "
INTERVALS = INTERVALS."with points pt variable ps dot(DOT) lc rgb variable, "
INTERVALS = INTERVALS."FILE using (dotted(column('x')/column('open'))):'row':"
INTERVALS = INTERVALS."(shape(column('tone'))) "
INTERVALS = INTERVALS."with points pt variable ps dot(0.6*DOT) lc rgb PAPER, "
INTERVALS = INTERVALS."FILE using (show(column('x')/column('same'))):'row' "
INTERVALS = INTERVALS."with points pt 7 ps dot(DOT) lc rgb PAPER, "
INTERVALS = INTERVALS.same(-0.2).same(0.2)."NaN notitle"

# ---- labels of ticks: those that have room, counted from zero --------------
# words x_tick; a label stays within half a gap of the panel and of the page
FIRST = 0
do for [i=1:NW] { if (WK[i] eq "x_tick" && WX[i] < 0) { FIRST = FIRST + 1 } }
tick_step(px) = count("x_tick") < 2 ? 1e9 : \
    (_a = NaN, _d = NaN, sum [_q=1:NW] (WK[_q] ne "x_tick" ? 0 : \
    (_d = WX[_q] - _a, _a = WX[_q], 0)), _d/px)
every(px, f) = int(ceil((widest("x_tick") + 0.7)*f/tick_step(px)))
# of a label n ticks from zero; where only zero has one, its neighbours do
is_nth(n, e) = e > 0 ? abs(n) % e == 0 : abs(n) < 2
fits_at(x, w, l, r) = x - w/2 >= l && x + w/2 <= r
