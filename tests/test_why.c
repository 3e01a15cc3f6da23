/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_why.c - an event is walked back to its first cause, undone, and what
 * was chosen has the odds by which it was chosen.
 *
 * A busy teaching world in which findings start wars. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "process/decision_menu.h"
#include "report/number.h"
#include "report/why_rows.h"
#include "report/why_write.h"
#include "support/near.h"
#include "support/worlds.h"

enum { SEED = 2386 };

static const char *const busy[] = {
    "decision.tempo=40", "politics.crisis_rate=1", "politics.war_chance=0.01",
    "attribution.public_rate=0.05", "attribution.firm_names=0.7",
    "attribution.flag_share=0.2", "reaction.intercept.in_kind=-0.8",
    "reaction.intercept.collective=-0.8", "reaction.intercept.armed=-1",
    "reaction.intercept.escalate=-1", "reaction.hard_severity=3",
    "reaction.join_trade=0",
    "reaction.sanction_trade=0",
    "spread.escape.own=0.3", NULL
};

struct stage {
    struct arm arm, treaty;
    struct why_run run, other;
};

static void
play(struct why_run *r, const struct arm *a, const struct suppressed *without)
{
    struct fault f = { 0 };

    if (why_run_init(r, &a->in, SEED, 0, without, &f) != 0)
        fail_msg("%s", f.text);
}

static int
begin(void **state)
{
    struct stage *s = calloc(1, sizeof *s);

    *state = s;
    if (s == NULL)
        return -1;
    worlds_load(&s->arm, "lessons/world@anarchy", busy);
    worlds_load(&s->treaty, "lessons/world@convention+agency", busy);
    const struct imposed list[] = {
        { .verb = IMPOSED_operation, .number = 0, .week = 60, .i = 0, .j = 1,
          .kind = KIND_disruption, .sector = SECTOR_civilians, .severity = 6 }
    };
    worlds_impose(&s->arm, list, 1);
    worlds_impose(&s->treaty, list, 1);
    play(&s->run, &s->arm, NULL);
    play(&s->other, &s->treaty, NULL);
    return 0;
}

static int
end(void **state)
{
    struct stage *s = *state;

    why_run_free(&s->run);
    why_run_free(&s->other);
    arm_free(&s->arm);
    arm_free(&s->treaty);
    free(s);
    return 0;
}

/* ---- the chain ---------------------------------------------------------- */

static void
chain_of(struct why_chain *c, const struct why_run *r, uint32_t e)
{
    struct fault f = { 0 };

    if (why_chain_init(c, r, e, &f) != 0)
        fail_msg("%s", f.text);
}

/* The first war that an armed answer began. */
static uint32_t
war_of_an_answer(const struct world *w)
{
    for (uint32_t e = 0; e < w->event.n; e++) {
        uint32_t from = w->event.trigger[e];
        if (w->event.kind[e] == EVENT_war && from != NOTHING
            && w->event.week[e] >= 0
            && w->event.kind[from] == EVENT_reaction)
            return e;
    }
    fail_msg("no war began with an answer");
    return NOTHING;
}

static void
a_war_is_walked_back_to_its_first_cause_and_undone_with_it(void **state)
{
    struct stage *s = *state;
    uint32_t war = war_of_an_answer(&s->run.w);
    struct why_chain c;
    struct suppressed without;
    struct why_parting p;

    chain_of(&c, &s->run, war);
    assert_true(c.n >= 4);
    assert_int_equal(c.link[c.n - 1].event, war);
    assert_true(c.before_start
                || s->run.w.event.trigger[c.link[0].event] == NOTHING);
    assert_non_null(strstr(c.link[c.n - 1].said[WHY_what], "War broke out"));

    assert_true(suppressed_of_event(&without, &s->run.w, c.link[0].event));
    struct why_run undone;
    play(&undone, &s->arm, &without);
    for (size_t k = 0; k < c.n; k++)
        assert_int_equal(why_run_find(&undone, c.link[k].id), NOTHING);
    why_parting_find(&p, &s->run, &undone, war);
    assert_int_equal(p.week, c.link[0].week);
    assert_int_equal(p.still, NOTHING);
    why_run_free(&undone);
    why_chain_free(&c);
}

static void
links_follow_triggers_in_time_and_each_is_told(void **state)
{
    struct stage *s = *state;
    const struct world *w = &s->run.w;

    for (uint32_t e = w->event.n / 2, n = 0; e < w->event.n && n < 12; e++) {
        struct why_chain c;
        if (w->event.kind[e] >= N_EVENTS || (e % 37 != 0))
            continue;
        n++;
        chain_of(&c, &s->run, e);
        for (size_t k = 0; k < c.n; k++) {
            assert_true(c.link[k].said[WHY_what][0] != '\0');
            assert_non_null(c.link[k].id);
            if (k == 0)
                continue;
            assert_int_equal(w->event.trigger[c.link[k].event],
                             c.link[k - 1].event);
            assert_true(c.link[k].week >= c.link[k - 1].week);
        }
        why_chain_free(&c);
    }
}

static void
a_wrong_finding_says_who_was_blamed_and_who_did_it(void **state)
{
    struct stage *s = *state;
    const struct world *w = &s->run.w;
    bool known;
    uint32_t e = why_run_first(&s->run, "wrong", &known);
    char want[64];
    struct why_chain c;

    assert_true(known);
    assert_int_not_equal(e, NOTHING);
    uint32_t o = w->case_file.operation[w->event.row[e]];
    snprintf(want, sizeof want, "it was %s",
             s->arm.in.tables.state[w->operation.initiator[o]].text);
    chain_of(&c, &s->run, e);
    assert_non_null(strstr(c.link[c.n - 1].said[WHY_wrong], want));
    assert_non_null(strstr(c.link[c.n - 1].said[WHY_wrong], "sure"));
    why_chain_free(&c);
}

