/* SPDX-License-Identifier: GPL-3.0-or-later */
/* enums.c - words of the short lists. */
#include "base/enums.h"

#include <stddef.h>
#include <string.h>

struct words {
    const char *name;
    int n;
    const char *const *word;
};

#define X(name) #name,
static const char *const kind_words[] = { KIND_LIST(X) };
static const char *const sector_words[] = { SECTOR_LIST(X) };
static const char *const executor_words[] = { EXECUTOR_LIST(X) };
static const char *const level_words[] = { LEVEL_LIST(X) };
static const char *const group_words[] = { GROUP_LIST(X) };
static const char *const author_words[] = { AUTHOR_LIST(X) };
static const char *const response_words[] = { RESPONSE_LIST(X) };
static const char *const seat_words[] = { SEAT_LIST(X) };
static const char *const stakes_words[] = { STAKES_LIST(X) };
static const char *const needs_words[] = { NEEDS_LIST(X) };
static const char *const bloc_words[] = { BLOC_LIST(X) };
static const char *const rung_words[] = { RUNG_LIST(X) };
static const char *const condition_words[] = { CONDITION_LIST(X) };
static const char *const harmed_words[] = { HARMED_LIST(X) };
static const char *const habit_words[] = { HABIT_LIST(X) };
static const char *const detector_words[] = { DETECTOR_LIST(X) };
#undef X

#define ROW(list, count) [LIST_##list] = { #list, count, list##_words }
static const struct words lists[N_LISTS] = {
    ROW(kind, N_KINDS), ROW(sector, N_SECTORS), ROW(executor, N_EXECUTORS),
    ROW(level, N_LEVELS), ROW(group, N_GROUPS), ROW(author, N_AUTHORS),
    ROW(response, N_RESPONSES), ROW(seat, N_SEATS), ROW(stakes, N_STAKES),
    ROW(needs, N_NEEDS), ROW(bloc, N_BLOCS), ROW(rung, N_RUNGS),
    ROW(condition, N_CONDITIONS), ROW(harmed, N_HARMED),
    ROW(habit, N_HABITS), ROW(detector, N_DETECTORS)
};

int
list_size(enum list which)
{
    return lists[which].n;
}

const char *
list_name(enum list which)
{
    return lists[which].name;
}

const char *
list_word(enum list which, int member)
{
    if (member < 0 || member >= lists[which].n)
        return NULL;
    return lists[which].word[member];
}

int
list_find(enum list which, const char *word)
{
    for (int i = 0; i < lists[which].n; i++)
        if (strcmp(lists[which].word[i], word) == 0)
            return i;
    return -1;
}
