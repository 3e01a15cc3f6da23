/* SPDX-License-Identifier: GPL-3.0-or-later */
/* manifest.c - a result's own account of itself, written by jansson.
 *
 * Every step is checked by one flag: jansson drops a key silently when a text
 * is not UTF-8 or a number not finite. */
#include "record/manifest.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/fields.h"
#include "record/output.h"

/* A document that is being built; `bad` once anything was lost. */
struct build {
    int bad;
    size_t digits;              /* 15, or 17 if a number needs them          */
};

const char *
manifest_version(void)
{
    return DETENTE_VERSION;
}

const char *
manifest_compiler(void)
{
#define TEXT(x) #x
#define DOTTED(a, b, c) TEXT(a) "." TEXT(b) "." TEXT(c)
#ifdef __clang__
    return "clang " DOTTED(__clang_major__, __clang_minor__,
                           __clang_patchlevel__);
#else
    return "gcc " DOTTED(__GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#endif
}

const char *
manifest_mathematics(void)
{
#ifdef DETENTE_MATH_SYSTEM
    return "system";
#else
    return "musl";
#endif
}

static void
put(struct build *b, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        b->bad = 1;
}

static void
put_text(struct build *b, json_t *object, const char *key, const char *text)
{
    put(b, object, key, json_string(text));
}

static void
append(struct build *b, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        b->bad = 1;
}

/* Whole numbers without a point.  17 digits of 0.1 are not pleasant to read,
 * so they are used only if 15 lose something. */
static json_t *
number(struct build *b, double x)
{
    char text[40];

    if (x == floor(x) && fabs(x) < 1e15)
        return json_integer((json_int_t)x);
    snprintf(text, sizeof text, "%.15g", x);
    if (strtod(text, NULL) != x)
        b->digits = 17;
    return json_real(x);
}

static json_t *
date(const struct inputs *in, int32_t week)
{
    char text[48];
    int year, month, day;

    if (week == WEEK_NEVER)
        return json_null();
    day_date(in->start + 7 * week, &year, &month, &day);
    snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    return json_string(text);
}

/* Where a file lies on this machine is nobody's business: of an absolute path
 * the folder and the name; its sum tells which file it was. */
static const char *
public_name(const char *path)
{
    const char *name = strrchr(path, '/');

    if (path[0] != '/')
        return path;
    while (name > path && name[-1] != '/')
        name--;
    return name > path ? name : path + 1;
}

static json_t *
files_of(struct build *b, const struct arm *a)
{
    json_t *files = json_array();

    for (size_t i = 0; i < a->n_files; i++) {
        json_t *file = json_object();
        put_text(b, file, "name", public_name(a->file[i]));
        put(b, file, "sha256", a->sum[i][0] != '\0' ? json_string(a->sum[i])
                                                    : json_null());
        append(b, files, file);
    }
    return files;
}

/* ---- an arm ------------------------------------------------------------- */

static json_t *
cell_of(struct build *b, const struct arm *a, struct param_cell cell)
{
    json_t *object = json_object();
    struct origin from = arm_origin(a, cell);
    char text[ARM_PATH + 16];

    put(b, object, "value", number(b, param_value(&a->in.params, cell)));
    if (from.file == NULL)
        snprintf(text, sizeof text, "default");
    else if (from.line == 0)
        snprintf(text, sizeof text, "%s", public_name(from.file));
    else
        snprintf(text, sizeof text, "%s:%d", public_name(from.file),
                 from.line);
    put_text(b, object, "from", text);
    return object;
}

static json_t *
parameters_of(struct build *b, const struct arm *a)
{
    json_t *object = json_object();
    char path[96];

    for (size_t r = 0; r < param_count; r++)
        for (size_t i = 0; !param_table[r].lever && i < param_table[r].n;
             i++) {
            struct param_cell cell = { &param_table[r], i };
            param_path(cell, path, sizeof path);
            put(b, object, path, cell_of(b, a, cell));
        }
    return object;
}

static json_t *
levers_of(struct build *b, const struct clause *clause)
{
    json_t *object = json_object();
    const char *name = clause_name(clause->kind);
    char path[96];

    for (size_t r = 0; r < param_count; r++)
        for (size_t i = 0; param_table[r].lever && i < param_table[r].n;
             i++) {
            struct param_cell cell = { &param_table[r], i };
            if (strcmp(param_table[r].section, name) != 0)
                continue;
            param_path(cell, path, sizeof path);
            put(b, object, path,
                number(b, param_value(&clause->levers, cell)));
        }
    return object;
}

/* The codes of some states. */
static json_t *
states_of(struct build *b, const struct inputs *in, const bool some[])
{
    json_t *array = json_array();

    for (uint32_t i = 0; i < in->tables.n_states; i++)
        if (some[i])
            append(b, array, json_string(in->tables.state[i].text));
    return array;
}

static json_t *
clauses_of(struct build *b, const struct inputs *in)
{
    json_t *array = json_array();

    for (size_t i = 0; i < in->n_clauses; i++) {
        const struct clause *clause = &in->clause[i];
        json_t *object = json_object();
        put_text(b, object, "clause", clause_name(clause->kind));
        put(b, object, "announced", date(in, clause->announced));
        put(b, object, "from", date(in, clause->from));
        put(b, object, "until", date(in, clause->until));
        put(b, object, "from_week", json_integer(clause->from));
        put(b, object, "levers", levers_of(b, clause));
        if (clause->kind == CLAUSE_entry)
            put(b, object, "must_include",
                states_of(b, in, clause->must_include));
        append(b, array, object);
    }
    return array;
}

static json_t *
members_of(struct build *b, const struct inputs *in)
{
    if (in->members_choose)
        return json_string("choose");
    json_t *array = states_of(b, in, in->member);
    if (json_array_size(array) < in->tables.n_states)
        return array;
    json_decref(array);
    return json_string("all");
}

static json_t *
imposed_of(struct build *b, const struct inputs *in, const struct imposed *e)
{
    static const char *const verb[N_IMPOSED] = { "crisis", "operation", "set",
                                                 "leave" };
    json_t *object = json_object();
    char path[96];

    put_text(b, object, "event", verb[e->verb]);
    put(b, object, "week", json_integer(e->week));
    if (e->verb == IMPOSED_set) {
        param_path(e->cell, path, sizeof path);
        put_text(b, object, "set", path);
        put(b, object, "to", number(b, e->value));
        return object;
    }
    put_text(b, object, "state", in->tables.state[e->i].text);
    if (e->verb != IMPOSED_leave)
        put_text(b, object, "other", in->tables.state[e->j].text);
    if (e->verb == IMPOSED_crisis) {
        put(b, object, "stakes", number(b, e->stakes));
        put(b, object, "weeks", json_integer(e->weeks));
    } else if (e->verb == IMPOSED_operation) {
        put_text(b, object, "kind", list_word(LIST_kind, (int)e->kind));
        put_text(b, object, "sector", list_word(LIST_sector, (int)e->sector));
        put(b, object, "severity", json_integer(e->severity));
    }
    return object;
}

static json_t *
arm_of(struct build *b, const struct arm *a)
{
    json_t *object = json_object(), *events = json_array();

    put_text(b, object, "arm", a->name);
    put_text(b, object, "title", a->title);
    put_text(b, object, "regime", a->regime_title);
    put(b, object, "start", date(&a->in, 0));
    put(b, object, "weeks", json_integer(a->in.weeks));
    put(b, object, "files", files_of(b, a));
    put(b, object, "clauses", clauses_of(b, &a->in));
    put(b, object, "members", members_of(b, &a->in));
    for (size_t i = 0; i < a->in.n_imposed; i++)
        append(b, events, imposed_of(b, &a->in, &a->in.imposed[i]));
    put(b, object, "events", events);
    put(b, object, "parameters", parameters_of(b, a));
    return object;
}

/* ---- how it was compared ------------------------------------------------ */

static json_t *
rules_of(struct build *b, const struct manifest *m)
{
    json_t *object = json_object();

    for (size_t i = 0; i < m->n_rules; i++) {
        json_t *rule = json_object();
        put(b, rule, "value", number(b, m->rule[i].value));
        put_text(b, rule, "meaning", m->rule[i].meaning);
        put(b, object, m->rule[i].name, rule);
    }
    return object;
}

/* ---- the document ------------------------------------------------------- */

static json_t *
document(struct build *b, const struct manifest *m)
{
    json_t *root = json_object(), *arms = json_array();
    json_t *metrics = json_array();
    char seed[32];

    put_text(b, root, "program", "detente");
    put_text(b, root, "version", manifest_version());
    put_text(b, root, "commit", m->commit);
    put_text(b, root, "compiler", manifest_compiler());
    put_text(b, root, "mathematics", manifest_mathematics());
    put_text(b, root, "command", m->command);
    /* As text: a seed may be larger than the integers of JSON readers. */
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)m->seed);
    put_text(b, root, "seed", seed);
    put(b, root, "first_replicate", json_integer(m->first));
    put(b, root, "replicates", json_integer(m->n_replicates));
    put(b, root, "regimes", json_boolean(m->regimes));
    for (size_t i = 0; i < m->n_metrics; i++)
        append(b, metrics, json_string(metric_table[m->metric[i]].name));
    put(b, root, "metrics", metrics);
    if (m->n_rules > 0)
        put(b, root, "comparison", rules_of(b, m));
    for (size_t a = 0; a < m->n_arms; a++)
        append(b, arms, arm_of(b, &m->arm[a]));
    put(b, root, "arms", arms);
    return root;
}