/* The first success that cost something and reached people. */
static uint32_t
costly_strike(const struct world *w, double *loss, double *touched)
{
    for (uint32_t e = 0; e < w->event.n; e++) {
        uint32_t o = w->event.row[e];
        if (w->event.kind[e] != EVENT_strike || w->event.week[e] < 0
            || !w->operation.success[o])
            continue;
        *loss = *touched = 0;
        for (uint32_t k = 0; k < w->operation.n_victims[o]; k++) {
            *loss += w->victim.loss[w->operation.first_victim[o] + k];
            *touched += w->victim.touched[w->operation.first_victim[o] + k];
        }
        if (*loss > 0 && *touched > 0)
            return e;
    }
    fail_msg("nothing cost anything");
    return NOTHING;
}

static void
a_strike_is_told_with_its_severity_and_loss(void **state)
{
    struct stage *s = *state;
    const struct world *w = &s->run.w;
    double loss = 0, touched = 0;
    uint32_t e = costly_strike(w, &loss, &touched), o = w->event.row[e];
    uint32_t n = w->operation.n_victims[o];
    const struct number_style whole = number_style_alone(touched, false);
    char want[240], text[NUMBER_TEXT], people[NUMBER_TEXT];
    const struct number_style style = number_style_alone(loss, false);
    struct why_chain c;

    snprintf(want, sizeof want, "It succeeded, with severity %d of 8, at %u "
             "victim%s, for a loss of %s million US dollars; it reached %s "
             "people.", w->operation.severity[o], (unsigned)n,
             n == 1 ? "" : "s", number_text(text, loss, &style, false),
             number_text(people, touched, &whole, false));
    chain_of(&c, &s->run, e);
    assert_string_equal(c.link[c.n - 1].said[WHY_what], want);
    snprintf(want, sizeof want, "Success had chance %.2f.",
             w->operation.chance[o]);
    assert_string_equal(c.link[c.n - 1].said[WHY_odds], want);
    assert_true(c.link[c.n - 1].chance == w->operation.chance[o]);
    why_chain_free(&c);
}

/* The first war of a crisis, both since the start. */
static uint32_t
war_of_a_crisis(const struct world *w)
{
    for (uint32_t e = 0; e < w->event.n; e++) {
        uint32_t from = w->event.trigger[e];
        if (w->event.kind[e] == EVENT_war && from != NOTHING
            && w->event.kind[from] == EVENT_crisis && w->event.week[from] >= 0)
            return e;
    }
    fail_msg("no war of a crisis");
    return NOTHING;
}

/* War in a week of crisis: war_chance (1 + stakes/3), politics.c. */
static void
a_war_of_a_crisis_is_told_with_the_chance_it_had(void **state)
{
    struct stage *s = *state;
    const struct world *w = &s->run.w;
    uint32_t e = war_of_a_crisis(w);
    struct why_chain c;

    chain_of(&c, &s->run, e);
    const struct why_link *l = &c.link[c.n - 1];
    /* One rounding may differ. */
    assert_near(l->chance, 0.01 * (1 + w->event.amount[e] / 3), 1e-15);
    assert_int_equal(l->choice->kind, CHOICE_war);
    assert_true(l->choice->luck < l->chance);
    assert_non_null(strstr(l->said[WHY_odds], "the crisis became a war with"));
    assert_non_null(strstr(l->said[WHY_odds], "in a week of any crisis"));
    why_chain_free(&c);
}

static void
assert_says(const char *text, const char *words)
{
    if (strstr(text, words) == NULL)
        fail_msg("no '%s' in '%s'", words, text);
}

/* As long as events.csv says: the war ends it. */
static void
a_crisis_is_told_with_the_weeks_it_lasted_until_its_war(void **state)
{
    struct stage *s = *state;
    const struct world *w = &s->run.w;
    uint32_t e = war_of_a_crisis(w), c = w->event.row[w->event.trigger[e]];
    char want[64];
    struct why_chain chain;

    chain_of(&chain, &s->run, e);
    snprintf(want, sizeof want, " weeks; after %d it became a war.",
             (int)(w->conflict.ends[c] - w->conflict.began[c]));
    assert_says(chain.link[chain.n - 2].said[WHY_what], want);
    c = w->event.row[e];
    snprintf(want, sizeof want, " su, for %d week",
             (int)(w->conflict.ends[c] - w->conflict.began[c]));
    assert_says(chain.link[chain.n - 1].said[WHY_what], want);
    why_chain_free(&chain);
}

static void
a_broken_norm_is_named(void **state)
{
    struct stage *s = *state;
    const struct world *w = &s->other.w;
    uint32_t o = 0;
    struct why_chain c;

    while (o < w->operation.n && !w->operation.breach[o])
        o++;
    assert_true(o < w->operation.n);
    chain_of(&c, &s->other, w->operation.event[o]);
    const struct why_link *l = &c.link[c.n - 1];
    assert_int_equal(l->law, WHY_LAW_broken);
    assert_int_equal(l->clause, CLAUSE_norms);
    why_chain_free(&c);
}

/* ---- odds --------------------------------------------------------------- */

/* An event since the start that `is` holds of, in the middle of them. */
static uint32_t
middle_that(const struct world *w, bool is(const struct world *w, uint32_t e))
{
    uint32_t n = 0, k = 0;

    for (uint32_t e = 0; e < w->event.n; e++)
        n += w->event.week[e] >= 0 && is(w, e);
    for (uint32_t e = 0; e < w->event.n; e++)
        if (w->event.week[e] >= 0 && is(w, e) && k++ == n / 2)
            return e;
    fail_msg("nothing of that kind happens");
    return NOTHING;
}

