/* SPDX-License-Identifier: GPL-3.0-or-later */
/* svg.h - gnuplot's SVG made readable for those who cannot see it.
 *
 * gnuplot writes a <title> from its terminal option, a fixed <desc>, and a
 * <title> with the plot command on every curve, which browsers show as a
 * tooltip.  The first two become the chart's title and alternative text, the
 * others go; the picture gets role="img" and points at them; readers without
 * DejaVu get Verdana, whose letters are as wide. */
#ifndef REPORT_SVG_H
#define REPORT_SVG_H

#include <stdio.h>

#include "base/fault.h"

/* From `in` to `out`, line by line.  FAULT_IO, FAULT_NOMEM; FAULT_TOOL if it
 * has no <title> or <desc> of its own to replace. */
int svg_describe(FILE *in, FILE *out, const char *title, const char *alt,
                 struct fault *f);

#endif
