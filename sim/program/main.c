/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - the commands as a table; finds the one that is asked for. */
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "program/program.h"
#include "record/manifest.h"

#define RUNS (TAKES(out) | TAKES(force) | TAKES(seed) | TAKES(years)          \
              | TAKES(set) | TAKES(metrics) | TAKES(events) | TAKES(quiet)    \
              | TAKES(progress) | TAKES(help))
#define MANY (RUNS | TAKES(replicates) | TAKES(threads) | TAKES(regimes)      \
              | TAKES(baseline))

static const struct command command_table[] = {
    { "run", "ARM", "one world, week by week", RUNS | TAKES(replicate)
      | TAKES(dry_run) | TAKES(format) | TAKES(panel),
      "    detente run world\n"
      "    detente run world@convention --replicate 7\n"
      "    detente run lessons/world --set decision.tempo=40 --years 5\n",
      "Plays one world and shows its outcomes, the highest rung of any pair\n"
      "and the operations of each quarter.\n", command_run },
    { "compare", "ARM [ARM...]|DIR", "the same worlds under several arms", MANY
      | TAKES(dry_run) | TAKES(format) | TAKES(panel),
      "    detente compare world --regimes anarchy,agency\n"
      "    detente compare mine.yaml\n"
      "    detente compare world@anarchy world@agency -o result\n"
      "    detente compare result --metrics ops_true\n",
      "ARM is SCENARIO, REGIME or SCENARIO@REGIME; the first is baseline.\n"
      "A scenario alone is compared with what it inherits; one that inherits\n"
      "nothing, with itself without the --set.  Differences are\n"
      "paired: every arm meets the same worlds.  A result on disk is printed\n"
      "again, without a run.  --regimes all: anarchy and every mix of\n"
      "convention, agency and accord; not norms.\n", command_compare },
    { "check", "FILE...", "every error of every file, runs nothing",
      TAKES(help),
      "    detente check mine.yaml\n"
      "    detente check scenarios/*.yaml scenarios/regimes/*.yaml\n",
      "Follows what a file names: parents, tables, its regime.  - is stdin.\n",
      command_check },
    { "new", "NAME", "a scenario to edit", TAKES(from) | TAKES(quiet)
      | TAKES(help),
      "    detente new mine\n"
      "    detente new mine --from lessons/world\n",
      "Writes NAME.yaml with the most telling parameters as comments; never\n"
      "over a file that is there.\n", command_new },
    { "explain", "NAME...", "what a name means", TAKES(list) | TAKES(search)
      | TAKES(help),
      "    detente explain attribution.skill\n"
      "    detente explain week\n"
      "    detente explain --search sanction\n",
      "NAME is a parameter, lever, clause, outcome, file, column, fault, a\n"
      "scenario or regime, or a word of a list: a kind of operation, a\n"
      "response, a rung.\n",
      command_explain },
    { "show", "X [Y]", "every value, its origin; two: what differs",
      TAKES(set) | TAKES(years) | TAKES(help),
      "    detente show world\n"
      "    detente show world@agency world@convention+agency\n"
      "    detente show result\n",
      "X is an arm, or the folder of a result: then what made it.\n",
      command_show },
    { "plot", "[KIND] [DIR|ARM...]", "a chart; no arguments: the kinds", MANY
      | TAKES(title) | TAKES(size),
      "    detente plot dots result\n"
      "    detente plot dots world --regimes anarchy,agency -o chart\n",
      "Draws DIR/KIND.svg and DIR/KIND.png from DIR/KIND.csv and\n"
      "DIR/KIND.words.csv, which it writes.  Needs gnuplot.\n", command_plot },
    { "why", "ARM|DIR", "what led to an event, and what if not",
      TAKES(event) | TAKES(worst) | TAKES(unless) | TAKES(against)
      | TAKES(replicate) | TAKES(format) | TAKES(seed) | TAKES(years)
      | TAKES(set) | TAKES(baseline) | TAKES(help),
      "    detente why tense --replicate 1 --event war\n"
      "    detente why world@anarchy --event retaliation\n"
      "    detente why tense --replicate 1 --event war "
      "--unless w424-RUS.USA-crisis\n"
      "    detente why world@anarchy --worst loss_musd --against agency\n"
      "    detente why result --worst loss_musd\n",
      "The chain of triggers, each necessary for the next, with how likely\n"
      "it was and what was drawn, what else could have come and what each\n"
      "was worth, who was wrong, and which clause applied.  E is an id\n"
      "of events.csv or a word for the first: a kind of event, operation or\n"
      "response, rung0 to rung6, wrong, retaliation.  Of a DIR: its first\n"
      "arm, or --baseline.  --unless takes operations, detections, findings,\n"
      "reactions, crises, wars, worms, steps to join or leave, imposed\n"
      "events.\n", command_why },
};

enum { N_COMMANDS = sizeof command_table / sizeof *command_table };

