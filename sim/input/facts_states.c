/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts_states.c - the states of a world, by code, and their regions.
 *
 * An empty programme_groups means that chance decides about a small one
 * (world/setup.c); every other number must be there. */
#include "input/facts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum {
#define STATES(name, ...) STATE_##name,
#include "input/facts.def"
};

const struct sheet_column state_columns[STATE_COLUMNS] = {
#define STATES(name, may, ...) { #name, may },
#include "input/facts.def"
};

static void
state_facts_read(struct table *b, size_t row, struct state_facts *s)
{
#define X(fact, min, max, ...)                                                \
    if (STATE_##fact == STATE_programme_groups                                \
        && *row_text(b, row, STATE_##fact) == '\0')                            \
        s->fact = NAN;                                                        \
    else                                                                      \
        s->fact = row_number(b, row, STATE_##fact, min, max);
    STATE_FACT_LIST(X)
#undef X
    s->defence = s->openness = NAN;
    snprintf(s->filled, sizeof s->filled, "%s",
             row_text(b, row, STATE_filled));
}

static void
bloc_read(struct table *b, size_t row, struct state_facts *s)
{
    const char *text = row_text(b, row, STATE_bloc);
    const char *known[N_BLOCS];
    char what[FAULT_TEXT], hint[FAULT_TEXT];
    int bloc = list_find(LIST_bloc, text);

    if (bloc >= 0) {
        s->bloc = (uint8_t)bloc;
        return;
    }
    for (int k = 0; k < N_BLOCS; k++)
        known[k] = list_word(LIST_bloc, k);
    const char *near = text_nearest(text, known, N_BLOCS);
    join_words(known, N_BLOCS, hint, sizeof hint);
    if (near)
        snprintf(hint, sizeof hint, "did you mean '%s'?", near);
    snprintf(what, sizeof what, "unknown bloc '%.60s'", text);
    row_refuse(b, row, STATE_bloc, hint, what);
}

/* One state; false if it has no code or stands twice. */
static bool
state_read(struct table *b, size_t row, struct state_facts *s,
           const size_t rows[])
{
    const char *text = row_text(b, row, STATE_state);
    char what[FAULT_TEXT];

    s->code = state_code_of(text);
    if (s->code == 0) {
        snprintf(what, sizeof what, "'%.60s' is not a state", text);
        row_refuse(b, row, STATE_state, "three capitals", what);
        return false;
    }
    for (uint32_t i = 0; i < b->t->n_states; i++)
        if (b->t->state[i].code == s->code) {
            snprintf(what, sizeof what, "state '%s' stands twice", text);
            row_refuse_doubled(b, row, STATE_state, what, rows[i]);
            return false;
        }
    state_code_text(s->code, s->text);
    row_name(b, row, STATE_name, s->name);
    bloc_read(b, row, s);
    state_facts_read(b, row, s);
    return true;
}

static int
by_code(const void *a, const void *b)
{
    const struct state_facts *x = a, *y = b;
    return x->code < y->code ? -1 : x->code > y->code;
}

/* The names of regions, sorted, and the place of each state's own. */
static void
regions_read(struct table *b, const size_t rows[])
{
    struct tables *t = b->t;
    char (*own)[NAME_MOST] = calloc(t->n_states, sizeof *own);

    t->region = calloc(t->n_states, sizeof *t->region);
    if (own == NULL || t->region == NULL) {
        free(own);
        load_no_memory(b->l);
        return;
    }
    for (uint32_t i = 0; i < t->n_states; i++)
        row_name(b, rows[i], STATE_region, own[i]);
    memcpy(t->region, own, t->n_states * sizeof *own);
    qsort(t->region, t->n_states, sizeof *t->region, by_name);
    for (uint32_t i = 0; i < t->n_states; i++)
        if (i == 0 || strcmp(t->region[i], t->region[t->n_regions - 1]) != 0)
            memmove(t->region[t->n_regions++], t->region[i], NAME_MOST);
    for (uint32_t i = 0; i < t->n_states; i++) {
        uint32_t r = 0;
        while (strcmp(t->region[r], own[i]) != 0)
            r++;
        t->state[i].region = (uint16_t)r;
    }
    free(own);
}

void
states_read(struct table *b)
{
    struct tables *t = b->t;
    size_t n = b->sheet.n_rows, rows[STATES_MOST];

    b->l->few_states = b->code != 0;
    if ((n < 2 && !b->l->few_states) || n > STATES_MOST) {
        struct fault f;
        fault_set(&f, FAULT_INPUT, "", 0, "%zu states, not 2 to %d", n,
                  STATES_MOST);
        source_place_at(&b->sheet.source, 0, 1, &f);
        load_add(b->l, &f);
        return;
    }
    t->state = calloc(n + 1, sizeof *t->state);
    if (t->state == NULL) {
        load_no_memory(b->l);
        return;
    }
    for (size_t row = 0; row < n; row++) {
        struct state_facts *s = &t->state[t->n_states];
        if (!state_read(b, row, s, rows)) {
            memset(s, 0, sizeof *s);
            b->l->few_states = true;
            continue;
        }
        rows[t->n_states++] = row;
    }
    if (t->n_states > 0)
        regions_read(b, rows);
    qsort(t->state, t->n_states, sizeof *t->state, by_code);
}
