/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arms.c - which arms a command line asks for; the contract is arms.h. */
#include "program/arms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "program/values.h"

enum { ARMS_MOST = 256 };

/* What `--regimes all` means, as far as it is shipped. */
static const char *const all_regimes[] = {
    "anarchy", "convention", "agency", "accord", "convention+agency",
    "convention+accord", "agency+accord", "geneva"
};

/* The arms that are asked for, before they are loaded. */
struct wanted {
    size_t n, n_regimes;
    char (*typed)[ARM_PATH];    /* n of them                                 */
    const char *regime[ARMS_MOST];      /* of each, NULL: as typed           */
    char list[1024];            /* --regimes, cut at its commas              */
    const char *named[WORDS_MOST];      /* its n_regimes parts               */
};

static int
add(struct wanted *w, const char *typed, const char *regime)
{
    if (w->n == ARMS_MOST)
        return say_usage(NULL, "more than %d arms", ARMS_MOST);
    snprintf(w->typed[w->n], sizeof w->typed[w->n], "%s", typed);
    w->regime[w->n++] = regime;
    return 0;
}

static int
split_regimes(struct wanted *w, const char *text)
{
    char path[ARM_PATH];
    struct fault f;

    if (strcmp(text, "all") == 0) {
        for (size_t i = 0; i < sizeof all_regimes / sizeof *all_regimes; i++)
            if (input_find(all_regimes[i], path, &f) == 0)
                w->named[w->n_regimes++] = all_regimes[i];
        return w->n_regimes > 0 ? 0
               : say_usage("$DETENTE_SCENARIOS says where they are",
                           "the shipped regimes are not to be found");
    }
    if (snprintf(w->list, sizeof w->list, "%s", text) >= (int)sizeof w->list)
        return say_usage(NULL, "--regimes is too long");
    for (char *at = w->list; at != NULL;) {
        char *comma = strchr(at, ',');
        if (comma != NULL)
            *comma = '\0';
        if (*at == '\0' || w->n_regimes == WORDS_MOST)
            return say_usage("names with commas: anarchy,agency",
                             "--regimes '%s' is not a list", text);
        w->named[w->n_regimes++] = at;
        at = comma != NULL ? comma + 1 : NULL;
    }
    return 0;
}

static int
want_regimes(struct wanted *w, const struct options *o)
{
    static const char *const world[] = { "world" };
    const char *const *word = o->n_words > 0 ? o->word : world;
    size_t n_words = o->n_words > 0 ? o->n_words : 1;
    int code = split_regimes(w, o->text[OPTION_regimes]);

    for (size_t s = 0; code == 0 && s < n_words; s++)
        for (size_t r = 0; code == 0 && r < w->n_regimes; r++)
            code = add(w, word[s], w->named[r]);
    return code;
}

static int
want_all(struct wanted *w, const struct options *o)
{
    int code = 0;

    w->typed = calloc(ARMS_MOST, sizeof *w->typed);
    if (w->typed == NULL) {
        struct fault f;
        fault_set(&f, FAULT_NOMEM, "", 0, "out of memory");
        return say_fault(&f);
    }
    if (options_has(o, OPTION_regimes))
        return want_regimes(w, o);
    for (size_t i = 0; code == 0 && i < o->n_words; i++)
        code = add(w, o->word[i], NULL);
    return code;
}

/* ---- loading ------------------------------------------------------------ */

static bool
is_known(const struct faults *all, const struct fault *f)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct fault *g = &all->item[i];
        if (strcmp(g->where, f->where) == 0 && g->line == f->line
            && g->column == f->column && strcmp(g->text, f->text) == 0)
            return true;
    }
    return false;
}

/* Arms share files, so the same fault may come with each of them. */
static void
faults_merge(struct faults *all, const struct faults *one)
{
    for (size_t i = 0; i < one->n; i++)
        if (!is_known(all, &one->item[i]))
            faults_add(all, &one->item[i]);
    all->more += one->more;
    if (one->n_files > all->n_files)
        all->n_files = one->n_files;
}

