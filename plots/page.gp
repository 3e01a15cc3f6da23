# SPDX-License-Identifier: GPL-3.0-or-later
# page.gp - title block and key above, footer below; what is between is the
# chart's.
#
# After it: TOP and BOTTOM, pixels from the top between which the drawing
# stands, and INNER, the width between the margins.
unset border; unset tics; unset key; unset colorbox; unset title
set style fill solid 1.0 noborder
set style textbox opaque noborder margins 0.6,0.3 fillcolor rgb PAPER
INNER = W - 2*M
TOP = M * 0.9
# two lines, in smaller type if need be
while (lines(say("title"), INNER / F_TITLE / BOLD) > 2 \
    && F_TITLE > 0.82*F_FULL) { F_TITLE = 0.98*F_TITLE }
WIDE = tight(say("title"), INNER / F_TITLE / BOLD)
do for [k=1:lines(say("title"), WIDE)] {
    eval put(M, TOP + 0.6*F_TITLE, "left", F_TITLE, INK, \
        bold(clean(line(say("title"), WIDE, k))))
    TOP = TOP + 1.22*F_TITLE
}
TOP = TOP + 0.22*F_TITLE
F_SUB = max2(min2(F_SUB, 0.94*F_TITLE), F_SMALL)
WIDE = tight(say("subtitle"), INNER / F_SUB)
do for [k=1:lines(say("subtitle"), WIDE)] {
    eval put(M, TOP + 0.6*F_SUB, "left", F_SUB, SOFT, \
        clean(line(say("subtitle"), WIDE, k)))
    TOP = TOP + 1.3*F_SUB
}
F_COUNT = max2(0.86*F_SUB, F_SMALL)
do for [i=1:NW] { if (WK[i] eq "counts") {
    WIDE = tight(WT[i], INNER / F_COUNT)
    do for [k=1:lines(WT[i], WIDE)] {
        eval put(M, TOP + 0.6*F_COUNT, "left", F_COUNT, SOFT, \
            clean(line(WT[i], WIDE, k)))
        TOP = TOP + 1.3*F_COUNT
    }
}}
do for [i=1:NW] { if (WK[i] eq "meaning") {
    WIDE = tight(WT[i], INNER / F_SMALL)
    do for [k=1:lines(WT[i], WIDE)] {
        eval put(M, TOP + 0.7*F_SMALL, "left", F_SMALL, SOFT, \
            clean(line(WT[i], WIDE, k)))
        TOP = TOP + 1.3*F_SMALL
    }
}}
TOP = TOP + 0.45*F_SUB

# ---- key: what a dot with its line means, a small picture and words each ---
# words key_dot, key_hollow, key_rare, key_few, key_same; x = tone, y = 0:
# without a line
DOT = 0.62*F_BODY; BAR = 3.2*LW         # diameter of a dot, width of its line
ICON = 2.0*F_BODY; WORDS = 2.4*F_BODY   # picture, where words begin
KX = M; KY = TOP + 0.7*F_BODY
do for [i=1:NW] { if (WK[i][1:4] eq "key_") {
    if (KX > M && KX + WORDS + em(WT[i])*F_SMALL > W - M) {
        KX = M; KY = KY + 1.75*F_SMALL
    }
    if (WK[i] eq "key_same") {
        do for [k=-1:1:2] {
            eval rule(KX+ICON/2-0.48*DOT, KY+0.2*k*DOT, KX+ICON/2+0.42*DOT, \
                KY+0.2*k*DOT, 2.4, rgb(WX[i]))
        }
    } else {
        SHAPE = WK[i] eq "key_rare" ? 13 : WK[i] eq "key_few" ? 5 : mark(WX[i])
        if (!(WY[i] == 0)) {
            eval rule(KX, KY, KX+ICON, KY, 3, rgb(WX[i]))
        }
        set label "" at screen sx(KX+ICON/2),sy(KY) \
            point pt SHAPE ps dot(DOT) lc rgb rgb(WX[i]) front
        if (WK[i] ne "key_dot") {
            set label "" at screen sx(KX+ICON/2),sy(KY) point pt SHAPE \
                ps dot(0.6*DOT) lc rgb PAPER front
        }
    }
    WIDE = tight(WT[i], (INNER - WORDS)/F_SMALL)
    K = lines(WT[i], WIDE)
    do for [k=1:K] {
        eval put(KX+WORDS, KY + (k-1)*1.3*F_SMALL, "left", F_SMALL, SOFT, \
            clean(line(WT[i], WIDE, k)))
    }
    KX = KX + WORDS + min2(em(WT[i]), WIDE)*F_SMALL + 1.4*F_BODY
    KY = KY + (K-1)*1.3*F_SMALL
}}
if (KX > M) { TOP = KY + 0.8*F_BODY }

# ---- footer, from the last line up -----------------------------------------
BOTTOM = H - max2(0.8*M, 0.75*F_SMALL)
do for [n=0:NW-1] { i = NW - n; if (WK[i] eq "footer") {
    WIDE = INNER / F_SMALL
    K = lines(WT[i], WIDE)
    do for [k=1:K] {
        eval put(M, BOTTOM - 0.5*F_SMALL, "left", F_SMALL, SOFT, \
            clean(line(WT[i], WIDE, K+1-k)))
        BOTTOM = BOTTOM - 1.3*F_SMALL
    }
}}
BOTTOM = BOTTOM - 0.5*F_SMALL
