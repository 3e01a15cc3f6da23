/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_events.c - ids are unique, parse back and are the same in every arm;
 * every trigger is there; rows stand in their order.
 *
 * Two busy runs of the teaching world under two regimes, one that states may
 * join or not, with an imposed event of each verb, in which everything that
 * has a name happens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "record/events.h"
#include "record/fields.h"
#include "support/worlds.h"
#include "world/names.h"

enum { SEED = 2385, ANARCHY = 0, TREATY = 1, N_RUNS = 2 };

/* ---- two runs and their rows --- */

enum { ARM, POINT, REPLICATE, ID, TRIGGER, WEEK, KIND_OF, ACTOR, TARGET,
       PLATFORM, SEVERITY, BELIEF, CLAUSE, DETAIL, N_FIELDS };

struct row {
    char *field[N_FIELDS];
};

struct run {
    struct arm arm;
    struct world w;
    char *text;
    struct row *row;
    size_t n;
};

static const char *const busy[] = {
    "decision.tempo=40", "politics.crisis_rate=3", "politics.war_chance=0.02",
    "attribution.public_rate=0.05", "attribution.firm_names=0.7",
    "attribution.flag_share=0.2", "attribution.veto=1",
    "attribution.leak=0.5", "reaction.intercept.in_kind=-0.8",
    "reaction.intercept.collective=-0.8", "reaction.join_trade=0",
    "reaction.saturation=1000", "spread.escape.own=0.5",
    "response.takedown=1", "attribution.truth_rate=0.004",
    "diplomacy.pull=4", NULL
};

/* States choose, as one of them may come to be the only one that is bound. */
static void
let_choose(struct run *r)
{
    r->arm.in.members_choose = true;
    for (size_t k = 0; k < r->arm.in.n_clauses; k++)
        r->arm.in.clause[k].levers.entry.ratifications = 1;
}

static void
impose(struct run *r)
{
    state_id a = worlds_state(&(struct world){ .in = &r->arm.in }, "XAA");
    state_id b = worlds_state(&(struct world){ .in = &r->arm.in }, "XBB");
    state_id c = worlds_state(&(struct world){ .in = &r->arm.in }, "XCC");
    const struct imposed list[] = {
        { .verb = IMPOSED_operation, .number = 3, .week = 60, .i = a, .j = c,
          .kind = KIND_disruption, .sector = SECTOR_civilians, .severity = 6 },
        { .verb = IMPOSED_crisis, .number = 0, .week = 90, .i = c, .j = b,
          .stakes = 5, .weeks = 12 },
        { .verb = IMPOSED_set, .number = 1, .week = 91, .value = 0.5,
          .i = NO_STATE, .j = NO_STATE,
          .cell = param_find("politics.trend") },
        { .verb = IMPOSED_leave, .number = 2, .week = 200, .i = a,
          .j = NO_STATE },
    };
    worlds_impose(&r->arm, list, sizeof list / sizeof *list);
}

static void
split(struct run *r)
{
    size_t lines = 0;

    for (const char *p = r->text; *p; p++)
        lines += *p == '\n';
    r->row = calloc(lines + 1, sizeof *r->row);
    assert_non_null(r->row);
    for (char *p = r->text; *p; r->n++)
        for (int k = 0; k < N_FIELDS; k++) {
            r->row[r->n].field[k] = p;
            p += strcspn(p, ",\n");
            assert_true(*p == (k + 1 < N_FIELDS ? ',' : '\n'));
            *p++ = '\0';
        }
    assert_int_equal(r->n, lines);
}

static void
play(struct run *r, const char *regime, bool choose)
{
    struct fault f = { 0 };
    struct outcomes out;
    size_t size;

    worlds_load(&r->arm, regime, busy);
    impose(r);
    if (choose)
        let_choose(r);
    worlds_run(&r->w, &r->arm, SEED, 0, &out);
    FILE *rows = open_memstream(&r->text, &size);
    assert_non_null(rows);
    assert_int_equal(events_write(rows, &r->w, "some arm", 7, 5, &f), 0);
    assert_int_equal(fclose(rows), 0);
    split(r);
}

