/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why.c - `detente why`: what led to an event; the same world without another
 * one, or under another regime.  Runs are played again, nothing is stored. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "program/arms.h"
#include "program/why_folder.h"
#include "record/output.h"
#include "report/number.h"
#include "report/why_write.h"

enum { HERE, AGAINST, UNLESS, N_PLAYED };
enum { NEAR = 3 };

/* All that one question needs. */
struct question {
    const struct program *g;
    struct arms arms;           /* the first is asked about                  */
    struct arms against;        /* one, if --against                         */
    uint64_t seed;
    uint32_t replicate;
    char typed[ARM_PATH];       /* the scenario, for --against               */
    enum metric worst;
    struct why_run run[N_PLAYED];
    bool played[N_PLAYED];
    struct why_chain chain;
    struct why_answer answer;
};

/* ---- arms --------------------------------------------------------------- */

static int
question_arm(struct question *q)
{
    const struct options *o = &q->g->o;
    const char *word = o->word[0];

    q->seed = o->seed;
    q->replicate = o->replicate;
    if (folder_is_ours(word))
        return why_folder(q->g, word, &(struct why_folder){
            .arms = &q->arms, .seed = &q->seed, .replicate = &q->replicate,
            .typed = q->typed, .worst = options_has(o, OPTION_worst)
                ? (int)q->worst : -1 });
    if (options_has(o, OPTION_baseline))
        return say_usage("detente why world@agency --event war",
                         "--baseline chooses an arm of a DIR, and '%s' is "
                         "none", word);
    snprintf(q->typed, sizeof q->typed, "%s", word);
    return arms_load(&q->arms, q->g, false);
}

/* A regime alone means the scenario that is asked about under it.  Faults of
 * the first guess are not told: the second says what is wrong. */
static bool
is_regime_here(const struct question *q, const char *scenario,
               const char *regime)
{
    const struct options *o = &q->g->o;
    const struct arm_request r = { .typed = scenario, .regime = regime,
        .set = o->set, .n_sets = o->n_sets, .years = o->years };
    struct faults all = { 0 };
    struct arm a = { .n_files = 0 };
    int code = arm_load(&r, &a, &all);

    faults_free(&all);
    arm_free(&a);
    return code == 0;
}

static int
question_against(struct question *q)
{
    const char *against = q->g->o.text[OPTION_against];
    struct program h = *q->g;
    char typed[2 * ARM_PATH], *at = strrchr(q->typed, '@');

    if (against == NULL)
        return 0;
    if (at)
        *at = '\0';
    snprintf(typed, sizeof typed, "%s", against);
    if (strchr(against, '@') == NULL) {
        if (is_regime_here(q, q->typed, against))
            snprintf(typed, sizeof typed, "%s@%s", q->typed, against);
        else if (at == NULL && is_regime_here(q, "world", against))
            snprintf(typed, sizeof typed, "world@%s", against);
    }
    h.o.word[0] = typed;
    h.o.n_words = 1;
    return arms_load(&q->against, &h, false);
}

/* ---- runs --------------------------------------------------------------- */

static int
play(struct question *q, int which, const struct inputs *in,
     const struct suppressed *without)
{
    struct fault f = { 0 };
    int code = why_run_init(&q->run[which], in, q->seed, q->replicate,
                            without, &f);

    q->played[which] = code == 0;
    return code == 0 ? 0 : say_fault(&f);
}

/* Ids begin with a week, "w12-...", or are imposed, "e3". */
static bool
is_id(const char *text)
{
    return (*text == 'w' || *text == 'e')
           && (text[1] == '-' || (text[1] >= '0' && text[1] <= '9'));
}

/* "no event is called ..."; with what it may have been. */
static int
no_such_event(const struct question *q, const char *id)
{
    const char *near[NEAR];
    char hint[FAULT_TEXT] = "near it:";

    if (!is_id(id))
        return say_usage("an id of events.csv, such as w12-CHN-2, or war, "
                         "crisis, sanction, retaliation, wrong, disruption, "
                         "rung5 and the like", "'%.200s' is neither an event "
                         "nor a word for some", id);
    size_t n = why_run_near(&q->run[HERE], id, near, NEAR);

    for (size_t k = 0; k < n; k++) {
        size_t used = strlen(hint);
        snprintf(hint + used, sizeof hint - used, "%s %s", k > 0 ? "," : "",
                 near[k]);
    }
    return say_usage(hint, "no event of %s is called '%.200s'",
                     q->played[AGAINST] ? "either world" : "this world", id);
}

/* What a word means, where it is no noun. */
static const char *
noun_of(const char *word)
{
    if (strcmp(word, "wrong") == 0)
        return "wrong public finding";
    return strcmp(word, "retaliation") == 0
           ? "retaliation against a state that did not do it" : word;
}

