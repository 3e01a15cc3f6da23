/* SPDX-License-Identifier: GPL-3.0-or-later */
/* runs_read.c - runs.csv back to outcomes, so that a chart needs no new run.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "record/fields.h"
#include "record/output.h"
#include "record/runs.h"

enum { ARM, POINT, REPLICATE, STATUS, FIRST_METRIC,
       N_COLUMNS_READ = FIRST_METRIC + N_METRICS };

/* A file that is being read; arms in order of first mention. */
struct reader {
    struct sheet sheet;
    int place[N_COLUMNS_READ];
    char (*arm)[ARM_NAME];
    size_t n_arms;
    uint32_t first;             /* number of the first world                 */
};

static int
whole_at(const struct reader *r, size_t row, int column, uint32_t *value,
         struct fault *f)
{
    const char *text = sheet_text(&r->sheet, row, r->place[column]);
    char *end;
    unsigned long n = strtoul(text, &end, 10);

    if (*text < '0' || *text > '9' || *end != '\0' || n > UINT32_MAX)
        return sheet_fault(f, &r->sheet, row, r->place[column],
                           "'%.40s' is not a number of a world", text);
    *value = (uint32_t)n;
    return 0;
}

/* SIZE_MAX: not there. */
static size_t
arm_at(const struct reader *r, const char *name)
{
    for (size_t a = 0; a < r->n_arms; a++)
        if (strcmp(r->arm[a], name) == 0)
            return a;
    return SIZE_MAX;
}

/* Names of the arms, and the lowest number of a world. */
static int
survey(struct reader *r, struct fault *f)
{
    size_t n = r->sheet.n_rows;

    r->arm = calloc(n + 1, sizeof *r->arm);
    if (r->arm == NULL)
        return fault_set(f, FAULT_NOMEM, "runs.csv", 0, "out of memory");
    r->first = UINT32_MAX;
    for (size_t row = 0; row < n; row++) {
        const char *name = sheet_text(&r->sheet, row, r->place[ARM]);
        uint32_t replicate;
        int code = whole_at(r, row, REPLICATE, &replicate, f);
        if (code != 0)
            return code;
        if (replicate < r->first)
            r->first = replicate;
        if (arm_at(r, name) == SIZE_MAX)
            snprintf(r->arm[r->n_arms++], ARM_NAME, "%s", name);
    }
    if (n == 0 || n % r->n_arms != 0)
        return fault_set(f, FAULT_INPUT, r->sheet.source.name, 0,
                         "%zu runs of %zu arms are not the same worlds "
                         "under every arm", n, r->n_arms);
    return 0;
}

static int
row_values(const struct reader *r, size_t row, struct outcomes *out,
           struct fault *f)
{
    for (int m = 0; m < N_METRICS; m++) {
        int column = r->place[FIRST_METRIC + m];
        const char *text = sheet_text(&r->sheet, row, column);
        struct fault number;
        out->value[m] = NAN;
        if (*text != '\0'
            && number_of_text(text, &out->value[m], &number) != 0)
            return sheet_fault(f, &r->sheet, row, column, "%.200s",
                               number.text);
    }
    return 0;
}

static int
row_read(const struct reader *r, size_t row, struct runs *runs,
         unsigned char *seen, struct fault *f)
{
    const char *name = sheet_text(&r->sheet, row, r->place[ARM]);
    const char *status = sheet_text(&r->sheet, row, r->place[STATUS]);
    uint32_t replicate = 0;
    int code = whole_at(r, row, REPLICATE, &replicate, f);
    size_t k = replicate - r->first;
    size_t run = k * runs->n_arms + arm_at(r, name);

    if (code != 0)
        return code;
    if (k >= runs->n_replicates || seen[run])
        return sheet_fault(f, &r->sheet, row, r->place[REPLICATE],
                           "world %u of '%.80s' is there twice, and another "
                           "one is missing", replicate, name);
    seen[run] = 1;
    if (strcmp(status, "ok") != 0 && strcmp(status, "failed") != 0)
        return sheet_fault(f, &r->sheet, row, r->place[STATUS],
                           "'%.40s' is neither ok nor failed", status);
    runs->ok[run] = strcmp(status, "ok") == 0;
    return row_values(r, row, &runs->out[run], f);
}

static int
rows_read(const struct reader *r, struct runs *runs, struct fault *f)
{
    size_t n = r->sheet.n_rows;
    int code = runs_init(runs, r->n_arms, (uint32_t)(n / r->n_arms), f);
    unsigned char *seen = calloc(n + 1, 1);

    if (code == 0 && seen == NULL)
        code = fault_set(f, FAULT_NOMEM, "runs.csv", 0, "out of memory");
    if (code == 0)
        memcpy(runs->arm, r->arm, r->n_arms * sizeof *runs->arm);
    for (size_t row = 0; code == 0 && row < n; row++)
        code = row_read(r, row, runs, seen, f);
    free(seen);
    return code;
}

static int
columns_find(struct reader *r, struct faults *all)
{
    struct sheet_column known[N_COLUMNS_READ] = {
        { "arm", false }, { "point", false }, { "replicate", false },
        { "status", false }
    };

    for (int m = 0; m < N_METRICS; m++)
        known[FIRST_METRIC + m].name = metric_table[m].name;
    return sheet_columns(&r->sheet, known, N_COLUMNS_READ, r->place, all);
}

int
runs_read(struct runs *runs, const char *dir, struct fault *f)
{
    struct reader r = { .n_arms = 0 };
    struct faults all = { 0 };
    char path[FILE_PATH_MOST];

    *runs = (struct runs){ 0 };
    snprintf(path, sizeof path, "%s/%s", dir, record_table[RECORD_runs].name);
    int code = sheet_read(&r.sheet, path, &all);
    if (code == 0)
        code = columns_find(&r, &all);
    if (code != 0 && all.n > 0)
        *f = all.item[0];
    else if (code != 0)
        fault_set(f, (enum fault_code)code, path, 0, "cannot be read");
    if (code == 0)
        code = survey(&r, f);
    if (code == 0)
        code = rows_read(&r, runs, f);
    free(r.arm);
    sheet_free(&r.sheet);
    faults_free(&all);
    return code;
}
