# SPDX-License-Identifier: GPL-3.0-or-later
# intervals.gp - how a dot with its interval is drawn: plot @INTERVALS
#
# CSV columns: panel, row, x, x_low, x_high (where to draw; empty: not drawn),
# tone (style.gp), open (1: no clear difference, hollow), cut_low, cut_high (1:
# the interval goes on beyond the edge: arrow head).  P is the panel that is
# drawn.
show(v) = column("panel") == P ? v : NaN
hue(t) = tone(t)
# in grey print the shape says what the colour would
mark(t) = !MONO ? 7 : t == 2 ? 5 : t == 5 ? 13 : 7
head(which) = column(which) > 0 ? 1 : NaN
NUDGE = 0.012
STUB = " with vectors head filled size graph NUDGE*1.6,28 fixed lw BAR "
INTERVALS = "FILE using (show(column('x_low'))):'row':"
INTERVALS = INTERVALS."(column('x_high')-column('x_low')):(0):"
INTERVALS = INTERVALS."(hue(column('tone'))) with vectors nohead lw BAR "
INTERVALS = INTERVALS."lc rgb variable, "
INTERVALS = INTERVALS."FILE using (show(column('x_low'))+NUDGE*(X1-X0)):"
INTERVALS = INTERVALS."'row':(-NUDGE*(X1-X0)*head('cut_low')):(0):"
INTERVALS = INTERVALS."(hue(column('tone')))".STUB."lc rgb variable, "
INTERVALS = INTERVALS."FILE using (show(column('x_high'))-NUDGE*(X1-X0)):"
INTERVALS = INTERVALS."'row':(NUDGE*(X1-X0)*head('cut_high')):(0):"
INTERVALS = INTERVALS."(hue(column('tone')))".STUB."lc rgb variable, "
INTERVALS = INTERVALS."FILE using (show(column('x'))):'row':"
INTERVALS = INTERVALS."(mark(column('tone'))):(hue(column('tone'))) "
INTERVALS = INTERVALS."with points pt variable ps dot(DOT) lc rgb variable, "
INTERVALS = INTERVALS."FILE using (show(column('x'))/column('open')):'row' "
INTERVALS = INTERVALS."with points pt 7 ps dot(0.6*DOT) lc rgb PAPER"