/* Of a DIR: a world that has what this one lacks. */
static int
no_such_word(const struct question *q, const char *word, const char *what)
{
    const char *dir = q->g->o.word[0], *arm = q->arms.item[0].name;
    enum metric m;
    uint32_t other;
    char hint[FAULT_TEXT] = "another world may have: --replicate K";

    if (folder_is_ours(dir) && why_run_counts(word, &m)) {
        if (why_folder_with(dir, arm, m, &other))
            snprintf(hint, sizeof hint, "world %u has: --replicate %u",
                     (unsigned)other, (unsigned)other);
        else
            snprintf(hint, sizeof hint, "nor is there in any other world of "
                     "%.100s", dir);
    }
    return say_usage(hint, "there is no %s in world %u of %s", what,
                     (unsigned)q->replicate, arm);
}

/* An id or a word; `*which` is the run that has it. */
static int
find_event(const struct question *q, const char *text, int *which,
           uint32_t *event)
{
    bool known = false;

    for (*which = HERE; *which <= AGAINST; ++*which) {
        if (!q->played[*which])
            continue;
        *event = why_run_find(&q->run[*which], text);
        if (*event == NOTHING)
            *event = why_run_first(&q->run[*which], text, &known);
        if (*event != NOTHING)
            return 0;
    }
    return known ? no_such_word(q, text, noun_of(text))
                 : no_such_event(q, text);
}

static int
find_worst(struct question *q, uint32_t *event)
{
    const struct metric_info *info = &metric_table[q->worst];
    struct why_answer *a = &q->answer;
    bool known = false;
    double amount;

    *event = why_run_worst(&q->run[HERE], q->worst, &amount, &known);
    if (!known)
        return say_usage("loss_musd, people_compromised, armed_conflicts, "
                         "pair_weeks_rung5_per_1000 and others can",
                         "%s can't be told by single events", info->name);
    if (*event == NOTHING)
        return no_such_word(q, info->name, info->name);
    double x = isnan(amount) ? q->run[HERE].out.value[q->worst] : amount;
    const struct number_style style = number_style_alone(x, q->g->utf8);
    char text[NUMBER_TEXT];
    number_text(text, x, &style, false);
    if (isnan(amount))
        snprintf(a->note, sizeof a->note, "%s: %s %s.  The first event that "
                 "counts:", info->label, text, info->unit);
    else
        snprintf(a->note, sizeof a->note, "The operation with most of it "
                 "(%s): %s %s.", info->label, text,
                 strchr(info->unit, ' ') ? "people" : info->unit);
    return 0;
}

/* ---- the answer --------------------------------------------------------- */

static int
tell_chain(struct question *q)
{
    const struct options *o = &q->g->o;
    struct fault f = { 0 };
    uint32_t event = NOTHING;
    int which = HERE, code = 0;

    if (options_has(o, OPTION_event))
        code = find_event(q, o->text[OPTION_event], &which, &event);
    else if (options_has(o, OPTION_worst))
        code = find_worst(q, &event);
    if (code != 0 || event == NOTHING)
        return code;
    q->answer.run = &q->run[which];
    q->answer.arm = which == HERE ? q->arms.item[0].name
                                  : q->against.item[0].name;
    if (which == AGAINST)
        snprintf(q->answer.note, sizeof q->answer.note,
                 "It does not happen in %.100s.", q->arms.item[0].name);
    q->answer.chain = &q->chain;
    if (why_chain_init(&q->chain, q->answer.run, event, &f) != 0)
        return say_fault(&f);
    return 0;
}

static struct why_other *
other_run(struct question *q, int which)
{
    struct why_other *other = &q->answer.other[q->answer.n_others++];
    const struct why_chain *c = &q->chain;
    uint32_t event = q->answer.chain && q->answer.run == &q->run[HERE]
                     ? c->link[c->n - 1].event : NOTHING;

    other->run = &q->run[which];
    why_parting_find(&other->parting, &q->run[HERE], other->run, event);
    return other;
}

static int
tell_unless(struct question *q)
{
    const char *id = q->g->o.text[OPTION_unless];
    struct suppressed s;

    if (id == NULL)
        return 0;
    uint32_t e = why_run_find(&q->run[HERE], id);
    if (e == NOTHING)
        return no_such_event(q, id);
    if (!suppressed_of_event(&s, &q->run[HERE].w, e))
        return say_usage("an operation, detection, finding, reaction, crisis, "
                         "war, worm, accession, withdrawal or imposed event "
                         "can be",
                         "'%.200s' follows from others by itself and can't be "
                         "kept from happening alone", id);
    int code = play(q, UNLESS, q->arms.in[0], &s);
    if (code == 0) {
        struct why_other *other = other_run(q, UNLESS);
        snprintf(other->title, sizeof other->title, "without %.150s", id);
        snprintf(other->here, sizeof other->here, "with it");
        snprintf(other->there, sizeof other->there, "without it");
    }
    return code;
}

