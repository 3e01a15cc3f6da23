/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.c - `detente explain`: what a name means, from the table behind it.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "input/arm.h"
#include "model/week.h"
#include "program/explain.h"

static void
print_week(void)
{
    puts("The week, in order; each process sees what earlier ones did.\n");
    for (size_t k = 0; k < model_week_length; k++)
        printf("%3zu  %-15s %s\n", k + 1, model_week[k].name,
               model_week[k].what);
}

static void
print_why(void)
{
    say_wrapped("The trigger of an event is the event that was necessary for "
                "it: for an operation the crisis, war or finding without "
                "which it would not have come; for a reaction its finding; "
                "for a war its crisis or armed answer.  A chain of triggers "
                "ends where nothing had to happen before, or before the "
                "start.  Odds are the chances by which the run drew, and add "
                "up to 1: a line of a table is an act, a response or a state, "
                "its columns add up to what it was worth.",
                4);
    explain_line("--event", "an id of events.csv, or a word for the first "
                 "such: a kind of event (war, crisis, worm, public_finding, "
                 "...), a kind of operation (espionage .. destruction), a "
                 "response (sanction, collective, escalate, armed, ...)");
    explain_line("", "rung0 .. rung6: what first put a pair there or above");
    explain_line("", "wrong: the first public finding that names another");
    explain_line("", "retaliation: the first act against who did not do it");
    explain_line("--unless", "an operation, detection, finding, reaction, "
                 "crisis, war, worm, accession, withdrawal or imposed event");
    explain_line("try", "detente why world@anarchy --event retaliation");
}

/* ---- lists -------------------------------------------------------------- */

/* At most `most` bytes, cut between words, which shows. */
static void
print_cut(const char *text, size_t most)
{
    size_t n = strlen(text);

    if (n > most) {
        for (n = most - 4; n > 0 && text[n] != ' '; n--)
            ;
        printf("%.*s ...\n", (int)n, text);
    } else {
        puts(text);
    }
}

enum { LEFT = 34 };             /* columns of a name in a list               */

/* Cut to a line where everything is listed, else whole. */
static void
print_brief(const struct entry *e, bool cut)
{
    char name[ENTRY_NAME];

    entry_name(e, name);
    if (!cut) {
        explain_item(name, 2, LEFT, entry_meaning(e));
        return;
    }
    printf("  %-*s", LEFT, name);
    if (strlen(name) > LEFT)
        printf("\n%*s", LEFT + 2, "");
    putchar(' ');
    print_cut(entry_meaning(e), 43);
}

static bool
holds(const char *text, const char *word)
{
    size_t n = strlen(word);

    for (; *text != '\0'; text++)
        if (strncasecmp(text, word, n) == 0)
            return true;
    return n == 0;
}

/* All entries whose name or meaning holds `word`; all of them if it is "". */
static size_t
list_all(const char *word)
{
    size_t n = 0;

    for (int g = 0; g < N_ENTRY_GROUPS; g++) {
        struct entry e;
        bool headed = false;
        for (size_t k = 0; entry_at((enum entry_group)g, k, &e); k++) {
            char name[ENTRY_NAME];
            entry_name(&e, name);
            if (!holds(name, word) && !holds(entry_meaning(&e), word))
                continue;
            if (!headed)
                printf("%s%s\n", n > 0 ? "\n" : "",
                       entry_group_name((enum entry_group)g));
            headed = true;
            print_brief(&e, *word == '\0');
            n++;
        }
    }
    return n;
}

/* All the entries of a section or list, briefly. */
static size_t
list_section(const char *section, bool more)
{
    size_t n = 0, length = strlen(section);

    for (int g = 0; g < N_ENTRY_GROUPS; g++) {
        struct entry e;
        for (size_t k = 0; entry_at((enum entry_group)g, k, &e); k++) {
            char name[ENTRY_NAME];
            entry_name(&e, name);
            if (g == ENTRY_column || g == ENTRY_file
                || strncmp(name, section, length) != 0
                || name[length] != '.')
                continue;
            if (n++ == 0)
                printf("%s%s holds\n", more ? "\n" : "", section);
            print_brief(&e, false);
        }
    }
    return n;
}

/* ---- one name ----------------------------------------------------------- */

/* A file with faults may be either. */
static const char *
file_is(const char *text)
{
    const struct arm_request request = { .typed = text };
    struct faults all = { 0 };
    struct arm a;
    const char *is = arm_load(&request, &a, &all) != 0 ? "a scenario or regime"
                     : a.is_regime ? "a regime" : "a scenario";

    arm_free(&a);
    faults_free(&all);
    return is;
}

