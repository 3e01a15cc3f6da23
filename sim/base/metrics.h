/* SPDX-License-Identifier: GPL-3.0-or-later */
/* metrics.h - the outcomes of one run, as a struct and as a table. */
#ifndef BASE_METRICS_H
#define BASE_METRICS_H

#include <stdbool.h>
#include <stddef.h>

enum better { BETTER_LOWER, BETTER_HIGHER, BETTER_NONE };
enum statistic {
    STATISTIC_MEAN, STATISTIC_RATIO_OF_MEANS, STATISTIC_RATIO_OF_MEDIANS
};

/* Order as in metrics.def. */
enum metric {
#define METRIC(name, ...) METRIC_##name,
#include "base/metrics.def"
#undef METRIC
    N_METRICS
};

/* NAN: has no value in this world (no rival pair, nothing named). */
struct outcomes {
    double value[N_METRICS];
};

struct metric_info {
    const char *name, *unit;
    enum better better;
    enum statistic statistic;
    bool headline;
    const char *label;          /* for charts and tables                     */
    const char *meaning;
};

extern const struct metric_info metric_table[N_METRICS];

int         metric_find(const char *name);              /* -1: there is none */
const char *better_word(enum better better);            /* "lower"           */
const char *statistic_word(enum statistic statistic);   /* "mean_difference" */

#endif