static int
begin(void **state)
{
    struct run *r = calloc(N_RUNS, sizeof *r);

    *state = r;
    if (r == NULL)
        return -1;
    play(&r[ANARCHY], "lessons/world@anarchy", false);
    play(&r[TREATY], "lessons/world@convention+agency", true);
    return 0;
}

static int
end(void **state)
{
    struct run *r = *state;

    for (int k = 0; k < N_RUNS; k++) {
        world_free(&r[k].w);
        arm_free(&r[k].arm);
        free(r[k].text);
        free(r[k].row);
    }
    free(r);
    return 0;
}

static const struct row *
find(const struct run *r, const char *id)
{
    for (size_t k = 0; k < r->n; k++)
        if (strcmp(r->row[k].field[ID], id) == 0)
            return &r->row[k];
    return NULL;
}

static bool
is_kind(const struct row *row, const char *kind)
{
    return strcmp(row->field[KIND_OF], kind) == 0;
}

static size_t
count_kind(const struct run *r, const char *kind)
{
    size_t n = 0;

    for (size_t k = 0; k < r->n; k++)
        n += is_kind(&r->row[k], kind);
    return n;
}

/* ---- an id taken apart, without names.c --- */

struct parsed {
    int week, number, reply;            /* reply 0: none                     */
    char from[4], to[4];
    char form;                          /* calm, surge, imposed, reply       */
    const char *parent;                 /* of a reply                        */
    const char *rest;                   /* after the operation               */
};

static bool
parse(const char *id, struct parsed *p)
{
    int at = 0;

    *p = (struct parsed){ 0 };
    if (sscanf(id, "w%d-%3[A-Z]-%n", &p->week, p->from, &at) != 2 || at == 0)
        return false;
    const char *tail = id + at;
    at = 0;
    if (sscanf(tail, "%3[A-Z].%d%n", p->to, &p->number, &at) == 2 && at)
        p->form = 's';
    else if (sscanf(tail, "e%d%n", &p->number, &at) == 1 && at)
        p->form = 'i';
    else if (sscanf(tail, "%d%n", &p->number, &at) == 1 && at)
        p->form = 'c';
    else if (*tail == 'r') {
        p->form = 'r';
        p->reply = 1;
        at = 1 + (int)strspn(tail + 1, "0123456789");
        if (at > 1)
            p->reply = atoi(tail + 1);
        p->parent = tail + at + 1;
        if (tail[at] != '.')
            return false;
        at += 1 + (int)strcspn(p->parent, "/");
    } else
        return false;
    p->rest = tail + at;
    return true;
}

static char *
id_of_operation(const struct world *w, uint32_t o)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    assert_non_null(out);
    name_operation(out, w, o);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void
check_operation(const struct world *w, uint32_t o, const char *id)
{
    static const char form[] = { [ORIGIN_calm] = 'c', [ORIGIN_surge] = 's',
                                 [ORIGIN_reply] = 'r',
                                 [ORIGIN_imposed] = 'i' };
    struct parsed p;
    int slot = w->operation.slot[o];

    assert_true(parse(id, &p));
    assert_int_equal(p.week, w->operation.launched[o]);
    assert_string_equal(p.from,
                        w->in->tables.state[w->operation.initiator[o]].text);
    assert_int_equal(p.form, form[w->operation.origin[o]]);
    assert_string_equal(p.rest, "");
    if (p.form == 'r') {
        uint32_t e = w->operation.parent[o];
        char *parent = id_of_operation(w, event_operation(w, e));
        assert_int_equal(p.reply, slot + 1);
        assert_string_equal(p.parent, parent);
        free(parent);
    } else
        assert_int_equal(p.number, slot);
    if (p.form == 's')
        assert_string_equal(p.to,
                            w->in->tables.state[w->operation.target[o]].text);
}

