/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_model_md.c - the tables of sim/MODEL.md are those of the program.
 *
 * Between `<!-- begin: NAME -->` and `<!-- end: NAME -->` stands what is made
 * here from the .def files, the week table and the table of targets.  After a
 * change of those:
 *
 *     make model                          build/test_model_md --write       */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/draw.h"
#include "base/metrics.h"
#include "base/params.h"
#include "base/text.h"
#include "model/week.h"
#include "record/events.h"
#include "study/comparison.h"
#include "world/world.h"

#define DOCUMENT "sim/MODEL.md"
#define TARGETS "scenarios/studies/targets.csv"
#define LETTERS "abcdefghijklmnopqrstuvwxyz_0123456789."

/* ---- tables --- */

static void
put_value(FILE *out, const struct param_info *info, double x)
{
    char text[TEXT_DOUBLE];

    if (info->kind == PARAM_flag)
        fputs(x != 0 ? "yes" : "no", out);
    else if (info->kind == PARAM_stakes || info->kind == PARAM_needs)
        fputs(list_word(info->kind == PARAM_stakes ? LIST_stakes : LIST_needs,
                        (int)x), out);
    else
        fputs(text_of_double(text, sizeof text, x), out);
}

/* One value; or all of a table with the words of its list. */
static void
put_preset(FILE *out, const struct param_info *info)
{
    size_t columns = info->columns == N_LISTS
                     ? 1 : (size_t)list_size(info->columns);

    if (info->rows == N_LISTS) {
        put_value(out, info, info->preset[0]);
        return;
    }
    for (size_t k = 0; k < info->n; k++) {
        if (k % columns == 0)
            fprintf(out, "%s%s", k > 0 ? "; " : "",
                    list_word(info->rows, (int)(k / columns)));
        putc(' ', out);
        put_value(out, info, info->preset[k]);
    }
}

static void
put_range(FILE *out, const struct param_info *info, double low, double high)
{
    put_value(out, info, low);
    fputs(" .. ", out);
    put_value(out, info, high);
}

static void
put_swept(FILE *out, const struct param_info *info)
{
    char low[TEXT_DOUBLE], high[TEXT_DOUBLE];

    if (info->low == info->high)
        return;
    if (info->rows == N_LISTS)
        put_range(out, info, info->low, info->high);
    else
        fprintf(out, "x %s .. %s",
                text_of_double(low, sizeof low, info->low),
                text_of_double(high, sizeof high, info->high));
}

static void
put_param(FILE *out, const struct param_info *info)
{
    fprintf(out, "| `%s` | ", info->name);
    put_preset(out, info);
    fputs(" | ", out);
    put_range(out, info, info->min, info->max);
    fputs(" | ", out);
    put_swept(out, info);
    fprintf(out, " | %s | %s | %s | %s |\n", info->unit,
            param_mark_word(info->mark), info->meaning, info->source);
}

static void
put_rows(FILE *out, bool lever)
{
    const char *section = "";

    for (size_t k = 0; k < param_count; k++) {
        const struct param_info *info = &param_table[k];
        if (info->lever != lever)
            continue;
        if (strcmp(info->section, section) != 0)
            fprintf(out, "%s**%s**\n\n| name | default | legal | swept | unit "
                    "| mark | meaning | source |\n|---|---|---|---|---|---|---"
                    "|---|\n", *section ? "\n" : "", info->section);
        section = info->section;
        put_param(out, info);
    }
}

static void
glossary(FILE *out)
{
    static const char *const term[][2] = {
#define TERM(term, meaning) { term, meaning },
#include "program/glossary.def"
#undef TERM
    };

    fputs("| word | meaning |\n|---|---|\n", out);
    for (size_t k = 0; k < sizeof term / sizeof *term; k++)
        fprintf(out, "| %s | %s |\n", term[k][0], term[k][1]);
}

static void
parameters(FILE *out)
{
    put_rows(out, false);
}

static void
levers(FILE *out)
{
    put_rows(out, true);
}

