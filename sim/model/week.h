/* SPDX-License-Identifier: GPL-3.0-or-later */
/* week.h - the week as data: which processes run, in which order, and what
 * each of them writes (columns.def says it column by column). */
#ifndef MODEL_WEEK_H
#define MODEL_WEEK_H

#include <stddef.h>

#include "world/world.h"

struct process {
    const char *name;
    void (*run)(struct world *w);
    enum writer writer;         /* columns with this writer, and events      */
    const char *what;           /* one line, for `detente explain week`      */
    const char *file;           /* where to read on                          */
};

extern const struct process model_week[];
extern const size_t model_week_length;

/* One week: compiles the law, runs the table, moves the clock.  Room must have
 * been reserved.  FAULT_RUN if something had no room. */
int week_run(struct world *w, struct fault *f);

#endif