static void
ids_of_operations_say_who_when_and_which(void **state)
{
    const struct run *r = *state;
    size_t n[128] = { 0 };

    for (int k = 0; k < N_RUNS; k++)
        for (uint32_t o = 0; o < r[k].w.operation.n; o++) {
            struct parsed p;
            char *id = id_of_operation(&r[k].w, o);
            check_operation(&r[k].w, o, id);
            assert_true(parse(id, &p));
            n[(int)p.form]++;
            n['2'] += p.reply == 2;
            free(id);
        }
    assert_true(n['c'] > 100 && n['s'] > 5 && n['r'] > 5);
    assert_int_equal(n['i'], 2);
    assert_true(n['2'] > 0);
}

static void
what_belongs_to_an_operation_appends_to_its_id(void **state)
{
    static const char *const plain[][2] = {
        { "operation", "" }, { "strike", "/strike" }, { "detection", "/seen" },
        { "truth", "/truth" }, { "worm", "/worm" },
        { "takedown", "/takedown" } };
    const struct run *r = *state;

    for (size_t k = 0; k < r[TREATY].n; k++) {
        const struct row *row = &r[TREATY].row[k];
        struct parsed p;
        char word[32] = "", code[4] = "";
        if (is_kind(row, "crisis") || is_kind(row, "war")
            || is_kind(row, "imposed") || is_kind(row, "disclosure")
            || is_kind(row, "patch") || is_kind(row, "accession")
            || is_kind(row, "withdrawal") || is_kind(row, "complicity"))
            continue;
        assert_true(parse(row->field[ID], &p));
        const char *rest = p.form == 'r' ? strrchr(row->field[ID], '/')
                                         : p.rest;
        for (size_t m = 0; m < sizeof plain / sizeof *plain; m++)
            if (is_kind(row, plain[m][0]) && (m > 0 || p.form != 'r'))
                assert_string_equal(rest, plain[m][1]);
        if (!is_kind(row, "finding") && !is_kind(row, "public_finding")
            && !is_kind(row, "reaction"))
            continue;
        assert_int_equal(sscanf(rest, "/%31[a-z_]-%3[A-Z]", word, code), 2);
        assert_string_equal(code, row->field[TARGET]);
        if (is_kind(row, "reaction"))
            assert_true(list_find(LIST_response, word) >= 0);
        else
            assert_string_equal(word, is_kind(row, "finding") ? "named"
                                                              : "public");
    }
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
ids_are_unique_in_a_run(void **state)
{
    const struct run *r = *state;

    for (int k = 0; k < N_RUNS; k++) {
        char **id = calloc(r[k].n, sizeof *id);
        assert_non_null(id);
        for (size_t m = 0; m < r[k].n; m++)
            id[m] = r[k].row[m].field[ID];
        qsort(id, r[k].n, sizeof *id, by_text);
        for (size_t m = 1; m < r[k].n; m++)
            assert_string_not_equal(id[m - 1], id[m]);
        free(id);
    }
}

static char **
ids_of_operations(const struct world *w)
{
    char **id = calloc(w->operation.n + 1u, sizeof *id);

    assert_non_null(id);
    for (uint32_t o = 0; o < w->operation.n; o++)
        id[o] = id_of_operation(w, o);
    return id;
}

static void
free_ids(char **id)
{
    for (size_t k = 0; id[k]; k++)
        free(id[k]);
    free(id);
}

/* The key of an operation's draws is its identity; its id must be as good.
 * Only a reply may come in another week. */
static void
an_operation_has_the_same_id_in_two_regimes(void **state)
{
    const struct run *r = *state;
    const struct world *a = &r[ANARCHY].w, *b = &r[TREATY].w;
    char **x = ids_of_operations(a), **y = ids_of_operations(b);
    size_t same = 0;

    for (uint32_t o = 0; o < a->operation.n; o++)
        for (uint32_t q = 0; q < b->operation.n; q++) {
            bool alike = strcmp(x[o], y[q]) == 0;
            bool one = a->operation.key[o] == b->operation.key[q];
            assert_true(one || !alike);
            assert_true(alike || !one
                        || a->operation.origin[o] == ORIGIN_reply);
            same += alike && a->operation.launched[o] > 60;
        }
    assert_true(same > 100);
    free_ids(x);
    free_ids(y);
}

static char *
id_of_find(const struct world *w, uint32_t v)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    assert_non_null(out);
    if (w->vulnerability.event[v] != NOTHING)
        name_event(out, w, w->vulnerability.event[v]);
    assert_int_equal(fclose(out), 0);
    return text;
}

