/* SPDX-License-Identifier: GPL-3.0-or-later */
/* manifest.h - manifest.json: what made a result and all that it depends on.
 */
#ifndef RECORD_MANIFEST_H
#define RECORD_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/metrics.h"
#include "input/arm.h"

/* A number by which something was judged. */
struct manifest_rule {
    const char *name;
    double value;
    const char *meaning;
};

struct manifest {
    const char *commit;         /* of the build, "" = not known              */
    const char *command;        /* as it would be typed again                */
    uint64_t seed;
    uint32_t first, n_replicates;
    const struct arm *arm;      /* n_arms, the baseline first                */
    size_t n_arms;
    int regimes;                /* the arms are regimes of one scenario      */
    const enum metric *metric;  /* what summary.csv and compare.csv hold     */
    size_t n_metrics;
    const struct manifest_rule *rule;   /* n_rules, of compare.csv           */
    size_t n_rules;
};

/* DIR/manifest.json: values with their origin, clauses with dates, members,
 * imposed events of every arm. */
int manifest_write(const struct manifest *m, const char *dir,
                   struct fault *f);

/* What a reader of a result needs of it. */
struct manifest_brief {
    char version[32], commit[64], command[2048], scenario[256];
    uint64_t seed;
    uint32_t first, n_replicates;
    double years;
    int regimes;
    bool one_scenario;          /* all arms have that title                  */
    enum metric metric[N_METRICS];
    size_t n_metrics;
};

/* FAULT_INPUT if there is no manifest of ours in DIR. */
int manifest_read(struct manifest_brief *m, const char *dir,
                  struct fault *f);

const char *manifest_version(void);     /* "0.1.0"                           */
const char *manifest_compiler(void);    /* "gcc 12.2.0"                      */
/* "musl": the same bytes on every machine; "system": not promised. */
const char *manifest_mathematics(void);

#endif