static bool
by_chance(const struct world *w, uint32_t e)
{
    return w->event.kind[e] == EVENT_operation
           && w->operation.origin[w->event.row[e]] != ORIGIN_imposed;
}

static bool
is_crisis(const struct world *w, uint32_t e)
{
    return w->event.kind[e] == EVENT_crisis;
}

static bool
is_answer(const struct world *w, uint32_t e)
{
    return w->event.kind[e] == EVENT_reaction
           && w->event.response[e] >= RESPONSE_in_kind;
}

static bool
is_joining(const struct world *w, uint32_t e)
{
    return w->event.kind[e] == EVENT_reaction
           && w->event.response[e] == RESPONSE_collective
           && !(w->event.flags[e] & EVENT_FLAG_put);
}

static bool
by_government(const struct world *w, uint32_t e)
{
    return w->event.kind[e] == EVENT_public_finding
           && w->case_file.author[w->event.row[e]] == AUTHOR_government;
}

static bool
by_firm(const struct world *w, uint32_t e)
{
    return w->event.kind[e] == EVENT_public_finding
           && w->case_file.author[w->event.row[e]] == AUTHOR_firm;
}

/* The link of e in `c`, which is freed by the caller. */
static const struct why_link *
told(struct why_chain *c, const struct why_run *r, uint32_t e)
{
    chain_of(c, r, e);
    return &c->link[c->n - 1];
}

/* All that could be chosen is in the table, alone or with the others. */
static void
assert_table_adds_up(const struct why_table *t, size_t alternatives)
{
    double sum = t->others;
    size_t came = 0;

    for (size_t k = 0; k < t->n; k++) {
        double value = 0;
        sum += t->row[k].a->chance;
        came += t->row[k].came;
        assert_true(t->row[k].name[0] != '\0');
        assert_true(k == 0
                    || t->row[k].a->chance <= t->row[k - 1].a->chance);
        for (int n = 0; n < t->n_columns; n++)
            value += why_column(t->kind, t->row[k].a, t->column[n]);
        /* A column is left out where it is below 0.005 in all rows. */
        assert_near(value, t->row[k].a->value, 0.005 * PARTS_MOST);
    }
    assert_near(sum, 1, 1e-12);
    assert_int_equal(came, 1);
    assert_int_equal(t->n + t->n_others, alternatives);
}

static void
an_operation_is_told_with_what_was_not_done(void **state)
{
    struct stage *s = *state;
    const struct world *w = &s->run.w;
    struct why_chain c;
    struct why_table table[WHY_TABLES];
    const struct why_link *l = told(&c, &s->run, middle_that(w, by_chance));
    uint32_t o = w->event.row[l->event];
    const struct act a = acts[l->choice->chosen - 1];
    size_t possible = 0;

    assert_int_equal(l->choice->kind, CHOICE_act);
    for (int k = 0; k < l->choice->n; k++)
        possible += l->choice->at[k].value > -INFINITY;
    assert_int_equal(a.kind, w->operation.kind[o]);
    assert_int_equal(a.sector, w->operation.sector[o]);
    assert_int_equal(a.executor, w->operation.executor[o]);
    assert_true(l->chance == l->choice->at[l->choice->chosen].chance);
    assert_says(l->said[WHY_odds], " let it pass with ");
    assert_says(l->said[WHY_odds], " and used it with ");
    assert_says(l->said[WHY_odds], "would be named for it with");
    assert_int_equal(why_tables(table, l, w), 1);
    assert_table_adds_up(&table[0], possible);
    assert_true(table[0].n >= 5);       /* it, nothing, three others */
    why_chain_free(&c);
}

static void
what_the_scenario_makes_has_no_odds(void **state)
{
    struct stage *s = *state;
    const struct world *w = &s->run.w;
    struct why_chain c;
    struct why_table table[WHY_TABLES];
    uint32_t o = 0;

    while (w->operation.origin[o] != ORIGIN_imposed)
        o++;
    const struct why_link *l = told(&c, &s->run, w->operation.event[o]);
    assert_null(l->choice);
    assert_true(isnan(l->chance));
    assert_int_equal(why_tables(table, l, w), 0);
    assert_says(l->said[WHY_odds], "The scenario makes it");
    why_chain_free(&c);
}

static void
an_answer_is_told_with_all_that_its_victim_could_do(void **state)
{
    struct stage *s = *state;
    const struct world *w = &s->run.w;
    struct why_chain c;
    struct why_table table[WHY_TABLES];
    uint32_t e = middle_that(w, is_answer);
    const struct why_link *l = told(&c, &s->run, e);
    size_t allowed = 0;

    assert_int_equal(l->choice->kind, CHOICE_response);
    assert_int_equal(l->choice->chosen, w->event.response[e]);
    assert_int_equal(l->choice->i, w->event.actor[e]);
    assert_int_equal(l->choice->j, w->event.target[e]);
    assert_true(l->choice->at[1].part[PART_response_belief]
                == w->event.belief[e]);
    for (int r = 0; r < N_RESPONSES; r++)
        allowed += l->choice->at[r].value > -INFINITY;
    assert_int_equal(why_tables(table, l, w), 1);
    assert_table_adds_up(&table[0], allowed);
    assert_int_equal(table[0].n, allowed);
    why_chain_free(&c);
}