static void
metrics(FILE *out)
{
    fputs("| name | unit | better | statistic | meaning |\n"
          "|---|---|---|---|---|\n", out);
    for (int m = 0; m < N_METRICS; m++) {
        const struct metric_info *info = &metric_table[m];
        const char *strong = info->headline ? "**" : "";
        fprintf(out, "| %s`%s`%s | %s | %s | %s | %s |\n", strong, info->name,
                strong, info->unit, better_word(info->better),
                statistic_word(info->statistic), info->meaning);
    }
}

/* Who writes a column: a process of the week, or one of the two others; NULL
 * for a writer that is neither. */
static const char *
writer_name(enum writer writer)
{
    if (writer == WRITER_setup)
        return "set-up";
    if (writer == WRITER_event)
        return "any process";
    for (size_t k = 0; k < model_week_length; k++)
        if (model_week[k].writer == writer)
            return model_week[k].name;
    return NULL;
}

static void
columns(FILE *out)
{
    static const char *const what[N_TABLES] = {
#define TABLE(table, what) what,
#define COLUMN(...)
#define END_TABLE(table)
#include "world/columns.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE
    };
    int table = -1;

    for (int c = 0; c < N_COLUMNS; c++) {
        const struct column_info *info = &column_table[c];
        if ((int)info->table != table)
            fprintf(out, "%s**%s**: %s\n\n| column | unit | written by "
                    "| meaning |\n|---|---|---|---|\n", c > 0 ? "\n" : "",
                    info->table_name, what[info->table]);
        table = (int)info->table;
        fprintf(out, "| `%s` | %s | %s | %s |\n", info->name, info->unit,
                writer_name(info->writer), info->meaning);
    }
}

/* A fact of the record, and the parameter that is fitted to it. */
static void
put_target(FILE *out, const struct sheet *s, size_t row, const int at[])
{
    const char *by = sheet_text(s, row, at[7]);
    const char *tick = *by ? "`" : "";

    fprintf(out, "| %s | %s | %s | %s .. %s | %s | %s | %s%s%s | %s |\n",
            sheet_text(s, row, at[0]), sheet_text(s, row, at[1]),
            sheet_text(s, row, at[2]), sheet_text(s, row, at[3]),
            sheet_text(s, row, at[4]), sheet_text(s, row, at[5]),
            sheet_text(s, row, at[6]), tick, by, tick,
            sheet_text(s, row, at[8]));
}

static void
targets(FILE *out)
{
    enum { PLACES = 9 };
    static const struct sheet_column known[PLACES] = {
        { "id", false }, { "pattern", false }, { "value", false },
        { "low", false }, { "high", false }, { "unit", false },
        { "use", false }, { "fitted_by", false }, { "source", false } };
    struct sheet s = { 0 };
    struct faults all = { 0 };
    int at[PLACES];

    fputs("| id | pattern | value | range | unit | use | fitted by | source "
          "|\n|---|---|---|---|---|---|---|---|\n", out);
    if (sheet_read(&s, TARGETS, &all) == 0
        && sheet_columns(&s, known, PLACES, at, &all) == 0)
        for (size_t row = 0; row < s.n_rows; row++)
            put_target(out, &s, row, at);
    if (all.n > 0)
        fprintf(out, "%s cannot be read\n", TARGETS);
    sheet_free(&s);
    faults_free(&all);
}

static void
week(FILE *out)
{
    fputs("| process | what it does | file |\n|---|---|---|\n", out);
    for (size_t k = 0; k < model_week_length; k++)
        fprintf(out, "| %zu %s | %s | `%s` |\n", k + 1, model_week[k].name,
                model_week[k].what, model_week[k].file);
}

static void
purposes(FILE *out)
{
    static const enum purpose all[] = {
#define PURPOSE(name, ...) PURPOSE_##name,
#include "base/purposes.def"
#undef PURPOSE
    };

    fputs("| number | purpose | what is drawn (entity) |\n|---|---|---|\n",
          out);
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        fprintf(out, "| %d | `%s` | %s |\n", (int)all[k],
                purpose_name(all[k]), purpose_meaning(all[k]));
}

