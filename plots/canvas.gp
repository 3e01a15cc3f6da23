# SPDX-License-Identifier: GPL-3.0-or-later
# canvas.gp - makes the canvas as high as NEED, the pixels that the drawing
# wants between TOP and BOTTOM, then places what page.gp has only measured.
H = min2(H_MOST, max2(H, TOP + NEED + (H - BOTTOM)))
unset label; unset arrow
load HERE."page.gp"

# ---- terminal, chosen by the ending of OUT ---------------------------------
FACED = FACE.sprintf(",%g", F_BODY)
if (END eq ".svg") {
    set terminal svg size W,H dynamic enhanced font FACED \
        background "#ffffff" name KIND
} else { if (END eq ".png") {
    set terminal pngcairo size int(W*ZOOM+.5),int(H*ZOOM+.5) enhanced \
        font FACED fontscale 0.75*ZOOM linewidth ZOOM pointscale ZOOM \
        background "#ffffff"
} else {
    set terminal pdfcairo size W/96,H/96 enhanced font FACED \
        fontscale 0.5625 linewidth 1.5 background "#ffffff"
}}
set output OUT