static void
sanctions_are_told_with_the_odds_of_all_who_were_asked(void **state)
{
    struct stage *s = *state;
    const struct world *w = &s->run.w;
    struct why_chain c;
    struct why_table table[WHY_TABLES];
    uint32_t e = middle_that(w, is_joining);
    const struct why_link *l = told(&c, &s->run, e);
    size_t joined = 0, own = 0, events = 0;
    char want[64];

    for (size_t k = 0; k < l->n_beside; k++) {
        joined += l->beside[k].chosen != 0;
        if (l->beside[k].i != w->event.actor[e])
            continue;
        own++;
        assert_true(l->chance == l->beside[k].at[1].chance);
    }
    assert_int_equal(own, 1);
    for (uint32_t k = 0; k < w->event.n; k++)
        events += w->event.week[k] == w->event.week[e] && is_joining(w, k)
                  && w->event.trigger[k] == w->event.trigger[e]
                  && w->event.victim[k] == w->event.victim[e];
    assert_int_equal(joined, events);
    snprintf(want, sizeof want, "Of %zu that were asked %zu joined",
             l->n_beside, joined);
    assert_says(l->said[WHY_odds], want);
    assert_int_equal(l->choice->chosen, RESPONSE_collective);
    assert_int_equal(why_tables(table, l, w), 2);
    assert_int_equal(table[1].n + table[1].n_others, l->n_beside);
    why_chain_free(&c);
}

static void
a_crisis_is_told_with_what_raised_its_chance(void **state)
{
    struct stage *s = *state;
    struct why_chain c;
    const struct why_link *l = told(&c, &s->run,
                                    middle_that(&s->run.w, is_crisis));

    assert_int_equal(l->choice->kind, CHOICE_crisis);
    assert_true(l->choice->luck < l->chance);
    assert_says(l->said[WHY_odds], "for any two ");
    assert_says(l->said[WHY_odds], "for their nationalism");
    assert_says(l->said[WHY_odds], "for hostility");
    assert_says(l->said[WHY_odds], "(drawn 0.");
    why_chain_free(&c);
}

static void
a_statement_is_told_with_the_chance_that_it_was_made(void **state)
{
    struct stage *s = *state;
    struct why_chain c;
    const struct why_link *l = told(&c, &s->run,
                                    middle_that(&s->run.w, by_government));

    assert_int_equal(l->choice->kind, CHOICE_statement);
    assert_says(l->said[WHY_odds], " said so had ");
    assert_says(l->said[WHY_odds], "Since it settled it had ");
    why_chain_free(&c);
    l = told(&c, &s->run, middle_that(&s->run.w, by_firm));
    assert_int_equal(l->choice->kind, CHOICE_firm_statement);
    assert_says(l->said[WHY_odds], "That the firm said so had ");
    why_chain_free(&c);
}

/* A finding that members stop, and what of it leaks. */
static bool
is_blocked(const struct world *w, uint32_t e)
{
    return w->event.kind[e] == EVENT_finding
           && (w->event.flags[e] & EVENT_FLAG_blocked);
}

static bool
is_leak(const struct world *w, uint32_t e)
{
    return w->event.kind[e] == EVENT_public_finding
           && (w->event.flags[e] & EVENT_FLAG_leak);
}

static void
a_blocked_finding_and_its_leak_have_their_odds(void **state)
{
    static const char *const vetoes[] = {
        "decision.tempo=200", "attribution.veto=1", "attribution.leak=0.2",
        "agency.independence=0", "agency.capacity=5", NULL };
    struct arm a;
    struct why_run r;
    struct why_chain c;

    (void)state;
    worlds_load(&a, "lessons/world@convention+agency", vetoes);
    play(&r, &a, NULL);
    const struct why_link *l = told(&c, &r, middle_that(&r.w, is_blocked));
    assert_int_equal(l->choice->kind, CHOICE_release);
    assert_int_equal(l->choice->chosen, 0);
    assert_says(l->said[WHY_odds], "could stop it with");
    why_chain_free(&c);
    l = told(&c, &r, middle_that(&r.w, is_leak));
    assert_int_equal(l->choice->kind, CHOICE_leak);
    assert_says(l->said[WHY_odds], "leaks in a week with");
    why_chain_free(&c);
    why_run_free(&r);
    arm_free(&a);
}

static bool
is_suspect(const struct world *w, uint32_t o, state_id state)
{
    for (uint32_t k = 0; k < w->operation.n_suspects[o]; k++)
        if (w->operation.suspect[o * SUSPECT_STATES + k] == state)
            return true;
    return false;
}

/* A finding against another than who did it, who was not looked at. */
static bool
misses_the_culprit(const struct world *w, uint32_t e)
{
    return w->event.kind[e] == EVENT_finding
           && !is_suspect(w, w->case_file.operation[w->event.row[e]],
                          w->operation.initiator[
                              w->case_file.operation[w->event.row[e]]]);
}

static void
a_finding_tells_its_weeks_and_that_the_culprit_was_no_suspect(void **state)
{
    struct arm a;
    struct why_run r;
    struct why_chain c;
    char want[64];

    (void)state;
    worlds_load(&a, "world@anarchy", NULL);
    a.in.weeks = 104;
    play(&r, &a, NULL);
    uint32_t e = middle_that(&r.w, misses_the_culprit);
    uint32_t file = r.w.event.row[e];
    const struct why_link *l = told(&c, &r, e);
    snprintf(want, sizeof want, ", who did it, was no suspect");
    assert_says(l->said[WHY_odds], want);
    snprintf(want, sizeof want, " after %d week", r.w.case_file.weeks[file]);
    assert_says(l->said[WHY_what], want);
    assert_says(l->said[WHY_what], " of evidence, ");
    why_chain_free(&c);
    why_run_free(&r);
    arm_free(&a);
}

static bool
is_step(const struct world *w, uint32_t e)
{
    return w->event.kind[e] == EVENT_accession;
}