/* What a find is called, and nothing else, says which one it is. */
static void
a_find_has_the_same_id_in_two_regimes(void **state)
{
    const struct run *r = *state;
    const struct world *a = &r[ANARCHY].w, *b = &r[TREATY].w;
    size_t same = 0;

    for (uint32_t v = 0; v < a->vulnerability.n; v++) {
        char *x = id_of_find(a, v);
        for (uint32_t q = 0; *x && q < b->vulnerability.n; q++) {
            char *y = id_of_find(b, q);
            bool one = a->vulnerability.key[v] == b->vulnerability.key[q];
            if (*y)
                assert_true(one == (strcmp(x, y) == 0));
            same += one && *y;
            free(y);
        }
        free(x);
    }
    assert_true(same > 50);
}

/* ---- triggers --- */

static void
every_trigger_stands_above_or_was_before_the_start(void **state)
{
    const struct run *r = *state;
    size_t before = 0, none = 0;

    for (int k = 0; k < N_RUNS; k++)
        for (size_t m = 0; m < r[k].n; m++) {
            const char *trigger = r[k].row[m].field[TRIGGER];
            if (*trigger == '\0') {
                none++;
                continue;
            }
            const struct row *row = find(&r[k], trigger);
            if (row == NULL) {
                assert_int_equal(strncmp(trigger, "w-", 2), 0);
                before++;
            } else
                assert_true(row < &r[k].row[m]);
        }
    assert_true(before > 10 && none > 100);
}

/* Kinds that may be necessary for a kind; "" = nothing is. */
static const char *
causes_of(const char *kind)
{
    static const char *const table[][2] = {
        { "operation", " crisis war reaction imposed " },
        { "strike", " operation " }, { "detection", " operation " },
        { "finding", " detection " }, { "public_finding", " finding " },
        { "reaction", " finding public_finding " },
        { "truth", " public_finding " }, { "crisis", " imposed " },
        { "disclosure", " operation detection " },
        { "patch", " disclosure " }, { "worm", " operation " },
        { "takedown", " detection " }, { "accession", "" },
        { "withdrawal", " imposed " }, { "complicity", "" },
        { "war", " crisis reaction " }, { "imposed", "" } };

    for (size_t k = 0; k < sizeof table / sizeof *table; k++)
        if (strcmp(table[k][0], kind) == 0)
            return table[k][1];
    fail_msg("kind %s", kind);
    return "";
}

static void
a_chain_goes_back_to_chance_or_a_scenario(void **state)
{
    const struct run *r = *state;
    size_t wars = 0;

    for (size_t m = 0; m < r[TREATY].n; m++) {
        const struct row *row = &r[TREATY].row[m];
        wars += is_kind(row, "war");
        if (!is_kind(row, "war") && m % 10 != 0)
            continue;           /* all wars, and a tenth of the others       */
        for (int step = 0; *row->field[TRIGGER]; step++) {
            const struct row *up = find(&r[TREATY], row->field[TRIGGER]);
            char word[40];
            assert_true(step < 1000);
            if (up == NULL)
                break;          /* before the start                          */
            snprintf(word, sizeof word, " %s ", up->field[KIND_OF]);
            assert_non_null(strstr(causes_of(row->field[KIND_OF]), word));
            row = up;
        }
        if (*row->field[TRIGGER] == '\0')
            assert_true(is_kind(row, "crisis") || is_kind(row, "operation")
                        || is_kind(row, "imposed")
                        || is_kind(row, "disclosure")
                        || is_kind(row, "accession")
                        || is_kind(row, "withdrawal")
                        || is_kind(row, "complicity"));
    }
    assert_true(wars > 0);
}

