/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check.c - `detente check`: every error of every file in one pass, and
 * imposed events that cannot do anything. */
#include <stdio.h>

#include "program/program.h"
#include "program/values.h"

/* ---- events in vain ----------------------------------------------------- */

/* Is there something in that week that a state can be bound by? */
static bool
can_be_left(const struct inputs *in, int32_t week)
{
    for (size_t k = 0; k < in->n_clauses; k++) {
        const struct clause *c = &in->clause[k];
        if (c->from <= week && week < c->until && law_needs_members(c, 1))
            return true;
    }
    return false;
}

/* The value just before event `e`; they stand in the order of weeks. */
static double
value_before(const struct inputs *in, const struct imposed *e)
{
    double value = param_value(&in->params, e->cell);

    for (const struct imposed *x = in->imposed; x < e; x++)
        if (x->verb == IMPOSED_set && x->cell.info == e->cell.info
            && x->cell.index == e->cell.index)
            value = x->value;
    return value;
}

/* Why an event does nothing; NULL if it may do something. */
static const char *
in_vain(const struct inputs *in, const struct imposed *e)
{
    if (e->verb == IMPOSED_leave && !can_be_left(in, e->week))
        return "nothing is in force then that a state could leave";
    if (e->verb == IMPOSED_set && value_before(in, e) == e->value)
        return "it has that value already";
    return NULL;
}

static void
say_in_vain(const char *file, const struct inputs *in)
{
    for (size_t i = 0; i < in->n_imposed; i++) {
        const struct imposed *e = &in->imposed[i];
        const char *why = in_vain(in, e);
        char text[IMPOSED_TEXT];
        if (why == NULL)
            continue;
        imposed_text(in, e, text);
        fprintf(stderr, "%s: note: event e%u does nothing: %s\n    %s\n",
                file, (unsigned)e->number, why, text);
    }
}

/* ---- files -------------------------------------------------------------- */

static int
check(const char *file, struct faults *all)
{
    const struct arm_request request = { .typed = file };
    struct arm a;
    int code = arm_load(&request, &a, all);

    if (code == 0)
        say_in_vain(file, &a.in);
    arm_free(&a);
    return code;
}

int
command_check(struct program *g)
{
    struct faults all = { 0 };
    int code = 0;

    if (g->o.n_words == 0)
        return say_usage("detente check mine.yaml", "check which files?");
    for (size_t i = 0; i < g->o.n_words; i++) {
        int one = check(g->o.word[i], &all);
        code = code != 0 ? code : one;
    }
    if (code == FAULT_USAGE && all.n == 1)
        code = say_fault(&all.item[0]);
    else if (code != 0)
        code = say_faults(&all, code, "");
    else
        printf("%zu file%s, no errors\n", all.n_files,
               all.n_files == 1 ? "" : "s");
    faults_free(&all);
    return code;
}
