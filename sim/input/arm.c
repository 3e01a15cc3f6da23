/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arm.c - an arm as typed, from names to inputs; the contract is arm.h. */
#include "input/arm.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "input/load.h"

/* ---- names -------------------------------------------------------------- */

/* SCENARIO and REGIME of what was typed; NULL where it has none. */
struct names {
    char room[ARM_PATH];
    const char *scenario, *regime;
};

static int
usage(struct load *l, const char *where, const char *text)
{
    struct fault f;

    fault_set(&f, FAULT_USAGE, where, 0, "%s", text);
    load_add(l, &f);
    return l->code;
}

static int
split(struct load *l, struct names *names)
{
    const char *typed = l->request->typed;

    if (strlen(typed) >= sizeof names->room)
        return usage(l, "", "a name is too long");
    memcpy(names->room, typed, strlen(typed) + 1);
    char *at = strrchr(names->room, '@');
    if (at)
        *at = '\0';
    names->scenario = names->room;
    names->regime = at ? at + 1 : NULL;
    if (*names->scenario == '\0' || (names->regime && *names->regime == '\0'))
        return usage(l, typed, "an arm is SCENARIO, REGIME or "
                     "SCENARIO@REGIME");
    if (names->regime && l->request->regime)
        return usage(l, typed, "this arm has a regime, and --regimes gives "
                     "another");
    if (l->request->regime)
        names->regime = l->request->regime;
    return 0;
}

/* Where the last part of the name begins; a shelf of what is shipped stays
 * with it, since lessons/world is not world. */
static const char *
base_of(const char *name)
{
    static const char *const shelves[] = { "lessons/", "cases/", "studies/" };
    const char *slash = strrchr(name, '/');

    for (size_t k = 0; slash && k < sizeof shelves / sizeof *shelves; k++) {
        const char *from = slash + 1 - strlen(shelves[k]);
        if (from >= name && strncmp(from, shelves[k], strlen(shelves[k])) == 0
            && (from == name || from[-1] == '/'))
            return from;
    }
    return slash ? slash + 1 : name;
}

void
arm_plain_name(const char *typed, char *out, size_t size)
{
    const char *base = base_of(typed);
    size_t n = strlen(base);

    if (text_ends(base, ".yaml"))
        n -= strlen(".yaml");
    snprintf(out, size, "%.*s", (int)n, base);
}

static void
name_arm(struct load *l, const struct names *names)
{
    char *name = l->a->name;

    if (l->request->regime) {
        arm_plain_name(l->request->regime, name, ARM_NAME);
        return;
    }
    arm_plain_name(names->scenario, name, ARM_NAME);
    size_t n = strlen(name);
    if (names->regime && n + 2 < ARM_NAME) {
        name[n] = '@';
        arm_plain_name(names->regime, name + n + 1, ARM_NAME - n - 1);
    }
}

/* Whoever names the regime: the typed arm, --regimes or the scenario. */
static void
name_regime(struct load *l, const struct names *names)
{
    const char *name = names->regime ? names->regime
                     : l->a->is_regime ? names->scenario
                     : l->regime_name ? l->regime_name->text : "";

    arm_plain_name(name, l->a->regime, ARM_NAME);
}

static bool
find_typed(struct load *l, const char *name, char path[ARM_PATH])
{
    struct fault f;

    if (input_find(name, path, &f) == 0)
        return true;
    load_add(l, &f);
    return false;
}

/* ---- files -------------------------------------------------------------- */

/* A regime that was typed where a scenario could stand: under the world. */
static void
take_regime(struct load *l)
{
    char path[ARM_PATH];

    regime_read(l, l->chain[0].path, NULL);
    document_free(&l->chain[0].doc);
    memset(&l->chain[0], 0, sizeof l->chain[0]);
    l->n_chain = 0;
    if (find_typed(l, "world", path))
        scenario_read(l, path);
}

static void
read_named_regime(struct load *l)
{
    const struct node *name = l->regime_name;
    char path[ARM_PATH], hint[FAULT_TEXT];

    if (name == NULL || !load_scalar(l, name, "the name of a regime"))
        return;
    if (find_named(name->text, name->source->name, true, path, hint))
        regime_read(l, path, name);
    else
        load_refuse(l, name, hint, "there is no regime '%.100s'",
                    name->text);
}

static void
read_files(struct load *l, const struct names *names)
{
    char path[ARM_PATH];
    bool standing = false;

    if (find_typed(l, names->scenario, path)) {
        scenario_read(l, path);
        standing = scenario_is_regime(l);
    }
    if (standing && names->regime) {
        usage(l, names->scenario, "this is a regime, not a scenario");
        return;
    }
    l->a->is_regime = standing;
    if (standing)
        take_regime(l);
    scenario_apply(l);
    name_regime(l, names);
    if (names->regime && find_typed(l, names->regime, path))
        regime_read(l, path, NULL);
    else if (names->regime == NULL && !standing)
        read_named_regime(l);
}

/* ---- numbers ------------------------------------------------------------ */

/* Where a relation broke: at the cell, else at what else was set of its row,
 * else of its section.  NULL: only --set can have done it. */
