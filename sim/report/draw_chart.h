/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draw_chart.h - gnuplot draws what KIND.csv and KIND.words.csv say.
 *
 * The picture is drawn under a temporary name, looked at (status, size, end of
 * the file) and renamed; SVG gets its title and alternative text.  No shell is
 * asked. */
#ifndef REPORT_DRAW_CHART_H
#define REPORT_DRAW_CHART_H

#include <stddef.h>

#include "base/fault.h"

enum { CHART_PATH = 1024 };

/* The folder of the scripts: `named` ($DETENTE_PLOTS; NULL or "" = not set),
 * else ../plots of the folder of `executable`, else
 * `prefix`/share/detente/plots; FAULT_TOOL if KIND.gp is in none.  `path` has
 * CHART_PATH bytes. */
int chart_plots(char *path, const char *kind, const char *named,
                const char *executable, const char *prefix, struct fault *f);

struct chart_job {
    const char *plots;          /* from chart_plots */
    const char *kind;           /* "dots" */
    const char *dir;            /* holds KIND.csv and KIND.words.csv */
    const char *out;  /* ends in .svg, .png or .pdf; replaced if there */
    const char *preset;         /* article, slide, journal */
};

/* FAULT_TOOL: gnuplot is missing (the text says how to get it) or failed;
 * FAULT_INPUT: the script refuses what does not fit, in its own words;
 * FAULT_IO, FAULT_NOMEM.  After a fault `out` is as it was. */
int chart_draw(const struct chart_job *job, struct fault *f);

#endif
