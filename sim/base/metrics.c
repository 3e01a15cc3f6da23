/* SPDX-License-Identifier: GPL-3.0-or-later */
/* metrics.c - the table of outcomes. */
#include "base/metrics.h"

#include <string.h>

const struct metric_info metric_table[N_METRICS] = {
#define METRIC(nm, un, bt, st, head, lab, mean)                                \
    { .name = #nm, .unit = un, .better = BETTER_##bt,                          \
      .statistic = STATISTIC_##st, .headline = head, .label = lab,             \
      .meaning = mean },
#include "base/metrics.def"
#undef METRIC
};

int
metric_find(const char *name)
{
    for (int m = 0; m < N_METRICS; m++)
        if (strcmp(metric_table[m].name, name) == 0)
            return m;
    return -1;
}

const char *
better_word(enum better better)
{
    static const char *const word[] = { "lower", "higher", "none" };
    return word[better];
}

const char *
statistic_word(enum statistic statistic)
{
    static const char *const word[] = {
        "mean_difference", "ratio_of_means", "ratio_of_medians"
    };
    return word[statistic];
}