static void
a_war_walks_back_to_its_crisis(void **state)
{
    const struct run *r = *state;
    size_t walked = 0;

    for (size_t m = 0; m < r[ANARCHY].n; m++) {
        const struct row *war = &r[ANARCHY].row[m];
        if (!is_kind(war, "war") || !strstr(war->field[TRIGGER], "-crisis"))
            continue;
        const struct row *crisis = find(&r[ANARCHY], war->field[TRIGGER]);
        if (crisis == NULL)
            continue;
        assert_true(is_kind(crisis, "crisis"));
        assert_string_equal(crisis->field[ACTOR], war->field[ACTOR]);
        assert_string_equal(crisis->field[TARGET], war->field[TARGET]);
        walked++;
    }
    assert_true(walked > 0);
}

/* ---- rows --- */

static int
place_in_week(const char *kind)
{
    static const char *const week[] = {
        " crisis war imposed ", " disclosure patch ",
        " accession withdrawal complicity ", " operation ", " strike ",
        " worm ", " detection takedown ", " finding public_finding truth ",
        " reaction " };
    char word[40];
    int k = 0;

    snprintf(word, sizeof word, " %s ", kind);
    while (k < 9 && strstr(week[k], word) == NULL)
        k++;
    return k;
}

static void
rows_come_by_week_process_and_id(void **state)
{
    const struct run *r = *state;

    for (size_t m = 1; m < r[TREATY].n; m++) {
        char **a = r[TREATY].row[m - 1].field, **b = r[TREATY].row[m].field;
        int week = atoi(b[WEEK]) - atoi(a[WEEK]);
        int place = place_in_week(b[KIND_OF]) - place_in_week(a[KIND_OF]);
        assert_true(week > 0 || (week == 0 && place > 0)
                    || (week == 0 && place == 0
                        && strcmp(a[ID], b[ID]) < 0));
    }
}

static void
rows_are_events_of_the_horizon(void **state)
{
    const struct run *r = *state;
    size_t events = 0;

    for (uint32_t e = 0; e < r[TREATY].w.event.n; e++)
        events += r[TREATY].w.event.week[e] >= 0
                  && r[TREATY].w.event.kind[e] < N_EVENTS;
    assert_int_equal(r[TREATY].n, events);
    for (size_t m = 0; m < r[TREATY].n; m++) {
        char **f = r[TREATY].row[m].field;
        int week = atoi(f[WEEK]);
        assert_true(week >= 0 && week < r[TREATY].arm.in.weeks);
        assert_string_equal(f[ARM], "some arm");
        assert_string_equal(f[POINT], "7");
        assert_string_equal(f[REPLICATE], "5");
        bool somewhere = is_kind(&r[TREATY].row[m], "disclosure")
            || is_kind(&r[TREATY].row[m], "patch") || *f[SEVERITY] != '\0';
        assert_true(somewhere == (*f[PLATFORM] != '\0'));
    }
}

static void
every_kind_of_event_happens_in_these_runs(void **state)
{
    const struct run *r = *state;

    for (int k = 0; event_kind_word(k) != NULL; k++)
        if (count_kind(&r[TREATY], event_kind_word(k)) == 0)
            fail_msg("no %s happens", event_kind_word(k));
    assert_null(event_kind_word(-1));
    assert_int_equal(count_kind(&r[TREATY], "imposed"), 4);
}

static void
an_imposed_event_has_its_number_in_the_scenario(void **state)
{
    const struct run *r = *state;
    const struct row *o = find(&r[TREATY], "w60-XAA-e3");
    const struct row *c = find(&r[TREATY], "w90-XBB.XCC-crisis");

    assert_non_null(find(&r[TREATY], "e0"));
    assert_non_null(o);
    assert_string_equal(o->field[TRIGGER], "e3");
    assert_string_equal(o->field[SEVERITY], "6");
    if (c != NULL)              /* unless there was one already              */
        assert_string_equal(c->field[TRIGGER], "e0");
    assert_string_equal(find(&r[TREATY], "e1")->field[DETAIL],
                        "verb=set;parameter=politics.trend;to=0.5");
}