/* Loads one more arm; faults go to `all`. */
static int
load(struct arms *a, const struct program *g, const char *typed,
     const char *regime, struct faults *all)
{
    const struct arm_request request = {
        .typed = typed, .regime = regime, .set = g->o.set,
        .n_sets = g->o.n_sets, .years = g->o.years
    };
    struct faults one = { 0 };
    int code = arm_load(&request, &a->item[a->n], &one);

    faults_merge(all, &one);
    faults_free(&one);
    a->n++;
    return code;
}

static int
load_all(struct arms *a, const struct program *g, const struct wanted *w)
{
    struct faults all = { 0 };
    int code = 0;

    /* One more for a parent. */
    a->item = calloc(w->n + 1, sizeof *a->item);
    a->in = calloc(w->n + 1, sizeof *a->in);
    a->name = calloc(w->n + 1, sizeof *a->name);
    if (a->item == NULL || a->in == NULL || a->name == NULL) {
        struct fault f;
        fault_set(&f, FAULT_NOMEM, "", 0, "out of memory");
        return say_fault(&f);
    }
    for (size_t i = 0; i < w->n; i++) {
        int one = load(a, g, w->typed[i], w->regime[i], &all);
        code = code != 0 ? code : one;
    }
    if (code == FAULT_USAGE && all.n > 0)
        code = say_fault(&all.item[0]);
    else if (code != 0)
        code = say_faults(&all, code, "nothing was run");
    faults_free(&all);
    return code;
}

/* ---- parent, names, baseline -------------------------------------------- */

static int
refuse_regime(const struct program *g, const char *typed)
{
    char hint[2 * ARM_PATH];

    snprintf(hint, sizeof hint, "%s compare world --regimes anarchy,%s",
             say_name(g), typed);
    return say_usage(hint, "'%s' is a regime, so it needs another to be "
                     "compared with", typed);
}

static void
name_with_regime(struct arm *arm, const char *typed, const char *regime)
{
    char scenario[61], rules[61];

    arm_plain_name(typed, scenario, sizeof scenario);
    arm_plain_name(regime, rules, sizeof rules);
    snprintf(arm->name, ARM_NAME, "%s@%s", scenario, rules);
}

/* The baseline of an arm that was asked for alone: first. */
static int
load_baseline(struct arms *a, const struct program *g, struct wanted *w,
              const char *typed)
{
    struct faults all = { 0 };
    int code = add(w, typed, NULL);

    if (code == 0) {
        code = load(a, g, typed, NULL, &all);
        if (code != 0)
            code = say_faults(&all, code, "nothing was run");
    }
    faults_free(&all);
    if (code != 0)
        return code;
    struct arm alone = a->item[0];
    a->item[0] = a->item[1];
    a->item[1] = alone;
    memcpy(w->typed[1], w->typed[0], ARM_PATH);
    snprintf(w->typed[0], ARM_PATH, "%s", typed);
    return 0;
}

/* An arm that inherits nothing is held against itself without the --set. */
static int
load_without_sets(struct arms *a, const struct program *g, struct wanted *w,
                  const char *typed)
{
    struct program plain = *g;
    char *name = a->item[0].name;
    size_t n = strlen(name);

    for (size_t k = 0; k < g->o.n_sets && n < ARM_NAME - 1; k++)
        n += (size_t)snprintf(name + n, ARM_NAME - n, "+%s", g->o.set[k]);
    plain.o.n_sets = 0;
    return load_baseline(a, &plain, w, typed);
}

