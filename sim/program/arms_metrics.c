/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arms_metrics.c - which outcomes a command line asks for. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "program/arms.h"

/* "that begin so: ops_true, ops_observed and 14 more"; false if none does. */
static bool
hint_beginning(const char *name, char *hint, size_t size)
{
    const size_t length = strlen(name);
    size_t n = 0, more = 0, room = size - sizeof " and 999 more";

    hint[0] = '\0';
    for (int m = 0; length > 0 && m < N_METRICS; m++) {
        const char *one = metric_table[m].name;
        if (strncmp(one, name, length) != 0)
            continue;
        if (more > 0 || n + strlen(one) + sizeof "that begin so: " > room) {
            more++;
            continue;
        }
        n += (size_t)snprintf(hint + n, size - n, "%s%s",
                              n > 0 ? ", " : "that begin so: ", one);
    }
    if (more > 0)
        snprintf(hint + n, size - n, " and %zu more", more);
    return n > 0;
}

static int
metric_unknown(const char *name)
{
    const char *list[N_METRICS];
    char hint[256];

    if (hint_beginning(name, hint, sizeof hint))
        return say_usage(hint, "no outcome is called '%s'", name);
    for (int m = 0; m < N_METRICS; m++)
        list[m] = metric_table[m].name;
    const char *near = text_nearest(name, list, N_METRICS);
    if (near != NULL)
        snprintf(hint, sizeof hint, "did you mean '%s'?", near);
    else
        snprintf(hint, sizeof hint, "detente explain --list names them all");
    return say_usage(hint, "no outcome is called '%s'", name);
}

int
metrics_choose(const char *list, enum metric metric[N_METRICS], size_t *n)
{
    char name[96];

    *n = 0;
    for (int m = 0; m < N_METRICS; m++)
        if (list == NULL ? metric_table[m].headline
                         : strcmp(list, "all") == 0)
            metric[(*n)++] = (enum metric)m;
    if (*n > 0)
        return 0;
    for (const char *at = list;; at++) {
        size_t length = strcspn(at, ",");
        snprintf(name, sizeof name, "%.*s",
                 (int)(length < 90 ? length : 90), at);
        int m = metric_find(name);
        if (m < 0)
            return metric_unknown(name);
        for (size_t k = 0; k < *n; k++)
            if ((int)metric[k] == m)
                return say_usage(NULL, "'%s' stands twice in --metrics",
                                 name);
        metric[(*n)++] = (enum metric)m;
        at += length;
        if (*at == '\0')
            return 0;
    }
}