int
manifest_write(const struct manifest *m, const char *dir, struct fault *f)
{
    struct build b = { .digits = 15 };
    struct output o;
    json_t *root = document(&b, m);
    int code = 0;

    if (b.bad)
        code = fault_set(f, FAULT_NOMEM, "manifest.json", 0,
                         "could not be put together");
    if (code == 0)
        code = output_open(&o, dir, record_table[RECORD_manifest].name, f);
    if (code == 0) {
        size_t flags = JSON_INDENT(2) | JSON_REAL_PRECISION(b.digits);
        if (json_dumpf(root, o.stream, flags) != 0)
            code = fault_set(f, FAULT_IO, o.path, 0, "could not be written");
        putc('\n', o.stream);
        code = output_end(&o, code, f);
    }
    json_decref(root);
    return code;
}

/* ---- reading ------------------------------------------------------------ */

static void
copy_text(char *to, size_t size, const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    snprintf(to, size, "%s", text != NULL ? text : "");
}

static bool
have_one_title(const json_t *arms)
{
    const json_t *first = json_object_get(json_array_get(arms, 0), "title");

    for (size_t i = 1; i < json_array_size(arms); i++)
        if (!json_equal(first, json_object_get(json_array_get(arms, i),
                                               "title")))
            return false;
    return true;
}