/* Of all whose next step it is there are odds, whoever takes it. */
static void
a_step_is_told_with_the_odds_of_all_who_could_take_it(void **state)
{
    struct arm a;
    struct why_run r;
    struct why_chain c;

    (void)state;
    worlds_load(&a, "world@convention", NULL);
    a.in.weeks = 156;
    play(&r, &a, NULL);
    uint32_t e = middle_that(&r.w, is_step);
    const struct why_link *l = told(&c, &r, e);
    size_t did = 0, events = 0;

    assert_int_equal(l->choice->kind, CHOICE_step);
    assert_int_equal(l->choice->step, (int)r.w.event.amount[e]);
    assert_int_equal(l->choice->i, r.w.event.actor[e]);
    for (size_t k = 0; k < l->n_beside; k++)
        did += l->beside[k].chosen != 0;
    for (uint32_t k = 0; k < r.w.event.n; k++)
        events += r.w.event.week[k] == r.w.event.week[e] && is_step(&r.w, k)
                  && r.w.event.amount[k] == r.w.event.amount[e];
    assert_int_equal(did, events);
    assert_true(l->n_beside > did);
    assert_says(l->said[WHY_odds], " could ");
    why_chain_free(&c);
    why_run_free(&r);
    arm_free(&a);
}

/* The response whose Gumbel draw is largest: log chance is beta U but for a
 * constant.  Were a utility of another moment told, the draws would choose
 * otherwise. */
static void
hear_response(void *data, const struct world *w, const struct choice *c)
{
    size_t *n = data;

    if (c->kind != CHOICE_response)
        return;
    uint32_t row = w->event.row[c->trigger];
    bool is_public = w->event.kind[c->trigger] == EVENT_public_finding;
    uint64_t who = (uint64_t)world_code(w, c->i) << 1 | is_public;
    uint64_t key = entity_mix(w->operation.key[w->case_file.operation[row]],
                              PURPOSE_response_key, who);
    double best = -INFINITY;
    int chosen = -1;
    for (int r = 0; r < N_RESPONSES; r++) {
        double u = draw_at(w->key, PURPOSE_reaction, 0, key, (uint32_t)r);
        double v = log(c->at[r].chance) - log(-log(u));
        if (v > best) {
            best = v;
            chosen = r;
        }
    }
    assert_int_equal(chosen, c->chosen);
    ++*n;
}

static void
odds_of_a_response_are_those_it_was_drawn_by(void **state)
{
    struct stage *s = *state;
    struct world w = { 0 };
    struct outcomes out;
    struct fault f = { 0 };
    size_t n = 0;

    worlds_begin(&w, &s->treaty, SEED, 0);
    w.choices = (struct choice_watch){ hear_response, &n };
    assert_int_equal(model_finish(&w, &s->treaty.in, &out, &f), 0);
    assert_true(n > 100);
    world_free(&w);
}

/* ---- keeping from happening --------------------------------------------- */

static void
what_never_comes_up_suppresses_nothing(void **state)
{
    struct stage *s = *state;
    const struct suppressed none = { .kind = EVENT_operation, .key = 1 };
    struct why_run same;
    struct why_parting p;

    play(&same, &s->arm, &none);
    assert_int_equal(world_hash(&same.w), world_hash(&s->run.w));
    why_parting_find(&p, &s->run, &same, NOTHING);
    assert_int_equal(p.week, NEVER);
    assert_int_equal(p.n_here + p.n_there, 0);
    why_run_free(&same);
}

/* An event of that kind in the middle of what the run has of it. */
static uint32_t
middle_of(const struct world *w, enum event_kind kind)
{
    uint32_t n = 0, k = 0;

    for (uint32_t e = 0; e < w->event.n; e++)
        n += w->event.kind[e] == kind && w->event.week[e] >= 0;
    for (uint32_t e = 0; e < w->event.n; e++)
        if (w->event.kind[e] == kind && w->event.week[e] >= 0
            && k++ == n / 2)
            return e;
    return NOTHING;
}

static void
undo(const struct arm *arm, const struct why_run *r, uint32_t e)
{
    struct suppressed without;
    struct why_run undone;
    struct why_parting p;
    struct arm a = *arm;

    assert_true(suppressed_of_event(&without, &r->w, e));
    a.in.suppressed = &without;
    worlds_run(NULL, &a, SEED, 0, &(struct outcomes){ .value = { 0 } });
    play(&undone, arm, &without);
    const char *id = why_run_id(r, e);
    if (why_run_find(&undone, id) != NOTHING)
        fail_msg("%s happens all the same", id);
    why_parting_find(&p, r, &undone, e);
    if (p.week != r->w.event.week[e])
        fail_msg("without %s the worlds part in week %d", id, (int)p.week);
    assert_true(p.n_here >= 1);
    why_run_free(&undone);
}

static void
each_kind_is_kept_from_happening_and_nothing_before_it_moves(void **state)
{
    static const enum event_kind kind[] = {
        EVENT_operation, EVENT_detection, EVENT_finding, EVENT_public_finding,
        EVENT_reaction, EVENT_crisis, EVENT_war, EVENT_worm, EVENT_imposed };
    struct stage *s = *state;

    for (size_t k = 0; k < sizeof kind / sizeof *kind; k++) {
        uint32_t e = middle_of(&s->run.w, kind[k]);
        if (e == NOTHING)
            fail_msg("the run has no event of kind %d", (int)kind[k]);
        undo(&s->arm, &s->run, e);
    }
}

static void
every_response_is_kept_from_happening(void **state)
{
    struct stage *s = *state;
    const struct world *w = &s->run.w;

    for (int r = 0; r < N_RESPONSES; r++) {
        uint32_t e = 0;
        while (e < w->event.n && (w->event.kind[e] != EVENT_reaction
                                  || w->event.week[e] < 0
                                  || w->event.response[e] != r))
            e++;
        if (e == w->event.n)
            fail_msg("nobody chose response %d", r);
        undo(&s->arm, &s->run, e);
    }
}