static void
details(FILE *out)
{
    fputs("| key | in events of kind | unit | meaning |\n|---|---|---|---|\n",
          out);
    for (size_t k = 0; k < detail_count; k++) {
        fprintf(out, "| `%s` | %s | ", detail_table[k].key,
                detail_table[k].kinds);
        for (const char *p = detail_table[k].unit; *p; p++)
            fputs(*p == '|' ? " or " : (char[]){ *p, '\0' }, out);
        fprintf(out, " | %s |\n", detail_table[k].meaning);
    }
}

static void
choices(FILE *out)
{
    static const char *const how[] = { [PART_adds] = "+", [PART_times] = "x",
                                       [PART_tells] = "" };

    fputs("| choice | part |  | unit | meaning |\n|---|---|---|---|---|\n",
          out);
    for (int c = 0; c < N_CHOICES; c++) {
        const struct choice_info *info = &choice_table[c];
        fprintf(out, "| `%s` | | | %s | %s |\n", info->name, info->unit,
                info->what);
        for (int p = 0; p < info->n_parts; p++)
            fprintf(out, "| | `%s` | %s | %s | %s |\n", info->part[p].name,
                    how[info->part[p].how], info->part[p].unit,
                    info->part[p].meaning);
    }
}

static void
comparison(FILE *out)
{
    struct manifest_rule rule[COMPARISON_RULES];

    comparison_rules(rule);
    fputs("| rule | value | meaning |\n|---|---|---|\n", out);
    for (size_t k = 0; k < COMPARISON_RULES; k++) {
        char text[TEXT_DOUBLE];
        snprintf(text, sizeof text, "%.4g", rule[k].value);
        if (rule[k].value >= 1000)
            snprintf(text, sizeof text, "%.0f", rule[k].value);
        fprintf(out, "| `%s` | %s | %s |\n", rule[k].name, text,
                rule[k].meaning);
    }
}

static const struct block {
    const char *name;
    void (*write)(FILE *out);
} blocks[] = {
    { "targets", targets }, { "glossary", glossary }, { "week", week },
    { "columns", columns }, { "parameters", parameters }, { "levers", levers },
    { "metrics", metrics }, { "purposes", purposes }, { "details", details },
    { "choices", choices }, { "comparison", comparison },
};
enum { N_BLOCKS = sizeof blocks / sizeof *blocks };

/* ---- the document --- */

static char *
block_text(const struct block *b)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    if (out == NULL)
        return NULL;
    b->write(out);
    return fclose(out) == 0 ? text : NULL;
}

/* NULL if it cannot be read. */
static char *
document(void)
{
    char *text = NULL, part[4096];
    size_t size, n;
    FILE *in = fopen(DOCUMENT, "r"), *out = open_memstream(&text, &size);

    while (in && out && (n = fread(part, 1, sizeof part, in)) > 0)
        fwrite(part, 1, n, out);
    bool bad = in == NULL || ferror(in) != 0;
    if (in)
        fclose(in);
    if (out == NULL || fclose(out) != 0 || bad) {
        free(text);
        return NULL;
    }
    return text;
}

/* Where a block begins (after its marker) and ends (before it). */
static bool
find_block(char *text, const char *name, char **first, char **last)
{
    char begin[64], end[64];

    snprintf(begin, sizeof begin, "<!-- begin: %s -->\n", name);
    snprintf(end, sizeof end, "<!-- end: %s -->\n", name);
    *first = strstr(text, begin);
    if (*first == NULL)
        return false;
    *first += strlen(begin);
    *last = strstr(*first, end);
    return *last != NULL;
}

/* Puts the tables into the document; 0 if all went well. */
static int
rewrite(void)
{
    for (int k = 0; k < N_BLOCKS; k++) {
        char *text = document(), *table = block_text(&blocks[k]);
        char *first, *last;
        if (!text || !table
            || !find_block(text, blocks[k].name, &first, &last)) {
            fprintf(stderr, "%s: no block '%s'\n", DOCUMENT, blocks[k].name);
            free(text);
            free(table);
            return 1;
        }
        FILE *out = fopen(DOCUMENT, "w");
        bool good = out != NULL
            && fwrite(text, 1, (size_t)(first - text), out)
               == (size_t)(first - text)
            && fputs(table, out) >= 0 && fputs(last, out) >= 0;
        if (out != NULL && fclose(out) != 0)
            good = false;
        free(text);
        free(table);
        if (!good)
            return 1;
    }
    return 0;
}

