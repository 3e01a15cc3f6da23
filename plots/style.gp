# SPDX-License-Identifier: GPL-3.0-or-later
# style.gp - what all charts share: canvas, type, colour, placing.
#
# After words.gp; a script sets PRESET and OUT.  Nothing here computes a
# statistic; it only measures text and places it.  The height is the layout's,
# which loads canvas.gp when it knows it.
#
# All lengths are pixels of the article canvas (96 to the inch).  Each terminal
# is calibrated to that unit, so that svg, png and pdf agree (gnuplot 5.4):
#              font             line width     a dot of d pixels    a dash of d
#   svg        as given         as given       ps d / (0.807 font)  d / 0.5
#   pngcairo   fontscale 0.75   linewidth 1    ps d / 6.1           d / 0.28
#   pdfcairo   fontscale 0.5625 linewidth 1.5  ps d / 8.1           d / 0.38

# ---- preset ----------------------------------------------------------------
# H grows with what is shown up to H_MOST, no type of a name falls below LEAST
if (!exists("PRESET") || PRESET eq "") PRESET = "article"
MONO = PRESET eq "journal"
if (PRESET eq "article") {
    W = 1200.; H = 675.; H_MOST = 1500.; M = 40.
    F_TITLE = 31.; F_SUB = 20.; F_BODY = 19.; F_SMALL = 15.5; LEAST = 9.
    LW = 1.; ZOOM = 1.
} else { if (PRESET eq "slide") {
    W = 1600.; H = 900.; H_MOST = 900.; M = 56.
    F_TITLE = 40.; F_SUB = 25.; F_BODY = 25.; F_SMALL = 17.; LEAST = 9.
    LW = 1.4; ZOOM = 1.
} else { if (PRESET eq "journal") {
    # 85 mm wide; body 7 pt, footer 6 pt, the least 5 pt
    W = 85 / 25.4 * 96; H = 62 / 25.4 * 96; H_MOST = 220 / 25.4 * 96; M = 5.
    F_TITLE = 11.3; F_SUB = 9.6; F_BODY = 9.4; F_SMALL = 8.; LEAST = 6.7
    LW = 0.55; ZOOM = 300. / 96
} else {
    print "no preset ", PRESET, "; there are: article slide journal"
    exit status 2
}}}
F_FULL = F_TITLE
if (strlen(OUT) < 5 || strstrt(".svg.png.pdf", OUT[strlen(OUT)-3:*]) == 0) {
    print OUT, " must end in .svg, .png or .pdf"
    exit status 2
}
END = OUT[strlen(OUT)-3:*]
FACE = "DejaVu Sans"
D_POINT = END eq ".svg" ? 0.807*F_BODY : END eq ".png" ? 6.1 : 8.1
D_MORE = END eq ".svg" ? 0.6 : END eq ".png" ? -0.2 : -0.4

# ---- colour: tones by number, so that a CSV can name them ------------------
# 1 blue, better  2 vermillion, worse  3 green  4 purple  5 black  6 baseline
INK = "#1a1a1a"; SOFT = "#555555"; GRID = "#e2e2e2"; ZERO = "#333333"
PAPER = "#ffffff"
array TONE[6] = [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x000000, 0x767676]
array MONOTONE[6] = \
    [0x000000, 0x4d4d4d, 0x333333, 0x3d3d3d, 0x000000, 0x7f7f7f]
tone(i) = MONO ? MONOTONE[int(i)] : TONE[int(i)]
rgb(i) = sprintf("#%06x", tone(i))
dot(d) = (d + D_MORE) / D_POINT

# ---- placing: strings for eval; px counts from the left, py from the top ---
sx(px) = px / W
sy(py) = 1 - py / H
font(size) = sprintf("font '%s,%.2f'", FACE, size)
bold(s) = "{/:Bold ".s."}"
put(px, py, side, size, colour, s) = \
    sprintf("set label '%s' at screen %.6f,%.6f %s %s tc rgb '%s' front", \
    s, sx(px), sy(py), side, font(size), colour)
pin(x, y, dx, dy, side, size, colour, s) = \
    sprintf("set label '%s' at first %.10g,%.10g %s ", s, x, y, side). \
    sprintf("offset screen %.6f,%.6f %s tc rgb '%s' front", \
    sx(dx), -dy/H, font(size), colour)
# the same on a white ground, for text that stands on grid lines
patch(x, y, dx, dy, side, size, colour, s) = \
    pin(x, y, dx, dy, side, size, colour, s)." boxed"
rule(px, py, qx, qy, width, colour) = \
    sprintf("set arrow from screen %.6f,%.6f to screen %.6f,%.6f ", \
    sx(px), sy(py), sx(qx), sy(qy)). \
    sprintf("nohead lw %g lc rgb '%s' front", width*LW, colour)
wire(x, y, u, v, width, colour) = \
    sprintf("set arrow from first %.10g,%.10g to first %.10g,%.10g ", \
    x, y, u, v).sprintf("nohead lw %g lc rgb '%s' back", width*LW, colour)
frame(l, t, r, b) = \
    sprintf("set lmargin at screen %.6f; set rmargin at screen %.6f; ", \
    sx(l), sx(r)).sprintf("set tmargin at screen %.6f; ", sy(t)). \
    sprintf("set bmargin at screen %.6f", sy(b))