static void
a_step_to_join_or_leave_is_kept_from_happening(void **state)
{
    struct arm a;
    struct why_run r;

    (void)state;
    worlds_load(&a, "lessons/world@convention+agency", busy);
    const struct imposed list[] = {
        { .verb = IMPOSED_leave, .number = 0, .week = 400, .i = 1,
          .j = NO_STATE } };
    worlds_impose(&a, list, 1);
    a.in.members_choose = true;
    play(&r, &a, NULL);
    bool step[3] = { false };
    for (uint32_t e = 0; e < r.w.event.n; e++) {
        if (r.w.event.kind[e] != EVENT_accession
            || step[(int)r.w.event.amount[e]])
            continue;
        step[(int)r.w.event.amount[e]] = true;
        undo(&a, &r, e);
    }
    assert_true(step[0] && step[1] && step[2]);
    undo(&a, &r, middle_of(&r.w, EVENT_withdrawal));
    why_run_free(&r);
    arm_free(&a);
}

static void
what_follows_by_itself_is_refused(void **state)
{
    struct stage *s = *state;
    struct suppressed without;

    assert_false(suppressed_of_event(&without, &s->run.w,
                                     middle_of(&s->run.w, EVENT_strike)));
    assert_false(suppressed_of_event(&without, &s->run.w,
                                     middle_of(&s->run.w, EVENT_truth)));
}

/* ---- picking ------------------------------------------------------------ */

static void
an_event_is_found_by_its_id_and_near_ones_by_another(void **state)
{
    struct stage *s = *state;
    const char *near[3];
    char text[128];
    uint32_t e = middle_of(&s->run.w, EVENT_crisis);
    const char *id = why_run_id(&s->run, e);

    assert_int_equal(why_run_find(&s->run, id), e);
    snprintf(text, sizeof text, "%s", id);
    text[strlen(text) - 1] = 'z';
    assert_int_equal(why_run_find(&s->run, text), NOTHING);
    assert_int_equal(why_run_near(&s->run, text, near, 3), 3);
    assert_string_equal(near[0], id);
}

static void
words_pick_the_first_of_their_kind(void **state)
{
    struct stage *s = *state;
    const struct world *w = &s->run.w;
    bool known;
    uint32_t e = why_run_first(&s->run, "war", &known);

    assert_true(known);
    assert_int_equal(w->event.kind[e], EVENT_war);
    assert_int_equal(why_run_first(&s->run, "rung6", &known), e);
    e = why_run_first(&s->run, "sanction", &known);
    assert_int_equal(w->event.response[e], RESPONSE_sanction);
    e = why_run_first(&s->run, "destruction", &known);
    assert_int_equal(w->operation.kind[w->event.row[e]], KIND_destruction);
    e = why_run_first(&s->run, "retaliation", &known);
    assert_false(w->event.flags[e] & EVENT_FLAG_right);
    assert_int_equal(why_run_first(&s->run, "rung7", &known), NOTHING);
    assert_false(known);
}

static void
the_first_of_rung_5_stands_where_the_account_has_it(void **state)
{
    struct stage *s = *state;
    bool known;
    uint32_t e = why_run_first(&s->run, "rung5", &known);
    const uint8_t *rung = s->run.w.series.rung;
    int32_t from = 26;

    assert_int_not_equal(e, NOTHING);
    int32_t week = s->run.w.event.week[e];
    /* Acts before the start count for 26 weeks, a war from its end. */
    for (uint32_t c = 0; c < s->run.w.conflict.n; c++)
        if (s->run.w.conflict.is_war[c] && s->run.w.conflict.began[c] < 0
            && s->run.w.conflict.ends[c] + 26 > from)
            from = s->run.w.conflict.ends[c] + 26;
    for (int32_t k = from; k < week; k++)
        assert_true(rung[k] < RUNG_mass_harm);
    /* People may be touched some weeks after the strike. */
    int32_t end = week + 52;
    while (week < end && rung[week] < RUNG_mass_harm)
        week++;
    assert_true(week < end);
}

static void
the_worst_operation_has_what_the_account_says(void **state)
{
    struct stage *s = *state;
    double amount;
    bool known;
    uint32_t e = why_run_worst(&s->run, METRIC_largest_loss_musd, &amount,
                               &known);

    assert_true(known);
    assert_int_equal(s->run.w.event.kind[e], EVENT_strike);
    assert_true(amount == s->run.out.value[METRIC_largest_loss_musd]);
    why_run_worst(&s->run, METRIC_worm_loss_musd, &amount, &known);
    assert_true(amount > 0);
    assert_true(amount <= s->run.out.value[METRIC_worm_loss_musd]);
    e = why_run_worst(&s->run, METRIC_people_compromised, &amount, &known);
    assert_true(amount <= s->run.out.value[METRIC_people_compromised]);
    assert_int_equal(why_run_worst(&s->run, METRIC_mean_nationalism, &amount,
                                   &known), NOTHING);
    assert_false(known);
}

/* ---- the moment --------------------------------------------------------- */

struct moment {
    state_id i, j;
    int32_t week;
    double hostility[2];
};

static int
look(const struct world *w, void *data, struct fault *f)
{
    struct moment *m = data;

    (void)f;
    if (w->week == m->week) {
        m->hostility[0] = world_hostility(w, m->i, m->j);
        m->hostility[1] = world_hostility(w, m->j, m->i);
    }
    return 0;
}

static void
a_crisis_is_told_with_how_hostile_each_was_to_the_other_before(void **state)
{
    struct stage *s = *state;
    uint32_t crisis = middle_that(&s->run.w, is_crisis);
    struct moment m = { .i = s->run.w.event.actor[crisis],
                        .j = s->run.w.event.target[crisis],
                        .week = s->run.w.event.week[crisis] };
    struct why_chain c;
    struct world w = { 0 };
    struct outcomes out;
    struct fault f = { 0 };

    assert_int_equal(model_begin_watched(&w, &s->arm.in, SEED, 0, look, &m,
                                         &f), 0);
    assert_int_equal(model_finish_watched(&w, &s->arm.in, &out, look, &m, &f),
                     0);
    assert_true(m.hostility[0] > 0 && m.hostility[0] != m.hostility[1]);
    const double *part = told(&c, &s->run, crisis)->choice->at[1].part;
    assert_near(part[PART_crisis_hostility_ab], m.hostility[0], 0);
    assert_near(part[PART_crisis_hostility_ba], m.hostility[1], 0);
    why_chain_free(&c);
    world_free(&w);
}

