/* SPDX-License-Identifier: GPL-3.0-or-later */
/* branches.c - sorting arms into a tree; the contract is branches.h. */
#include "study/branches.h"

#include <stdlib.h>

int32_t
branches_part(const struct branches *b, size_t lo, size_t hi)
{
    int32_t week = WEEK_NEVER;

    for (size_t i = lo + 1; i < hi; i++)
        if (b->parts[i] < week)
            week = b->parts[i];
    return week;
}

size_t
branches_end(const struct branches *b, size_t lo, int32_t week)
{
    size_t end = lo + 1;

    while (end < b->n && b->parts[end] > week)
        end++;
    return end;
}

/* ---- the tree ----------------------------------------------------------- */

struct forest {
    struct branches *b;
    const struct inputs *const *arm;
    size_t *part;               /* of a place: first of those it goes with   */
    size_t *moved;              /* room to put arms in another order         */
};

static int32_t
week_of(const struct forest *t, size_t i, size_t k)
{
    return inputs_part(t->arm[t->b->arm[i]], t->arm[t->b->arm[k]]);
}

/* Finds the parts of lo .. hi-1, which part in `week`; returns the first of
 * the largest of them. */
static size_t
find_parts(struct forest *t, size_t lo, size_t hi, int32_t week)
{
    size_t largest = lo, most = 0;

    for (size_t i = lo; i < hi; i++) {
        size_t k = lo;
        while (k < i && (t->part[k] != k || week_of(t, k, i) <= week))
            k++;
        t->part[i] = k;
    }
    for (size_t k = lo; k < hi; k++) {
        size_t n = 0;
        for (size_t i = k; i < hi; i++)
            n += t->part[i] == k;
        if (n > most) {
            most = n;
            largest = k;
        }
    }
    return largest;
}

/* Puts the arms of one part at `at`; returns where the next part begins. */
static size_t
put_part(struct forest *t, size_t lo, size_t hi, size_t part, size_t at)
{
    for (size_t i = lo; i < hi; i++)
        if (t->part[i] == part)
            t->moved[at++] = t->b->arm[i];
    return at;
}

/* Part after part, the largest last. */
static void
put_parts(struct forest *t, size_t lo, size_t hi, int32_t week)
{
    size_t last = find_parts(t, lo, hi, week), at = lo;

    for (size_t k = lo; k < hi; k++) {
        if (t->part[k] != k || k == last)
            continue;
        at = put_part(t, lo, hi, k, at);
        t->b->parts[at] = week;
    }
    put_part(t, lo, hi, last, at);
    for (size_t i = lo; i < hi; i++)
        t->b->arm[i] = t->moved[i];
}

/* Sorts lo .. hi-1; returns how many worlds they take at once. */
static size_t
grow(struct forest *t, size_t lo, size_t hi)
{
    int32_t week = WEEK_NEVER;
    size_t worlds = 1;

    for (size_t i = lo + 1; i < hi; i++) {
        int32_t parts = week_of(t, lo, i);
        t->b->parts[i] = WEEK_NEVER;
        if (parts < week)
            week = parts;
    }
    if (week == WEEK_NEVER)
        return worlds;
    put_parts(t, lo, hi, week);
    for (size_t end; lo < hi; lo = end) {
        end = branches_end(t->b, lo, week);
        /* A beginning of its own takes no copy, and the last part none. */
        size_t more = grow(t, lo, end)
            + (end < hi && week != PART_SPIN_UP ? 1 : 0);
        worlds = more > worlds ? more : worlds;
    }
    return worlds;
}

int
branches_init(struct branches *b, const struct inputs *const *arm, size_t n,
              struct fault *f)
{
    struct forest t = { .b = b, .arm = arm,
                        .part = calloc(n + 1, sizeof *t.part),
                        .moved = calloc(n + 1, sizeof *t.moved) };

    *b = (struct branches){ .n = n, .arm = calloc(n + 1, sizeof *b->arm),
                            .parts = calloc(n + 1, sizeof *b->parts) };
    bool room = t.part && t.moved && b->arm && b->parts;
    if (room) {
        for (size_t i = 0; i < n; i++)
            b->arm[i] = i;
        b->n_worlds = grow(&t, 0, n);
        b->parts[0] = b->parts[n] = PART_SPIN_UP;
    }
    free(t.part);
    free(t.moved);
    if (room)
        return 0;
    branches_free(b);
    return fault_set(f, FAULT_NOMEM, "arms", 0, "no memory for %zu arms", n);
}

void
branches_free(struct branches *b)
{
    free(b->arm);
    free(b->parts);
    *b = (struct branches){ 0 };
}
