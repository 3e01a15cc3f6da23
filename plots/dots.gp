# SPDX-License-Identifier: GPL-3.0-or-later
# dots.gp - change from the baseline, one row an arm, with intervals; small
# multiples where there are several measures.
#     gnuplot -c plots/dots.gp DIR OUT.svg|png|pdf [article|slide|journal]
KIND = "dots"; DIR = ARG1; OUT = ARG2; PRESET = ARG3
HERE = ARG0[1:strlen(ARG0)-strlen(KIND)-3]
FILE = DIR."/".KIND.".csv"
load HERE."words.gp"
# mm in the journal: two panels a line there, a row of 3.2 mm; else one of 5 mm
TALL = has("panel") ? (count("panel")+1)/2*(3.2*count("row") + 9) + 44 \
                    : 38 + 5*count("row")
TALL = max2(62, min2(TALL, 220))
load HERE."style.gp"
load HERE."intervals.gp"
load HERE."page.gp"
if (has("panel")) {
    load HERE."panels.gp"
} else {
    load HERE."rows.gp"
}