static void
help_short(FILE *stream)
{
    fputs("detente simulates cyber conflict between states under treaty "
          "regimes.\n\n"
          "    detente compare world --regimes anarchy,agency\n"
          "    detente run world\n"
          "    detente new mine && detente compare mine\n\n", stream);
    for (int i = 0; i < N_COMMANDS; i++)
        fprintf(stream, "    %-8s %-19s %s\n", command_table[i].name,
                command_table[i].words, command_table[i].line);
    fputs("\ndetente COMMAND --help tells more; detente --version.\n", stream);
}

static const char *
formats_of(const struct command *c)
{
    return c->run == command_why ? "text|dot|json" : "table|csv";
}

static void
help_command(const struct command *c)
{
    printf("%s\ndetente %s [OPTION...] %s\n\n%s\n", c->examples, c->name,
           c->words, c->more);
    for (int i = 0; i < N_OPTIONS; i++) {
        const struct option_info *info = &option_table[i];
        char name[64];
        if (!(c->takes >> i & 1))
            continue;
        const char *argument = i == OPTION_format ? formats_of(c)
                               : info->argument ? info->argument : "";
        snprintf(name, sizeof name, "%s%c%s--%s%s%s",
                 info->letter ? "-" : "   ", info->letter ? info->letter : ' ',
                 info->letter ? ", " : "", info->name,
                 *argument != '\0' ? " " : "", argument);
        if (strlen(name) > 24)
            printf("  %s\n%28s%s\n", name, "", info->help);
        else
            printf("  %-24s  %s\n", name, info->help);
    }
}

static void
version(const struct program *g)
{
    printf("detente %s%s%s%s\n", manifest_version(),
           g->commit[0] ? " (" : "", g->commit, g->commit[0] ? ")" : "");
    printf("%s; mathematics of %s: the same bytes on every machine%s\n",
           manifest_compiler(), manifest_mathematics(),
           strcmp(manifest_mathematics(), "musl") == 0 ? ""
           : " are not promised");
    puts("Licence GPL-3.0-or-later.  A stylised world, not a forecast.");
}

static const struct command *
find_command(const char *name)
{
    for (int i = 0; i < N_COMMANDS; i++)
        if (strcmp(command_table[i].name, name) == 0)
            return &command_table[i];
    return NULL;
}

static int
unknown_command(const char *name)
{
    const char *list[N_COMMANDS];
    char hint[128] = "detente --help names them all";

    for (int i = 0; i < N_COMMANDS; i++)
        list[i] = command_table[i].name;
    const char *near = text_nearest(name, list, N_COMMANDS);
    if (near != NULL)
        snprintf(hint, sizeof hint, "did you mean '%s'?", near);
    if (name[0] == '-')
        return say_usage(near != NULL ? hint : "options stand after the "
                         "command; detente --help",
                         "unknown option '%.80s'", name);
    return say_usage(hint, "unknown command '%.80s'", name);
}

static int
run_command(struct program *g)
{
    struct fault f = { 0 };

    if (options_parse(&g->o, g->command->takes, g->argc - 2, g->argv + 2, &f)
        != 0)
        return say_fault(&f);
    if (options_has(&g->o, OPTION_help)) {
        help_command(g->command);
        return 0;
    }
    return g->command->run(g);
}

static int
dispatch(struct program *g)
{
    const char *name = g->argc > 1 ? g->argv[1] : NULL;

    if (name == NULL) {
        help_short(stderr);
        return fault_exit_code(FAULT_USAGE);
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        help_short(stdout);
        return 0;
    }
    if (strcmp(name, "--version") == 0) {
        version(g);
        return 0;
    }
    g->command = find_command(name);
    return g->command != NULL ? run_command(g) : unknown_command(name);
}

/* True after `detente show world | head`: who closes a pipe knows it. */
static bool
reader_is_gone(void)
{
    struct pollfd p = { .fd = STDOUT_FILENO, .events = POLLOUT };

    return poll(&p, 1, 0) > 0 && (p.revents & POLLERR) != 0;
}

int
main(int argc, char **argv)
{
    char self[1024];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    struct program g = {
        .commit = DETENTE_COMMIT, .prefix = DETENTE_PREFIX,
        .executable = n > 0 ? self : argc > 0 ? argv[0] : "detente",
        .argc = argc, .argv = argv, .commands = command_table,
        .n_commands = N_COMMANDS
    };

    self[n > 0 ? n : 0] = '\0';
    /* A full disk and a closed pipe are told by a return value. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    /* For UTF-8 only; numbers keep their point. */
    setlocale(LC_CTYPE, "");
    g.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    int code = dispatch(&g);
    bool lost = fflush(stdout) != 0 || ferror(stdout) != 0;
    bool told = lost && reader_is_gone();
    if (fclose(stdout) != 0 || lost) {
        if (!told)
            fputs("detente: standard output could not be written\n", stderr);
        code = code != 0 ? code : fault_exit_code(FAULT_IO);
    }
    return code;
}