/* What a shipped or own scenario or regime says of itself: the comment on its
 * first lines. */
static bool
print_file(const char *text, bool more, struct fault *f)
{
    char path[ARM_PATH], row[512];
    size_t n = strlen(text);

    if (input_find(text, path, f) != 0)
        return false;
    const char *end = strrchr(path, '.');
    FILE *stream = end != NULL && strcmp(end, ".yaml") == 0
                   ? fopen(path, "r") : NULL;
    if (stream == NULL)
        return false;
    n -= text_ends(text, ".yaml") ? strlen(".yaml") : 0;
    printf("%s%.*s, %s: %s\n", more ? "\n" : "", (int)n, text,
           file_is(text), path);
    while (fgets(row, sizeof row, stream) != NULL && row[0] == '#') {
        const char *said = row[1] == ' ' ? row + 2 : row + 1;
        printf("%s%s", said[0] == '\n' ? "" : "    ", said);
    }
    fclose(stream);
    return true;
}

/* `explain compare`: its help says more. */
static bool
print_command(const struct program *g, const char *text)
{
    for (size_t k = 0; k < g->n_commands; k++) {
        const struct command *c = &g->commands[k];
        if (strcmp(c->name, text) != 0)
            continue;
        printf("%s, a command\n    %s\n", c->name, c->line);
        printf("    %-*s%s %s --help\n", EXPLAIN_KEY, "help", say_name(g),
               c->name);
        if (strcmp(text, "why") == 0)
            print_why();
        return true;
    }
    return false;
}

/* All entries that may be meant, and the command of that name. */
static size_t
print_entries(const struct program *g, const char *text)
{
    size_t n = print_command(g, text);

    for (int group = 0; group < N_ENTRY_GROUPS; group++) {
        struct entry e;
        for (size_t k = 0; entry_at((enum entry_group)group, k, &e); k++) {
            if (!entry_is(&e, text))
                continue;
            if (n++ > 0)
                putchar('\n');
            explain_entry(g, &e, text);
        }
    }
    return n;
}

/* rung3, as `why` and the outcomes say it, is rung.disruption. */
static const char *
rung_name(const char *text, char name[ENTRY_NAME])
{
    if (strncmp(text, "rung", 4) != 0 || text[4] < '0'
        || text[4] >= '0' + N_RUNGS || text[5] != '\0')
        return text;
    snprintf(name, ENTRY_NAME, "rung.%s", list_word(LIST_rung, text[4] - '0'));
    return name;
}

static int
explain(const struct program *g, const char *typed)
{
    char name[ENTRY_NAME];
    const char *text = rung_name(typed, name);
    bool section = strchr(text, '.') == NULL || strstr(text, ".csv") != NULL;
    struct fault f = { 0 };

    if (strcmp(text, "week") == 0) {
        print_week();
        return 0;
    }
    size_t n = print_entries(g, text);
    n += section ? list_section(text, n > 0) : 0;
    n += print_file(text, n > 0, &f);
    return n > 0 ? 0 : explain_unknown(text, f.hint);
}

/* Several words may be one name: no clear difference. */
static bool
explain_joined(const struct program *g)
{
    const struct options *o = &g->o;
    char text[ENTRY_NAME] = "";
    size_t used = 0;

    for (size_t i = 0; i < o->n_words && used < sizeof text; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                                 i > 0 ? " " : "", o->word[i]);
    return o->n_words > 1 && used < sizeof text
           && print_entries(g, text) > 0;
}

static int
explain_each(const struct program *g)
{
    int code = 0;

    for (size_t i = 0; i < g->o.n_words; i++) {
        if (i > 0)
            putchar('\n');
        fflush(stdout);         /* an unknown one is told in its place       */
        int one = explain(g, g->o.word[i]);
        code = code != 0 ? code : one;
    }
    return code;
}

int
command_explain(struct program *g)
{
    const struct options *o = &g->o;

    if (options_has(o, OPTION_list)) {
        list_all("");
        return 0;
    }
    if (options_has(o, OPTION_search)) {
        if (list_all(o->text[OPTION_search]) > 0)
            return 0;
        return say_usage("detente explain --list names everything",
                         "nothing that can be explained holds '%.80s'",
                         o->text[OPTION_search]);
    }
    if (o->n_words == 0)
        return say_usage("detente explain attribution.skill; --list names "
                         "everything", "explain what?");
    return explain_joined(g) ? 0 : explain_each(g);
}