static void
the_document_holds_the_tables_of_the_program(void **state)
{
    char *text = document();

    (void)state;
    if (text == NULL)
        fail_msg("no %s; run from the folder of the project", DOCUMENT);
    for (int k = 0; k < N_BLOCKS; k++) {
        char *first, *last, *table = block_text(&blocks[k]);
        assert_non_null(table);
        if (!find_block(text, blocks[k].name, &first, &last))
            fail_msg("%s has no block '%s'", DOCUMENT, blocks[k].name);
        if (strlen(table) != (size_t)(last - first)
            || memcmp(table, first, (size_t)(last - first)) != 0)
            fail_msg("block '%s' of %s is old: make model",
                     blocks[k].name, DOCUMENT);
        free(table);
    }
    free(text);
}

static void
every_writer_of_a_column_has_a_name(void **state)
{
    (void)state;
    for (int a = 0; a < N_WRITERS; a++) {
        assert_non_null(writer_name((enum writer)a));
        for (int b = 0; b < a; b++)
            assert_string_not_equal(writer_name((enum writer)a),
                                    writer_name((enum writer)b));
    }
}

static void
the_table_of_targets_is_read(void **state)
{
    char *table = block_text(&blocks[0]);

    (void)state;
    assert_non_null(table);
    assert_non_null(strstr(table, "\n| T01 | "));
    assert_non_null(strstr(table, "\n| T34 | "));
    assert_null(strstr(table, "cannot be read"));
    free(table);
}

/* The number with which a reader checks keys, words and counters. */
static void
the_uniform_of_the_appendix_is_drawn(void **state)
{
    uint64_t candidate = entity_candidate(0, state_code_of("CHN"), 2, 0);
    double u = draw_at(draw_key_for(2017, 0), PURPOSE_stakes, 0, candidate, 0);
    char *text = document(), number[TEXT_DOUBLE], want[TEXT_DOUBLE + 8];

    (void)state;
    assert_non_null(text);
    snprintf(want, sizeof want, "\n0 is %s.\n",
             text_of_double(number, sizeof number, u));
    assert_non_null(strstr(text, want));
    free(text);
}

/* Names in back quotes that look like section.name are parameters or
 * levers. */
static void
the_document_names_no_parameter_that_there_is_not(void **state)
{
    char *text = document();

    (void)state;
    assert_non_null(text);
    for (char *p = text; (p = strchr(p, '`')) != NULL;) {
        size_t n = strcspn(++p, "`\n");
        char name[96];
        if (p[n] != '`')
            continue;
        snprintf(name, sizeof name, "%.*s", (int)(n < 95 ? n : 95), p);
        p += n + 1;
        char *dot = strchr(name, '.');
        if (dot == NULL || name[strspn(name, LETTERS)] != '\0')
            continue;
        bool section = false;
        for (size_t k = 0; k < param_count; k++)
            section |= strncmp(name, param_table[k].section,
                               (size_t)(dot - name)) == 0
                && param_table[k].section[dot - name] == '\0';
        if (section && strcmp(dot, ".c") != 0 && !param_find(name).info)
            fail_msg("%s: there is no '%s'", DOCUMENT, name);
    }
    free(text);
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_document_holds_the_tables_of_the_program),
        cmocka_unit_test(every_writer_of_a_column_has_a_name),
        cmocka_unit_test(the_table_of_targets_is_read),
        cmocka_unit_test(the_uniform_of_the_appendix_is_drawn),
        cmocka_unit_test(the_document_names_no_parameter_that_there_is_not),
    };

    if (argc > 1 && strcmp(argv[1], "--write") == 0)
        return rewrite();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