static void
clauses_stand_only_where_they_are_in_force(void **state)
{
    const struct run *r = *state;
    size_t n[4] = { 0 };

    for (size_t m = 0; m < r[ANARCHY].n; m++)
        assert_string_equal(r[ANARCHY].row[m].field[CLAUSE], "");
    for (size_t m = 0; m < r[TREATY].n; m++) {
        const struct row *row = &r[TREATY].row[m];
        const char *clause = row->field[CLAUSE];
        if (*clause == '\0')
            continue;
        assert_true(atoi(row->field[WEEK]) >= 45);      /* 2018-01-01        */
        if (strcmp(clause, "norms") == 0)
            n[0] += is_kind(row, "operation");
        else if (strcmp(clause, "agency") == 0)
            n[1] += strstr(row->field[ID], ".agency") != NULL;
        else if (strcmp(clause, "disclose") == 0)
            n[3] += is_kind(row, "disclosure");
        else
            n[2] += strcmp(clause, "response") == 0
                    && strstr(row->field[ID], "/collective-") != NULL;
    }
    assert_true(n[0] > 10 && n[1] > 5 && n[2] > 5 && n[3] > 5);
}

/* ---- details --- */

static size_t
detail_row(const char *key, size_t length)
{
    size_t k = 0;

    while (k < detail_count && (strlen(detail_table[k].key) != length
                                || strncmp(detail_table[k].key, key, length)))
        k++;
    return k;
}

static void
every_detail_is_documented_and_every_documented_one_is_used(void **state)
{
    const struct run *r = *state;
    bool used[64] = { false };

    assert_true(detail_count <= 64);
    for (int n = 0; n < N_RUNS; n++)
        for (size_t m = 0; m < r[n].n; m++) {
            const struct row *row = &r[n].row[m];
            char kinds[160], kind[40];
            for (const char *p = row->field[DETAIL]; *p;) {
                size_t k = detail_row(p, strcspn(p, "="));
                assert_true(k < detail_count);
                snprintf(kinds, sizeof kinds, " %s ", detail_table[k].kinds);
                snprintf(kind, sizeof kind, " %s ", row->field[KIND_OF]);
                assert_non_null(strstr(kinds, kind));
                used[k] = true;
                p += strcspn(p, ";");
                p += *p == ';';
            }
        }
    for (size_t k = 0; k < detail_count; k++)
        if (!used[k])
            fail_msg("no event has the detail '%s'", detail_table[k].key);
}

static void
the_header_has_a_name_for_every_field(void **state)
{
    char *text = NULL;
    size_t size, commas = 0;
    FILE *out = open_memstream(&text, &size);

    (void)state;
    assert_non_null(out);
    fields_header(out, RECORD_events);
    assert_int_equal(fclose(out), 0);
    for (const char *p = text; *p; p++)
        commas += *p == ',';
    assert_int_equal(commas + 1, N_FIELDS);
    free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_of_operations_say_who_when_and_which),
        cmocka_unit_test(what_belongs_to_an_operation_appends_to_its_id),
        cmocka_unit_test(ids_are_unique_in_a_run),
        cmocka_unit_test(an_operation_has_the_same_id_in_two_regimes),
        cmocka_unit_test(a_find_has_the_same_id_in_two_regimes),
        cmocka_unit_test(every_trigger_stands_above_or_was_before_the_start),
        cmocka_unit_test(a_chain_goes_back_to_chance_or_a_scenario),
        cmocka_unit_test(a_war_walks_back_to_its_crisis),
        cmocka_unit_test(rows_come_by_week_process_and_id),
        cmocka_unit_test(rows_are_events_of_the_horizon),
        cmocka_unit_test(every_kind_of_event_happens_in_these_runs),
        cmocka_unit_test(an_imposed_event_has_its_number_in_the_scenario),
        cmocka_unit_test(clauses_stand_only_where_they_are_in_force),
        cmocka_unit_test(
            every_detail_is_documented_and_every_documented_one_is_used),
        cmocka_unit_test(the_header_has_a_name_for_every_field),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