/* One scenario alone is held against its parent, under the same regime. */
static int
load_parent(struct arms *a, const struct program *g, struct wanted *w)
{
    const char *parent = a->item[0].parent;
    const char *at = strrchr(w->typed[0], '@'), *regime = w->regime[0];
    char path[ARM_PATH];

    if (a->item[0].is_regime)
        return refuse_regime(g, w->typed[0]);
    if (parent == NULL && g->o.n_sets == 0)
        return say_usage("name a second one, --regimes anarchy,agency, or a "
                         "--set", "'%s' inherits nothing, so there is nothing "
                         "to compare it with", w->typed[0]);
    snprintf(path, sizeof path, "%s%s%s",
             parent != NULL ? parent : w->typed[0], regime ? "@" : "",
             regime ? regime : parent != NULL && at ? at : "");
    if (parent == NULL)
        return load_without_sets(a, g, w, path);
    if (regime)                 /* both have it: the scenario tells          */
        name_with_regime(&a->item[0], w->typed[0], regime);
    a->regimes = false;
    return load_baseline(a, g, w, path);
}

/* With several scenarios under several regimes a regime's name is not enough.
 */
static void
name_all(struct arms *a, const struct wanted *w, const struct options *o)
{
    for (size_t i = 0; i < w->n && w->n_regimes > 0 && o->n_words > 1; i++)
        name_with_regime(&a->item[i], w->typed[i], w->regime[i]);
}

/* The folder and name of what was typed, "lessons/world", and @REGIME. */
static void
name_with_folder(struct arm *arm, const char *typed)
{
    char regime[ARM_NAME];
    const char *at = strrchr(arm->name, '@'), *end = strrchr(typed, '@');
    const char *from = end != NULL ? end : typed + strlen(typed);
    size_t n = (size_t)(from - typed);
    int slashes = 0;

    snprintf(regime, sizeof regime, "%s", at != NULL ? at : "");
    if (n > 5 && strncmp(typed + n - 5, ".yaml", 5) == 0)
        n -= 5;
    for (from = typed + n; from > typed; from--)
        if (from[-1] == '/' && ++slashes == 2)
            break;
    n -= (size_t)(from - typed);
    snprintf(arm->name, ARM_NAME, "%.*s%.40s", (int)(n < 80 ? n : 80), from,
             regime);
}

/* Scenarios of one name in several folders. */
static void
tell_apart(struct arms *a, const struct wanted *w)
{
    bool alike[ARMS_MOST + 1] = { false };

    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; k < a->n; k++)
            alike[i] = alike[i] || (i != k && strcmp(a->item[i].name,
                                                     a->item[k].name) == 0);
    for (size_t i = 0; i < a->n && i < w->n; i++)
        if (alike[i] && (w->n_regimes == 0 || strchr(a->item[i].name, '@')))
            name_with_folder(&a->item[i], w->typed[i]);
}

static int
check_names(const struct arms *a)
{
    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(a->item[i].name, a->item[k].name) == 0)
                return say_usage("an arm is called like its file: give one of "
                                 "them another name, or compare once",
                                 "two arms are called '%s'",
                                 a->item[i].name);
    return 0;
}

/* "one of anarchy, agency", as many as there is room for. */
static void
list_names(const char *const name[], size_t n, char *text, size_t size)
{
    size_t used = (size_t)snprintf(text, size, "one of ");

    for (size_t i = 0; i < n; i++) {
        if (used + strlen(name[i]) + sizeof ",  ..." > size) {
            snprintf(text + used, size - used, " ...");
            return;
        }
        used += (size_t)snprintf(text + used, size - used, "%s%s",
                                 i > 0 ? ", " : "", name[i]);
    }
}

static int
move_baseline(struct arms *a, const char *baseline)
{
    const char *name[ARMS_MOST + 1];
    char hint[256] = "";

    for (size_t i = 0; i < a->n; i++) {
        name[i] = a->item[i].name;
        if (strcmp(name[i], baseline) != 0)
            continue;
        struct arm first = a->item[i];
        memmove(a->item + 1, a->item, i * sizeof *a->item);
        a->item[0] = first;
        return 0;
    }
    const char *near = text_nearest(baseline, name, a->n);
    if (near != NULL)
        snprintf(hint, sizeof hint, "did you mean '%s'?", near);
    else
        list_names(name, a->n, hint, sizeof hint);
    return say_usage(hint, "no arm is called '%s' (--baseline)", baseline);
}

