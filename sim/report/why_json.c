/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_json.c - an answer for other programs. */
#include <jansson.h>
#include <math.h>

#include "record/events.h"
#include "report/why_rows.h"
#include "report/why_write.h"

/* What could not be made for want of memory is seen at the end. */
struct build {
    bool bad;
};

static void
put(struct build *b, json_t *object, const char *key, json_t *value)
{
    if (value == NULL || json_object_set_new(object, key, value) != 0)
        b->bad = true;
}

static void
append(struct build *b, json_t *array, json_t *value)
{
    if (value == NULL || json_array_append_new(array, value) != 0)
        b->bad = true;
}

static json_t *
text(const char *words)
{
    return words && words[0] != '\0' ? json_string(words) : json_null();
}

static json_t *
number(double x)
{
    return isfinite(x) ? json_real(x == 0 ? 0 : x) : json_null();
}

static json_t *
code(const struct inputs *in, state_id i)
{
    return i == NO_STATE ? json_null()
                         : json_string(in->tables.state[i].text);
}

/* ---- odds --------------------------------------------------------------- */

static json_t *
parts_json(struct build *b, const struct choice *c, int k)
{
    const struct choice_info *info = &choice_table[c->kind];
    json_t *object = json_object();

    for (int p = 0; p < info->n_parts; p++)
        put(b, object, info->part[p].name, number(c->at[k].part[p]));
    return object;
}

/* Nothing has no parts. */
static json_t *
alternative_json(struct build *b, const struct choice *c, int k)
{
    json_t *object = json_object();
    char name[WHY_NAME];

    why_alternative(name, c, k);
    put(b, object, "name", json_string(name));
    put(b, object, "came", json_boolean(c->chosen == k));
    put(b, object, "chance", number(c->at[k].chance));
    put(b, object, "value", number(c->at[k].value));
    put(b, object, "parts", k == 0 ? json_object() : parts_json(b, c, k));
    return object;
}

static json_t *
choice_json(struct build *b, const struct inputs *in, const struct choice *c)
{
    json_t *object = json_object(), *array = json_array();

    put(b, object, "kind", json_string(choice_table[c->kind].name));
    put(b, object, "unit", json_string(choice_table[c->kind].unit));
    put(b, object, "state", code(in, c->i));
    put(b, object, "drawn", number(c->luck));
    for (int k = 0; k < c->n; k++)
        if (isfinite(c->at[k].value))
            append(b, array, alternative_json(b, c, k));
    put(b, object, "alternatives", array);
    return object;
}

static json_t *
beside_json(struct build *b, const struct inputs *in,
            const struct why_link *l)
{
    json_t *array = json_array();

    for (size_t k = 0; k < l->n_beside; k++)
        append(b, array, choice_json(b, in, &l->beside[k]));
    return array;
}

/* ---- the chain ---------------------------------------------------------- */

static json_t *
link_json(struct build *b, const struct why_answer *a,
          const struct why_link *l)
{
    static const char *const key[N_WHY_PARTS] = { "what", "wrong", "odds",
                                                  "law_text" };
    const struct world *w = &a->run->w;
    json_t *object = json_object();
    char date[48];

    why_date(&a->run->in, l->week, date);
    put(b, object, "id", json_string(l->id));
    put(b, object, "kind",
        json_string(event_kind_word(w->event.kind[l->event])));
    put(b, object, "week", json_integer(l->week));
    put(b, object, "date", json_string(date));
    put(b, object, "before_start", json_boolean(l->week < 0));
    put(b, object, "actor", code(&a->run->in, w->event.actor[l->event]));
    put(b, object, "target", code(&a->run->in, w->event.target[l->event]));
    put(b, object, "chance", number(l->chance));
    put(b, object, "choice", l->choice
        ? choice_json(b, &a->run->in, l->choice) : json_null());
    put(b, object, "beside", beside_json(b, &a->run->in, l));
    for (int part = 0; part < N_WHY_PARTS; part++)
        put(b, object, key[part], text(l->said[part]));
    put(b, object, "law", text(why_law_word(l->law)));
    put(b, object, "clause", text(l->law == WHY_LAW_none
                                  ? "" : clause_name(l->clause)));
    return object;
}

static json_t *
chain_json(struct build *b, const struct why_answer *a)
{
    json_t *array = json_array();

    for (size_t k = 0; a->chain && k < a->chain->n; k++)
        append(b, array, link_json(b, a, &a->chain->link[k]));
    return array;
}

/* ---- another run -------------------------------------------------------- */

static json_t *
id_json(const struct why_run *r, uint32_t e)
{
    return e == NOTHING ? json_null() : json_string(why_run_id(r, e));
}

static json_t *
counts_json(struct build *b, const struct why_parting *p)
{
    json_t *object = json_object();

    for (int k = 0; k < N_EVENTS; k++)
        if (p->here[k] + p->there[k] > 0)
            put(b, object, event_kind_word(k),
                json_pack("[ii]", (int)p->here[k], (int)p->there[k]));
    return object;
}

static json_t *
outcomes_json(struct build *b, const struct why_answer *a,
              const struct why_other *o)
{
    json_t *object = json_object();

    for (int m = 0; m < N_METRICS; m++) {
        json_t *both = json_array();
        append(b, both, number(a->from->out.value[m]));
        append(b, both, number(o->run->out.value[m]));
        put(b, object, metric_table[m].name, both);
    }
    return object;
}

static json_t *
first_json(struct build *b, const struct why_parting *p)
{
    json_t *array = json_array();

    for (size_t k = 0; k < p->n_first; k++)
        append(b, array, json_pack("{sssisb}", "id", p->first[k].id,
                                   "week", (int)p->first[k].week,
                                   "here", (int)p->first[k].here));
    return array;
}

static json_t *
other_json(struct build *b, const struct why_answer *a,
           const struct why_other *o)
{
    const struct why_parting *p = &o->parting;
    json_t *object = json_object();

    put(b, object, "title", json_string(o->title));
    put(b, object, "parts_in_week",
        p->week == NEVER ? json_null() : json_integer(p->week));
    put(b, object, "event_there", id_json(o->run, p->still));
    put(b, object, "event_instead", id_json(o->run, p->instead));
    put(b, object, "first", first_json(b, p));
    put(b, object, "events_in_both", json_integer(p->n_both));
    put(b, object, "events_in_one", counts_json(b, p));
    put(b, object, "outcomes", outcomes_json(b, a, o));
    return object;
}

int
why_json(FILE *out, const struct why_answer *a, struct fault *f)
{
    const size_t flags = JSON_INDENT(2) | JSON_REAL_PRECISION(17);
    struct build b = { false };
    json_t *root = json_object(), *others = json_array();
    int bad = 0;

    put(&b, root, "arm", json_string(a->arm));
    put(&b, root, "seed", json_sprintf("%llu",
                                       (unsigned long long)a->run->seed));
    put(&b, root, "replicate", json_integer(a->run->replicate));
    put(&b, root, "note", text(a->note));
    put(&b, root, "chain", chain_json(&b, a));
    for (size_t k = 0; k < a->n_others; k++)
        append(&b, others, other_json(&b, a, &a->other[k]));
    put(&b, root, "compared", others);
    if (!b.bad)
        bad = json_dumpf(root, out, flags);
    json_decref(root);
    putc('\n', out);
    if (b.bad)
        return fault_set(f, FAULT_NOMEM, "why", 0, "out of memory");
    return bad ? fault_set(f, FAULT_IO, "why", 0, "cannot write") : 0;
}
