/* SPDX-License-Identifier: GPL-3.0-or-later */
/* people.c - rows of people.csv. */
#include "record/people.h"

#include "base/enums.h"
#include "record/fields.h"
#include "world/names.h"

/* What changed the person; the first row has none. */
static void
put_event(FILE *out, const struct world *w, const struct life_row *row)
{
    switch (row->step) {
    case STEP_placed:
        break;
    case STEP_recovered:
        fputs("recovered", out);
        break;
    case STEP_touched:
        name_operation(out, w, row->operation);
        fputs(row->worm ? "/worm" : "", out);
        break;
    case STEP_left:
        fputs("left", out);
        break;
    }
}

static void
put_row(FILE *out, const struct world *w, const struct life_row *row)
{
    const struct tables *t = &w->in->tables;

    fprintf(out, ",%d,%s,", (int)row->week,
            t->state[row->cell / t->n_ecosystems].text);
    csv_field(out, t->ecosystem[row->cell % t->n_ecosystems].name);
    fprintf(out, ",%s,%s,%d,", list_word(LIST_habit, row->habit),
            list_word(LIST_condition, row->condition), row->harmed);
    put_event(out, w, row);
    putc('\n', out);
}

void
people_write(FILE *out, const struct world *w, const struct panel *p,
             const char *arm, const uint32_t place[2])
{
    for (uint32_t k = 0; k < p->n; k++)
        for (uint32_t r = p->person[k].first; r != NOTHING;
             r = p->row[r].next) {
            csv_field(out, arm);
            fprintf(out, ",%u,%u,%u", (unsigned)place[0], (unsigned)place[1],
                    (unsigned)k);
            put_row(out, w, &p->row[r]);
        }
}
