# SPDX-License-Identifier: GPL-3.0-or-later
# dots.gp - change from the baseline, one row an arm, with intervals; small
# multiples where there are several measures.
#     gnuplot -c plots/dots.gp DIR OUT.svg|png|pdf [article|slide|journal]
KIND = "dots"; DIR = ARG1; OUT = ARG2; PRESET = ARG3
HERE = ARG0[1:strlen(ARG0)-strlen(KIND)-3]
FILE = DIR."/".KIND.".csv"
load HERE."words.gp"
load HERE."style.gp"
load HERE."intervals.gp"
load HERE."page.gp"
if (has("panel")) {
    load HERE."panels.gp"
} else {
    load HERE."rows.gp"
}