/* The first detection since the start by a firm or not, at once or not. */
static uint32_t
detection(const struct world *w, bool firm, bool at_once)
{
    for (uint32_t e = 0; e < w->event.n; e++)
        if (w->event.kind[e] == EVENT_detection && w->event.week[e] >= 0
            && w->operation.by_firm[w->event.row[e]] == firm
            && (w->event.amount[e] == 0) == at_once)
            return e;
    fail_msg("no such detection");
    return NOTHING;
}

static void
a_detection_tells_who_saw_it_and_how_long_it_took(void **state)
{
    struct stage *s = *state;
    const struct world *w = &s->run.w;

    for (int k = 0; k < 4; k++) {
        uint32_t e = detection(w, k & 1, k & 2);
        double weeks = w->event.amount[e];
        const char *who = k & 1
            ? s->arm.in.tables.firm[w->operation.firm[w->event.row[e]]].name
            : s->arm.in.tables.state[w->event.target[e]].text;
        struct why_chain c;
        char when[64] = "in the week of its launch";
        chain_of(&c, &s->run, e);
        const char *said = c.link[c.n - 1].said[WHY_what];
        if (weeks > 0)
            snprintf(when, sizeof when, "after %.0f week%s", weeks,
                     weeks == 1 ? "." : "s.");
        if (strstr(said, who) == NULL || strstr(said, when) == NULL)
            fail_msg("not '%s ... %s' but '%s'", who, when, said);
        why_chain_free(&c);
    }
}

/* ---- what is written ---------------------------------------------------- */

static void
fill(const struct stage *s, struct why_chain *c, struct why_answer *a)
{
    uint32_t war = war_of_an_answer(&s->run.w);

    chain_of(c, &s->run, war);
    *a = (struct why_answer){ .arm = "anarchy", .run = &s->run, .chain = c,
        .from = &s->run, .n_others = 1,
        .other = { { .title = "in agency", .here = "anarchy",
                     .there = "agency", .run = &s->other } } };
    why_parting_find(&a->other[0].parting, &s->run, &s->other, war);
}

/* Below the chain stands what each column is. */
static void
assert_every_head_is_explained(const char *text, const struct why_chain *c,
                               const struct world *w)
{
    struct why_table table[WHY_TABLES];
    const char *legend = strstr(text, "\nHow to read it\n");
    char want[32];
    size_t tables = 0;

    assert_non_null(legend);
    for (size_t k = 0; k < c->n; k++) {
        size_t n = why_tables(table, &c->link[k], w);
        tables += n;
        for (size_t m = 0; m < n; m++)
            for (int p = 0; p < table[m].n_columns; p++) {
                const struct part_info *part =
                    &choice_table[table[m].kind].part[table[m].column[p]];
                assert_true(strlen(part->head) <= 5);
                snprintf(want, sizeof want, "\n    %-9s", part->head);
                assert_says(legend, want);
            }
    }
    assert_true(tables >= 1);
}

static void
assert_json_has_the_odds(const json_t *chain, const struct why_chain *c)
{
    for (size_t k = 0; k < c->n; k++) {
        const json_t *choice = json_object_get(json_array_get(chain, k),
                                               "choice");
        const json_t *all = json_object_get(choice, "alternatives");
        double sum = 0;
        size_t came = 0;
        if (c->link[k].choice == NULL || c->link[k].week < 0) {
            assert_true(json_is_null(choice));
            continue;
        }
        for (size_t n = 0; n < json_array_size(all); n++) {
            const json_t *a = json_array_get(all, n);
            sum += json_real_value(json_object_get(a, "chance"));
            came += json_is_true(json_object_get(a, "came"));
        }
        assert_near(sum, 1, 1e-12);
        assert_int_equal(came, 1);
    }
}

/* Every row stands in the label, whatever line it is cut at. */
static void
assert_dot_has_the_odds(const char *text, const struct why_chain *c,
                        const struct world *w)
{
    struct why_table table[WHY_TABLES];
    char want[32];

    for (size_t k = 0; k < c->n; k++) {
        size_t n = why_tables(table, &c->link[k], w);
        for (size_t m = 0; m < n; m++)
            for (size_t row = 0; row < table[m].n; row++) {
                snprintf(want, sizeof want, "\\n%s%.2g %.6s",
                         table[m].row[row].came ? "> " : "",
                         table[m].row[row].a->chance, table[m].row[row].name);
                assert_says(text, want);
            }
    }
}

static void
text_keeps_to_80_columns_and_json_and_dot_parse(void **state)
{
    struct stage *s = *state;
    struct why_chain c;
    struct why_answer a;
    char *text[3];
    size_t size[3];
    struct fault f = { 0 };

    fill(s, &c, &a);
    for (int k = 0; k < 3; k++) {
        FILE *out = open_memstream(&text[k], &size[k]);
        assert_non_null(out);
        if (k == 0)
            why_text(out, &a);
        else if (k == 1)
            why_dot(out, &a);
        else
            assert_int_equal(why_json(out, &a, &f), 0);
        assert_int_equal(fclose(out), 0);
    }
    for (const char *p = text[0]; *p; p += strcspn(p, "\n") + 1)
        assert_true(strcspn(p, "\n") <= 80);
    assert_non_null(strstr(text[0], "The two worlds part in week"));
    assert_every_head_is_explained(text[0], &c, &s->run.w);
    assert_true(strncmp(text[1], "digraph why {", 13) == 0);
    json_error_t error;
    json_t *root = json_loads(text[2], 0, &error);
    if (root == NULL)
        fail_msg("line %d: %s", error.line, error.text);
    assert_int_equal(json_array_size(json_object_get(root, "chain")), c.n);
    assert_int_equal(json_array_size(json_object_get(root, "compared")), 1);
    assert_json_has_the_odds(json_object_get(root, "chain"), &c);
    assert_dot_has_the_odds(text[1], &c, &s->run.w);
    json_decref(root);
    for (int k = 0; k < 3; k++)
        free(text[k]);
    why_chain_free(&c);
}

