/* SPDX-License-Identifier: GPL-3.0-or-later */
/* targets_read.c - the table of facts that a world is held against. */
#include "study/targets.h"

#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "base/params.h"

enum place { AT_id, AT_pattern, AT_unit, AT_value, AT_low, AT_high, AT_use,
             AT_fitted_by, AT_source, N_PLACES };

static const struct sheet_column known[N_PLACES] = {
    { "id", false }, { "pattern", false }, { "unit", false },
    { "value", false }, { "low", false }, { "high", false },
    { "use", false }, { "fitted_by", false }, { "source", false }
};

/* A text that must fit. */
static int
text_of(const struct sheet *s, size_t row, int column, char *to, size_t size,
        struct fault *f)
{
    int n = snprintf(to, size, "%s", sheet_text(s, row, column));

    return n >= 0 && (size_t)n < size ? 0
        : sheet_fault(f, s, row, column, "this is longer than %zu bytes",
                      size - 1);
}

static int
number_of(const struct sheet *s, size_t row, int column, double *to,
          struct fault *f)
{
    return number_of_text(sheet_text(s, row, column), to, f) == 0 ? 0
        : sheet_fault(f, s, row, column, "'%s' is not a number",
                      sheet_text(s, row, column));
}

static int
use_of(const struct sheet *s, size_t row, int column, enum target_use *to,
       struct fault *f)
{
    static const char *const word[] = { "calibrate", "check", "input" };

    for (int k = 0; k < 3; k++)
        if (strcmp(sheet_text(s, row, column), word[k]) == 0) {
            *to = (enum target_use)k;
            return 0;
        }
    return sheet_fault(f, s, row, column,
                       "'%s' is neither calibrate, check nor input",
                       sheet_text(s, row, column));
}

static int
fact_of(const struct sheet *s, size_t row, const int at[],
        struct target_fact *t, struct fault *f)
{
    int code = text_of(s, row, at[AT_id], t->id, sizeof t->id, f);

    if (code == 0)
        code = text_of(s, row, at[AT_pattern], t->pattern, sizeof t->pattern,
                       f);
    if (code == 0)
        code = text_of(s, row, at[AT_unit], t->unit, sizeof t->unit, f);
    if (code == 0)
        code = text_of(s, row, at[AT_fitted_by], t->fitted_by,
                       sizeof t->fitted_by, f);
    if (code == 0)
        code = number_of(s, row, at[AT_value], &t->value, f);
    if (code == 0)
        code = number_of(s, row, at[AT_low], &t->low, f);
    if (code == 0)
        code = number_of(s, row, at[AT_high], &t->high, f);
    if (code == 0)
        code = use_of(s, row, at[AT_use], &t->use, f);
    return code;
}

int
targets_read(const char *path, struct target_fact fact[FACTS_MOST],
             size_t *n, struct faults *all)
{
    struct sheet s = { 0 };
    struct fault f = { 0 };
    int at[N_PLACES], code = sheet_read(&s, path, all);

    *n = 0;
    if (code == 0)
        code = sheet_columns(&s, known, N_PLACES, at, all);
    for (size_t row = 0; code == 0 && row < s.n_rows; row++) {
        if (*n == FACTS_MOST)
            code = sheet_fault(&f, &s, row, -1, "more than %d targets",
                               FACTS_MOST);
        else
            code = fact_of(&s, row, at, &fact[(*n)++], &f);
        if (code != 0)
            faults_add(all, &f);
    }
    sheet_free(&s);
    return code;
}