/* Worlds are paired by their luck, week for week: arms of another length or
 * start would be compared as if they were alike. */
static int
check_spans(const struct arms *a)
{
    const struct arm *base = &a->item[0];
    char one[48], other[48], hint[64];

    for (size_t i = 1; i < a->n; i++) {
        const struct arm *b = &a->item[i];
        const int32_t weeks[] = { b->in.weeks, base->in.weeks };
        date_text(&b->in, 0, one);
        date_text(&base->in, 0, other);
        snprintf(hint, sizeof hint, "--years %.10g sets it for all",
                 weeks[weeks[0] > weeks[1]] / 52.0);
        if (weeks[0] != weeks[1])
            return say_usage(hint, "'%s' runs for %.10g years, '%s' for "
                             "%.10g: not the same worlds", b->name,
                             weeks[0] / 52.0, base->name, weeks[1] / 52.0);
        if (b->in.start != base->in.start)
            return say_usage("give both files the same start",
                             "'%s' starts on %s, '%s' on %s: not the same "
                             "worlds", b->name, one, base->name, other);
    }
    return 0;
}

/* A lever goes to the arms that have its clause; one that no arm has is wrong.
 */
static int
check_sets(const struct arms *a, const struct options *o)
{
    struct faults all = { 0 };
    struct fault f;
    int code = 0;

    for (size_t s = 0; s < o->n_sets; s++) {
        bool applied = false;
        char where[32];
        for (size_t i = 0; i < a->n; i++)
            applied = applied || a->item[i].set_applied[s];
        if (applied)
            continue;
        snprintf(where, sizeof where, "--set:%zu", s + 1);
        code = fault_set(&f, FAULT_INPUT, where, 0,
                         "no arm has a clause '%.*s'",
                         (int)strcspn(o->set[s], "."), o->set[s]);
        snprintf(f.source, sizeof f.source, "%s", o->set[s]);
        snprintf(f.hint, sizeof f.hint, "a clause comes with a regime, such "
                 "as world@convention+agency");
        f.column = 1;
        f.width = (int)strcspn(o->set[s], ".");
        faults_add(&all, &f);
    }
    if (code != 0)
        code = say_faults(&all, code, "nothing was run");
    faults_free(&all);
    return code;
}

int
arms_load(struct arms *a, const struct program *g, bool pairs)
{
    const struct options *o = &g->o;
    struct wanted w = { 0 };
    int code = want_all(&w, o);

    *a = (struct arms){ .regimes = options_has(o, OPTION_regimes) };
    if (code == 0)
        code = load_all(a, g, &w);
    if (code == 0 && pairs && a->n == 1)
        code = load_parent(a, g, &w);
    if (code == 0)
        name_all(a, &w, o);
    if (code == 0)
        tell_apart(a, &w);
    if (code == 0)
        code = check_names(a);
    if (code == 0)
        code = check_spans(a);
    if (code == 0)
        code = check_sets(a, o);
    if (code == 0 && options_has(o, OPTION_baseline))
        code = move_baseline(a, o->text[OPTION_baseline]);
    for (size_t i = 0; i < a->n; i++) {
        a->in[i] = &a->item[i].in;
        a->name[i] = a->item[i].name;
    }
    free(w.typed);
    return code;
}

void
arms_free(struct arms *a)
{
    for (size_t i = 0; i < a->n; i++)
        arm_free(&a->item[i]);
    free(a->item);
    free(a->in);
    free(a->name);
    *a = (struct arms){ 0 };
}

double
arms_years(const struct arms *a)
{
    return (double)a->item[0].in.weeks / 52;
}

const char *
arms_title(const struct arms *a)
{
    for (size_t i = 1; i < a->n; i++)
        if (strcmp(a->item[i].title, a->item[0].title) != 0)
            return NULL;
    return a->item[0].title;
}
