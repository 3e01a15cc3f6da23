/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_model_md.c - the tables of sim/MODEL.md are those of the program.
 *
 * Between `<!-- begin: NAME -->` and `<!-- end: NAME -->` stands what is made
 * here from the .def files and the week table.  After a change of those:
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

#include "base/draw.h"
#include "base/metrics.h"
#include "base/params.h"
#include "base/text.h"
#include "model/week.h"
#include "record/events.h"
#include "study/comparison.h"
#include "world/world.h"

#define DOCUMENT "sim/MODEL.md"
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

static void
columns(FILE *out)
{
    static const char *const writer[N_WRITERS] = {
        "set-up", "politics", "decision", "strike", "response", "attribution",
        "reaction", "civilians", "account", "any process" };
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
                writer[info->writer], info->meaning);
    }
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
    { "week", week }, { "columns", columns }, { "parameters", parameters },
    { "levers", levers }, { "metrics", metrics }, { "purposes", purposes },
    { "details", details }, { "comparison", comparison },
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
        cmocka_unit_test(the_document_names_no_parameter_that_there_is_not),
    };

    if (argc > 1 && strcmp(argv[1], "--write") == 0)
        return rewrite();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