static void
brief_fill(struct manifest_brief *m, const json_t *root)
{
    const json_t *arm = json_array_get(json_object_get(root, "arms"), 0);
    const json_t *metrics = json_object_get(root, "metrics");
    const char *seed = json_string_value(json_object_get(root, "seed"));

    copy_text(m->version, sizeof m->version, root, "version");
    copy_text(m->commit, sizeof m->commit, root, "commit");
    copy_text(m->command, sizeof m->command, root, "command");
    copy_text(m->scenario, sizeof m->scenario, arm, "title");
    m->one_scenario = have_one_title(json_object_get(root, "arms"));
    m->seed = seed != NULL ? strtoull(seed, NULL, 10) : 0;
    m->first = (uint32_t)json_integer_value(
        json_object_get(root, "first_replicate"));
    m->n_replicates = (uint32_t)json_integer_value(
        json_object_get(root, "replicates"));
    m->years = (double)json_integer_value(json_object_get(arm, "weeks")) / 52;
    m->regimes = json_is_true(json_object_get(root, "regimes"));
    for (size_t i = 0; i < json_array_size(metrics); i++) {
        const char *name = json_string_value(json_array_get(metrics, i));
        int metric = name != NULL ? metric_find(name) : -1;
        if (metric >= 0 && m->n_metrics < N_METRICS)
            m->metric[m->n_metrics++] = (enum metric)metric;
    }
}

int
manifest_read(struct manifest_brief *m, const char *dir, struct fault *f)
{
    char path[FILE_PATH_MOST];
    json_error_t error;

    *m = (struct manifest_brief){ 0 };
    snprintf(path, sizeof path, "%s/%s", dir,
             record_table[RECORD_manifest].name);
    json_t *root = json_load_file(path, 0, &error);
    if (root == NULL)
        return fault_set(f, FAULT_INPUT, path, error.line > 0 ? error.line : 0,
                         "%s", error.text);
    int ours = folder_is_ours(dir);
    if (ours)
        brief_fill(m, root);
    json_decref(root);
    return ours ? 0 : fault_set(f, FAULT_INPUT, path, 0,
                                "is not a manifest of detente");
}
