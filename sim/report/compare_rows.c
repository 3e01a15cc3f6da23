/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_rows.c - tidy CSV of a comparison; columns as in record/fields.def.
 */
#include "report/compare_rows.h"

#include <math.h>

#include "record/fields.h"
#include "record/output.h"

static void
numbers(FILE *stream, const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        csv_number(stream, isfinite(x[i]) ? x[i] : NAN);
}

void
summary_rows(const struct comparison *c, FILE *stream)
{
    fields_header(stream, RECORD_summary);
    putc('\n', stream);
    for (size_t m = 0; m < c->n_metrics; m++)
        for (size_t a = 0; a < c->runs.n_arms; a++) {
            const struct summary_row *s = comparison_summary(c, m, a);
            const double x[] = { s->mean, s->sd, s->low, s->high, s->p05,
                                 s->p25, s->p50, s->p75, s->p95 };
            fprintf(stream, "%s,", metric_table[s->metric].name);
            csv_field(stream, c->runs.arm[a]);
            fprintf(stream, ",%zu", s->n);
            numbers(stream, x, sizeof x / sizeof *x);
            putc('\n', stream);
        }
}

static void
compare_row(const struct comparison *c, const struct comparison_row *r,
            FILE *stream)
{
    const struct metric_info *info = &metric_table[r->metric];
    const double x[] = { r->estimate, r->low, r->high, r->share_better,
                         r->share_worse, r->correlation };

    fprintf(stream, "%s,", info->name);
    csv_field(stream, c->runs.arm[r->arm]);
    putc(',', stream);
    csv_field(stream, c->runs.arm[0]);
    fprintf(stream, ",%s,%zu", statistic_word(info->statistic), r->n);
    numbers(stream, x, sizeof x / sizeof *x);
    fprintf(stream, ",%s,%s,%s", better_word(info->better),
            verdict_word(r->verdict), comparison_doubt(r));
    csv_number(stream, r->could_differ);
    fprintf(stream, ",%s\n", r->skewed ? "yes" : "no");
}

void
compare_rows(const struct comparison *c, FILE *stream)
{
    fields_header(stream, RECORD_compare);
    putc('\n', stream);
    for (size_t m = 0; m < c->n_metrics; m++)
        for (size_t a = 1; a < c->runs.n_arms; a++)
            compare_row(c, comparison_row(c, m, a), stream);
}

int
compare_rows_write(const struct comparison *c, const char *dir,
                   struct fault *f)
{
    struct output o;
    int code = output_open(&o, dir, record_table[RECORD_summary].name, f);

    if (code == 0) {
        summary_rows(c, o.stream);
        code = output_keep(&o, f);
    }
    if (code == 0)
        code = output_open(&o, dir, record_table[RECORD_compare].name, f);
    if (code == 0) {
        compare_rows(c, o.stream);
        code = output_keep(&o, f);
    }
    return code;
}
