/* SPDX-License-Identifier: GPL-3.0-or-later */
/* new.c - `detente new`: a scenario or a regime to edit. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "program/new.h"
#include "program/program.h"
#include "record/output.h"

static int
draft_paths(struct draft *d, const char *name)
{
    int n = snprintf(d->path, sizeof d->path, "%s%s", name,
                     text_ends(name, ".yaml") ? "" : ".yaml");
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
    const char *yaml = text_ends(from, ".yaml") ? "" : ".yaml";
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

    if (input_find(from, d->found, &f) != 0)
        return say_fault(&f);
    int code = arm_load(&request, &d->parent, &all);
    if (code != 0)
        code = say_faults(&all, code, "nothing was written");
    faults_free(&all);
    draft_inherits(d, from, d->found);
    return code;
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
    int code = d->parent.is_regime ? draft_copy(d, o.stream, &f)
                                   : (draft_write(d, o.stream), 0);
    if (output_end(&o, code, &f) != 0)
        return say_fault(&f);
    return check_draft(d);
}

/* Only a scenario can be compared alone. */
static void
say_next(const struct program *g, const struct draft *d, const char *from)
{
    char path[ARM_PATH + 2];

    say_quoted(d->path, path, sizeof path);
    if (d->parent.is_regime)
        fprintf(stderr, "edit it, then: %s compare lessons/world --regimes "
                "%s,%s\n", say_name(g), from, path);
    else
        fprintf(stderr, "edit it, then: %s compare %s\n", say_name(g), path);
}

int
command_new(struct program *g)
{
    struct draft d = { .file = "" };
    const char *from = options_has(&g->o, OPTION_from)
                       ? g->o.text[OPTION_from] : "world";

    if (g->o.n_words != 1)
        return say_usage("detente new mine", "new needs one name");
    int code = draft_paths(&d, g->o.word[0]);
    if (code == 0)
        code = draft_load(&d, from);
    if (code == 0)
        code = create(&d);
    if (code == 0) {
        puts(d.path);
        if (!options_has(&g->o, OPTION_quiet))
            say_next(g, &d, from);
    }
    arm_free(&d.parent);
    return code;
}
