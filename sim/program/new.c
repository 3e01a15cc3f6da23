/* SPDX-License-Identifier: GPL-3.0-or-later */
/* new.c - `detente new`: a scenario to edit. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "program/program.h"
#include "program/values.h"
#include "record/output.h"

/* What tells most: each stands as a comment with its present value. */
static const char *const telling[] = {
    "attribution.skill", "attribution.flag_share", "attribution.public_rate",
    "decision.tempo", "decision.growth_ahead", "decision.rationality",
    "politics.trend", "politics.crisis_rate", "strike.reach_slope"
};

struct draft {
    char path[ARM_PATH];        /* NAME.yaml as typed                        */
    char dir[ARM_PATH];
    const char *file;           /* of `path`, without its folder             */
    char inherits[2 * ARM_PATH + 2];
    struct arm parent;
};

static bool
ends_in_yaml(const char *name)
{
    size_t n = strlen(name);

    return n > 5 && strcmp(name + n - 5, ".yaml") == 0;
}

static int
draft_paths(struct draft *d, const char *name)
{
    int n = snprintf(d->path, sizeof d->path, "%s%s", name,
                     ends_in_yaml(name) ? "" : ".yaml");
    const char *slash = strrchr(d->path, '/');

    if (n >= (int)sizeof d->path || name[0] == '\0' || name[n - 1] == '/')
        return say_usage("detente new mine", "'%.80s' can't be a file", name);
    d->file = slash != NULL ? slash + 1 : d->path;
    snprintf(d->dir, sizeof d->dir, "%.*s",
             slash != NULL ? (int)(slash - d->path) : 1,
             slash != NULL ? d->path : ".");
    if (d->dir[0] == '\0')
        snprintf(d->dir, sizeof d->dir, "/");
    return 0;
}

/* `inherits` is relative to the new file, `from` to the current folder. */
static void
draft_inherits(struct draft *d, const char *from, const char *found)
{
    char here[ARM_PATH];
    const char *yaml = ends_in_yaml(from) ? "" : ".yaml";
    bool near = strncmp(found, from, strlen(from)) == 0;

    if (near && from[0] != '/' && strcmp(d->dir, ".") != 0
        && getcwd(here, sizeof here) != NULL)
        snprintf(d->inherits, sizeof d->inherits, "%s/%s", here, found);
    else
        snprintf(d->inherits, sizeof d->inherits, "%s%s", from, yaml);
}

static int
draft_load(struct draft *d, const char *from)
{
    const struct arm_request request = { .typed = from };
    struct faults all = { 0 };
    struct fault f = { 0 };
    char found[ARM_PATH];

    if (input_find(from, found, &f) != 0)
        return say_fault(&f);
    int code = arm_load(&request, &d->parent, &all);
    if (code != 0)
        code = say_faults(&all, code, "nothing was written");
    faults_free(&all);
    draft_inherits(d, from, found);
    return code;
}

static void
write_title(const struct draft *d, FILE *stream)
{
    fputs("title: \"", stream);
    for (const char *c = d->file; *c != '\0' && strcmp(c, ".yaml") != 0; c++)
        if (*c != '"' && *c != '\\')
            putc(*c, stream);
    fputs("\"\n", stream);
}

/* As lines of a comment, at most 76 columns of text each. */
static void
write_comment(const char *text, FILE *stream)
{
    while (*text != '\0') {
        size_t n = strlen(text);
        if (n > 76)
            for (n = 76; n > 0 && text[n] != ' '; n--)
                ;
        n = n > 0 ? n : strlen(text);
        fprintf(stream, "# %.*s\n", (int)n, text);
        text += n + (text[n] == ' ');
    }
}

static void
write_parameter(const struct draft *d, const char *path, FILE *stream)
{
    struct param_cell cell = param_find(path);
    const struct param_info *info = cell.info;
    char value[TEXT_DOUBLE], low[TEXT_DOUBLE], high[TEXT_DOUBLE];

    if (info == NULL || info->rows != N_LISTS)
        return;
    value_text(info, param_value(&d->parent.in.params, cell), value);
    value_text(info, info->low, low);
    value_text(info, info->high, high);
    fputs("#\n", stream);
    write_comment(info->meaning, stream);
    fprintf(stream, "# %s; worth trying: %s to %s\n#%s: {%s: %s}\n",
            strcmp(info->unit, "1") == 0 ? "a pure number" : info->unit, low,
            high, info->section, info->name, value);
}

static void
write_draft(const struct draft *d, FILE *stream)
{
    fputs("# Holds only what differs from the file that it inherits.\n\n",
          stream);
    write_title(d, stream);
    fprintf(stream, "inherits: \"%s\"\n", d->inherits);
    fputs("\n# Take away the # before a line and change its number; then\n",
          stream);
    fprintf(stream, "#     detente check %s\n#     detente compare %s\n",
            d->path, d->path);
    fputs("# A section may stand once: {skill: 0.9, flag_share: 0.1}\n#\n"
          "#regime: convention+agency\n#years: 10\n", stream);
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        write_parameter(d, telling[i], stream);
}

/* What we hand out must pass our own check. */
static int
check_draft(const struct draft *d)
{
    struct faults all = { 0 };
    int code = input_check(d->path, &all);

    if (code != 0) {
        unlink(d->path);
        code = say_faults(&all, code, "nothing was written");
    }
    faults_free(&all);
    return code;
}

static int
create(struct draft *d)
{
    struct output o;
    struct fault f = { 0 };
    struct stat s;

    if (lstat(d->path, &s) == 0) {
        fault_set(&f, FAULT_EXISTS, d->path, 0, "is there already");
        snprintf(f.hint, sizeof f.hint, "choose another name");
        return say_fault(&f);
    }
    if (output_open(&o, d->dir, d->file, &f) != 0)
        return say_fault(&f);
    write_draft(d, o.stream);
    if (output_keep(&o, &f) != 0)
        return say_fault(&f);
    return check_draft(d);
}

int
command_new(struct program *g)
{
    struct draft d = { .file = "" };
    const char *from = g->o.text[OPTION_from];

    if (g->o.n_words != 1)
        return say_usage("detente new mine", "new needs one name");
    int code = draft_paths(&d, g->o.word[0]);
    if (code == 0)
        code = draft_load(&d, from != NULL ? from : "world");
    if (code == 0)
        code = create(&d);
    if (code == 0) {
        puts(d.path);
        if (!options_has(&g->o, OPTION_quiet))
            fprintf(stderr, "edit it, then: %s compare %s\n", say_name(g),
                    d.path);
    }
    arm_free(&d.parent);
    return code;
}