/* Length of SCENARIO@ where two arms have it in common, else 0. */
static size_t
same_scenario(const char *a, const char *b)
{
    size_t n = strcspn(a, "@");

    return a[n] == '@' && strncmp(a, b, n + 1) == 0 ? n + 1 : 0;
}

static int
tell_all(struct question *q)
{
    const char *format = q->g->o.text[OPTION_format];
    struct fault f = { 0 };
    int code = tell_chain(q);

    if (code == 0)
        code = tell_unless(q);
    if (code == 0 && q->played[AGAINST]) {
        struct why_other *other = other_run(q, AGAINST);
        const char *a = q->arms.item[0].name, *b = q->against.item[0].name;
        size_t same = same_scenario(a, b);
        snprintf(other->title, sizeof other->title, "in %.150s", b);
        snprintf(other->here, sizeof other->here, "%.31s", a + same);
        snprintf(other->there, sizeof other->there, "%.31s", b + same);
    }
    if (code != 0)
        return code;
    if (format && strcmp(format, "dot") == 0)
        why_dot(stdout, &q->answer);
    else if (format && strcmp(format, "json") == 0)
        return why_json(stdout, &q->answer, &f) == 0 ? 0 : say_fault(&f);
    else
        why_text(stdout, &q->answer);
    return 0;
}

static int
answer(struct question *q)
{
    int code = question_arm(q);

    if (code == 0)
        code = question_against(q);
    if (code == 0)
        code = play(q, HERE, q->arms.in[0], NULL);
    if (code == 0 && q->against.n > 0)
        code = play(q, AGAINST, q->against.in[0], NULL);
    if (code != 0)
        return code;
    q->answer = (struct why_answer){ .arm = q->arms.item[0].name,
        .run = &q->run[HERE], .from = &q->run[HERE], .utf8 = q->g->utf8 };
    return tell_all(q);
}

/* ---- the command line --------------------------------------------------- */

/* A name, or its beginning: loss, disrupted_person_weeks. */
static int
choose_worst(const char *text, enum metric *worst)
{
    enum metric metric[N_METRICS];
    size_t n = strlen(text), found;

    for (int m = 0; m < N_METRICS; m++)
        if (strncmp(metric_table[m].name, text, n) == 0
            && (metric_table[m].name[n] == '\0'
                || metric_table[m].name[n] == '_')) {
            *worst = (enum metric)m;
            return 0;
        }
    if (strchr(text, ',') != NULL || strcmp(text, "all") == 0)
        return say_usage(NULL, "--worst takes one outcome");
    return metrics_choose(text, metric, &found);
}

static int
check_line(const struct options *o, enum metric *worst)
{
    const char *format = o->text[OPTION_format];
    bool event = options_has(o, OPTION_event);

    if (format && strcmp(format, "text") != 0 && strcmp(format, "dot") != 0
        && strcmp(format, "json") != 0)
        return say_usage("text, dot or json", "--format '%s' is not known",
                         format);
    if (o->n_words != 1)
        return say_usage("detente why world --event war",
                         "why needs one arm or DIR");
    if (event && options_has(o, OPTION_worst))
        return say_usage(NULL, "--event and --worst are two questions");
    if (!event && !options_has(o, OPTION_worst)
        && !options_has(o, OPTION_unless) && !options_has(o, OPTION_against))
        return say_usage("--event ID, --event war, or --worst OUTCOME",
                         "why what?");
    return options_has(o, OPTION_worst)
           ? choose_worst(o->text[OPTION_worst], worst) : 0;
}

int
command_why(struct program *g)
{
    struct question *q;
    enum metric worst = METRIC_loss_musd;
    struct fault f;
    int code = check_line(&g->o, &worst);

    if (code != 0)
        return code;
    q = calloc(1, sizeof *q);   /* too large for a stack                     */
    if (q == NULL) {
        fault_set(&f, FAULT_NOMEM, "", 0, "out of memory");
        return say_fault(&f);
    }
    q->g = g;
    q->worst = worst;
    code = answer(q);
    why_chain_free(&q->chain);
    for (int k = 0; k < N_PLAYED; k++)
        why_run_free(&q->run[k]);
    arms_free(&q->arms);
    arms_free(&q->against);
    free(q);
    return code;
}