static const struct node *
place_of(const struct load *l, struct param_cell cell)
{
    size_t first = load_cell_index((struct param_cell){ cell.info, 0 });
    const struct node *found = NULL;

    for (size_t i = cell.index; i < cell.info->n && found == NULL; i++)
        found = l->where[first + i];
    for (size_t r = 0; r < param_count && found == NULL; r++)
        if (strcmp(param_table[r].section, cell.info->section) == 0)
            for (size_t i = 0; i < param_table[r].n && found == NULL; i++)
                found = l->where[load_cell_index(
                    (struct param_cell){ &param_table[r], i })];
    return found;
}

static void
relations(struct load *l)
{
    struct param_cell cell;
    struct fault f;

    if (l->code || params_check(&l->a->in.params, &cell, &f) == 0)
        return;
    const struct node *place = place_of(l, cell);
    if (place && l->request->n_sets == 0) {
        load_refuse(l, place, f.hint, "%s", f.text);
        return;
    }
    snprintf(f.where, sizeof f.where, "%s",
             l->request->n_sets > 0 ? "--set" : "");
    load_add(l, &f);
}

int32_t
weeks_of_years(double years)
{
    const double most = 200;            /* year */

    return years > 0 && years <= most ? (int32_t)lround(52 * years) : 0;
}

/* --years: the horizon of the arm; events after it do not come. */
static void
shorten(struct load *l)
{
    struct inputs *in = &l->a->in;
    double years = l->request->years;

    if (years == 0)
        return;
    in->weeks = weeks_of_years(years);
    if (in->weeks == 0) {
        usage(l, "--years", "not " YEARS_WORDS);
        return;
    }
    while (in->n_imposed > 0
           && in->imposed[in->n_imposed - 1].week >= in->weeks)
        in->n_imposed--;
}

static void
bind(struct load *l)
{
    sets_params(l);
    relations(l);
    scenario_calendar(l);
    tables_read(l);
    scenario_states(l);
    scenario_members(l);
    regime_apply(l);
    regime_members(l);
    sets_levers(l);
    scenario_events(l);
    shorten(l);
}

/* ---- origins ------------------------------------------------------------ */

static const char *
kept_name(const struct arm *a, const char *name)
{
    for (size_t k = 0; k < a->n_files; k++)
        if (strcmp(a->file[k], name) == 0)
            return a->file[k];
    return NULL;
}

static void
keep_origins(struct load *l)
{
    struct arm *a = l->a;

    a->origin = calloc(l->n_cells, sizeof *a->origin);
    if (a->origin == NULL) {
        load_no_memory(l);
        return;
    }
    for (int k = 0; k < SETS_MOST; k++)
        snprintf(a->set_name[k], sizeof a->set_name[k], "--set:%d", k + 1);
    for (size_t k = 0; k < l->n_cells; k++)
        if (l->where_set[k] > 0) {
            a->origin[k].file = a->set_name[l->where_set[k] - 1];
        } else if (l->where[k]) {
            a->origin[k].file = kept_name(a, l->where[k]->source->name);
            a->origin[k].line = l->where[k]->line;
        }
}

struct origin
arm_origin(const struct arm *a, struct param_cell cell)
{
    if (a->origin == NULL || cell.info == NULL)
        return (struct origin){ NULL, 0 };
    return a->origin[load_cell_index(cell)];
}

/* ---- loading ------------------------------------------------------------ */

static struct load *
load_new(const struct arm_request *request, struct arm *a,
         struct faults *all)
{
    struct load *l = calloc(1, sizeof *l);

    if (l == NULL)
        return NULL;
    *l = (struct load){ .request = request, .a = a, .all = all };
    for (size_t r = 0; r < param_count; r++)
        l->n_cells += param_table[r].n;
    l->where = calloc(l->n_cells, sizeof *l->where);
    l->where_set = calloc(l->n_cells, sizeof *l->where_set);
    if (l->where && l->where_set)
        return l;
    free(l->where);
    free(l->where_set);
    free(l);
    return NULL;
}

static void
load_free(struct load *l)
{
    for (size_t k = 0; k < CHAIN_MOST; k++)
        document_free(&l->chain[k].doc);
    document_free(&l->regime);
    free(l->clause_node);
    free(l->event);
    free(l->where);
    free(l->where_set);
    free(l);
}

int
arm_load(const struct arm_request *request, struct arm *a,
         struct faults *all)
{
    *a = (struct arm){ 0 };
    struct load *l = load_new(request, a, all);
    struct names names = { .scenario = NULL };
    struct fault f;

    if (l == NULL) {
        fault_set(&f, FAULT_NOMEM, "", 0, "out of memory");
        return faults_add(all, &f);
    }
    params_defaults(&a->in.params);
    if (request->n_sets > SETS_MOST)
        usage(l, "--set", "at most 64 of them");
    if (split(l, &names) == 0) {
        name_arm(l, &names);
        read_files(l, &names);
        if (l->n_chain > 0 && !scenario_is_regime(l))
            bind(l);
        keep_origins(l);
    }
    int code = l->code;
    load_free(l);
    return code;
}

void
arm_free(struct arm *a)
{
    inputs_free(&a->in);
    free(a->parent);
    free(a->origin);
    free(a->file);
    free(a->sum);
    *a = (struct arm){ 0 };
}

int
input_check(const char *file, struct faults *all)
{
    struct arm_request request = { .typed = file };
    struct arm a;
    int code = arm_load(&request, &a, all);

    arm_free(&a);
    return code;
}