static void
json_names_who_did_it_to_whom(void **state)
{
    struct stage *s = *state;
    struct why_chain c;
    struct why_answer a;
    char *text = NULL;
    size_t size, n = 0;
    struct fault f = { 0 };
    json_error_t error;

    fill(s, &c, &a);
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    assert_int_equal(why_json(out, &a, &f), 0);
    assert_int_equal(fclose(out), 0);
    json_t *root = json_loads(text, 0, &error);
    assert_non_null(root);
    for (size_t k = 0; k < c.n; k++) {
        const json_t *link = json_array_get(json_object_get(root, "chain"),
                                            k);
        uint32_t e = c.link[k].event;
        const state_id who[2] = { s->run.w.event.actor[e],
                                  s->run.w.event.target[e] };
        for (int side = 0; side < 2; side++) {
            const json_t *code = json_object_get(link, side ? "target"
                                                            : "actor");
            if (who[side] == NO_STATE) {
                assert_true(json_is_null(code));
                continue;
            }
            assert_true(json_is_string(code));
            assert_string_equal(json_string_value(code),
                                s->arm.in.tables.state[who[side]].text);
            n++;
        }
    }
    assert_true(n >= c.n);
    json_decref(root);
    free(text);
    why_chain_free(&c);
}

static void
counts_of_a_parting_add_up_to_the_events_of_both(void **state)
{
    struct stage *s = *state;
    struct why_parting p;
    uint32_t n[2] = { 0, 0 };
    const struct why_run *r[2] = { &s->run, &s->other };

    why_parting_find(&p, &s->run, &s->other, NOTHING);
    for (int k = 0; k < 2; k++)
        for (uint32_t e = 0; e < r[k]->w.event.n; e++)
            n[k] += r[k]->w.event.kind[e] < N_EVENTS
                    && r[k]->w.event.week[e] >= 0;
    assert_int_equal(p.n_both + p.n_here, n[0]);
    assert_int_equal(p.n_both + p.n_there, n[1]);
    assert_true(p.week >= 0);
    for (size_t k = 1; k < p.n_first; k++)
        assert_true(p.first[k - 1].week <= p.first[k].week);
    assert_true(p.n_here + p.n_there > PARTING_FIRST);
    assert_int_equal(p.n_first, PARTING_FIRST);
    assert_true(p.first[0].week >= p.week);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_war_is_walked_back_to_its_first_cause_and_undone_with_it),
        cmocka_unit_test(links_follow_triggers_in_time_and_each_is_told),
        cmocka_unit_test(a_wrong_finding_says_who_was_blamed_and_who_did_it),
        cmocka_unit_test(a_strike_is_told_with_its_severity_and_loss),
        cmocka_unit_test(a_war_of_a_crisis_is_told_with_the_chance_it_had),
        cmocka_unit_test(
            a_crisis_is_told_with_the_weeks_it_lasted_until_its_war),
        cmocka_unit_test(a_broken_norm_is_named),
        cmocka_unit_test(an_operation_is_told_with_what_was_not_done),
        cmocka_unit_test(what_the_scenario_makes_has_no_odds),
        cmocka_unit_test(an_answer_is_told_with_all_that_its_victim_could_do),
        cmocka_unit_test(
            sanctions_are_told_with_the_odds_of_all_who_were_asked),
        cmocka_unit_test(a_crisis_is_told_with_what_raised_its_chance),
        cmocka_unit_test(a_statement_is_told_with_the_chance_that_it_was_made),
        cmocka_unit_test(a_blocked_finding_and_its_leak_have_their_odds),
        cmocka_unit_test(
            a_finding_tells_its_weeks_and_that_the_culprit_was_no_suspect),
        cmocka_unit_test(
            a_step_is_told_with_the_odds_of_all_who_could_take_it),
        cmocka_unit_test(odds_of_a_response_are_those_it_was_drawn_by),
        cmocka_unit_test(what_never_comes_up_suppresses_nothing),
        cmocka_unit_test(
            each_kind_is_kept_from_happening_and_nothing_before_it_moves),
        cmocka_unit_test(every_response_is_kept_from_happening),
        cmocka_unit_test(a_step_to_join_or_leave_is_kept_from_happening),
        cmocka_unit_test(what_follows_by_itself_is_refused),
        cmocka_unit_test(an_event_is_found_by_its_id_and_near_ones_by_another),
        cmocka_unit_test(words_pick_the_first_of_their_kind),
        cmocka_unit_test(the_first_of_rung_5_stands_where_the_account_has_it),
        cmocka_unit_test(the_worst_operation_has_what_the_account_says),
        cmocka_unit_test(
            a_crisis_is_told_with_how_hostile_each_was_to_the_other_before),
        cmocka_unit_test(a_detection_tells_who_saw_it_and_how_long_it_took),
        cmocka_unit_test(text_keeps_to_80_columns_and_json_and_dot_parse),
        cmocka_unit_test(json_names_who_did_it_to_whom),
        cmocka_unit_test(counts_of_a_parting_add_up_to_the_events_of_both),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
