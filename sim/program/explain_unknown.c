/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_unknown.c - what was perhaps meant by a name that nothing has. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "program/explain.h"

enum { MOST = 1024 };

/* Every name; `last` is what stands after its last dot. */
struct names {
    char (*room)[ENTRY_NAME];
    const char **whole, **last;
    size_t n;
};

static bool
names_init(struct names *names)
{
    *names = (struct names){
        .room = calloc(MOST, sizeof *names->room),
        .whole = calloc(MOST, sizeof *names->whole),
        .last = calloc(MOST, sizeof *names->last)
    };
    return names->room && names->whole && names->last;
}

static void
names_free(struct names *names)
{
    free(names->room);
    free(names->whole);
    free(names->last);
}

static void
names_fill(struct names *names)
{
    for (int g = 0; g < N_ENTRY_GROUPS; g++) {
        struct entry e;
        for (size_t k = 0; names->n < MOST - 1
             && entry_at((enum entry_group)g, k, &e); k++) {
            char *name = names->room[names->n];
            entry_name(&e, name);
            const char *dot = strrchr(name, '.');
            names->whole[names->n] = name;
            names->last[names->n++] = dot != NULL && g != ENTRY_file
                                      ? dot + 1 : name;
        }
    }
    names->whole[names->n] = names->last[names->n] = "week";
    names->n++;
}

/* `text` may lack the section: skil is near attribution.skill. */
static const char *
nearest(const struct names *names, const char *text)
{
    const char *near = text_nearest(text, names->whole, names->n);

    if (near != NULL)
        return near;
    near = text_nearest(text, names->last, names->n);
    for (size_t k = 0; near != NULL && k < names->n; k++)
        if (names->last[k] == near)
            return names->whole[k];
    return NULL;
}

int
explain_unknown(const char *text, const char *file_hint)
{
    char hint[FAULT_TEXT] = "detente explain --list names everything";
    struct names names;
    const char *near = NULL;

    if (names_init(&names)) {
        names_fill(&names);
        near = nearest(&names, text);
    }
    if (near != NULL)
        snprintf(hint, sizeof hint, "did you mean '%s'?", near);
    else if (*file_hint != '\0')
        snprintf(hint, sizeof hint, "%s", file_hint);
    names_free(&names);
    return say_usage(hint, "nothing is called '%.80s'", text);
}
