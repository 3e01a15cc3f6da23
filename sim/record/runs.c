/* SPDX-License-Identifier: GPL-3.0-or-later */
/* runs.c - keeping and writing outcomes; read back in runs_read.c. */
#include "record/runs.h"

#include <math.h>
#include <stdlib.h>

#include "record/fields.h"
#include "record/output.h"

int
runs_init(struct runs *r, size_t n_arms, uint32_t n_replicates,
          struct fault *f)
{
    size_t n = n_arms * n_replicates;

    *r = (struct runs){ .n_arms = n_arms, .n_replicates = n_replicates };
    r->arm = calloc(n_arms + 1, sizeof *r->arm);
    r->out = calloc(n + 1, sizeof *r->out);
    r->ok = calloc(n + 1, sizeof *r->ok);
    if (r->arm == NULL || r->out == NULL || r->ok == NULL) {
        runs_free(r);
        return fault_set(f, FAULT_NOMEM, "outcomes", 0,
                         "no memory for %zu runs", n);
    }
    for (size_t i = 0; i < n; i++)
        for (int m = 0; m < N_METRICS; m++)
            r->out[i].value[m] = NAN;
    return 0;
}

void
runs_free(struct runs *r)
{
    free(r->arm);
    free(r->out);
    free(r->ok);
    *r = (struct runs){ 0 };
}

static void
runs_row(const struct runs *r, size_t run, FILE *stream)
{
    csv_field(stream, r->arm[run % r->n_arms]);
    fprintf(stream, ",0,%zu,%s", run / r->n_arms,
            r->ok[run] ? "ok" : "failed");
    for (int m = 0; m < N_METRICS; m++)
        csv_number(stream, r->ok[run] ? r->out[run].value[m] : NAN);
    putc('\n', stream);
}

int
runs_write(const struct runs *r, const char *dir, struct fault *f)
{
    struct output o;
    int code = output_open(&o, dir, record_table[RECORD_runs].name, f);

    if (code != 0)
        return code;
    fields_header(o.stream, RECORD_runs);
    putc('\n', o.stream);
    for (size_t run = 0; run < r->n_arms * r->n_replicates; run++)
        runs_row(r, run, o.stream);
    return output_keep(&o, f);
}
