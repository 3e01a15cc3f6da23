/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fault.c - filling, naming and gathering faults; the contract is fault.h. */
#include "base/fault.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Cut `text` back to whole UTF-8 characters after snprintf shortened it. */
static void
fault_trim(char *text, size_t size)
{
    size_t n = strlen(text);

    if (n + 1 < size)
        return;
    while (n > 0 && ((unsigned char)text[n - 1] & 0xC0) == 0x80)
        n--;
    if (n > 0 && (unsigned char)text[n - 1] >= 0xC0)
        n--;
    text[n] = '\0';
}

int
fault_set(struct fault *f, enum fault_code code, const char *where,
          int line, const char *format, ...)
{
    va_list args;

    assert(f != NULL && code != FAULT_NONE);
    *f = (struct fault){ .code = code, .line = line };
    if (where != NULL) {
        snprintf(f->where, sizeof f->where, "%s", where);
        fault_trim(f->where, sizeof f->where);
    }
    va_start(args, format);
    vsnprintf(f->text, sizeof f->text, format, args);
    va_end(args);
    fault_trim(f->text, sizeof f->text);
    return code;
}

const char *
fault_name(enum fault_code code)
{
    switch (code) {
#define X(name, value, exit_code, text) case FAULT_##name: return #name;
    FAULT_LIST(X)
#undef X
    case FAULT_NONE: break;
    }
    return "NONE";
}

const char *
fault_message(enum fault_code code)
{
    switch (code) {
#define X(name, value, exit_code, text) case FAULT_##name: return text;
    FAULT_LIST(X)
#undef X
    case FAULT_NONE: break;
    }
    return "no fault";
}

int
fault_exit_code(enum fault_code code)
{
    switch (code) {
#define X(name, value, exit_code, text) case FAULT_##name: return exit_code;
    FAULT_LIST(X)
#undef X
    case FAULT_NONE: break;
    }
    return 0;
}

int
faults_add(struct faults *all, const struct fault *f)
{
    if (all->n == FAULTS_MOST) {
        all->more++;
        return f->code;
    }
    if (all->n == all->capacity) {
        size_t capacity = all->capacity > 0 ? 2 * all->capacity : 8;
        struct fault *item = realloc(all->item, capacity * sizeof *item);

        if (item == NULL) {
            all->lost = 1;
            return f->code;
        }
        all->item = item;
        all->capacity = capacity;
    }
    all->item[all->n++] = *f;
    return f->code;
}

/* Place of the first fault in `all` that is about the same file. */
static size_t
faults_first(const struct faults *all, size_t k)
{
    size_t i = 0;

    while (strcmp(all->item[i].where, all->item[k].where) != 0)
        i++;
    return i;
}

static int
fault_is_before(const struct fault *a, size_t first_a,
                const struct fault *b, size_t first_b)
{
    if (first_a != first_b)
        return first_a < first_b;
    if (a->line != b->line)
        return a->line < b->line;
    return a->column < b->column;
}

/* By insertion: stable, and the list is short. */
void
faults_sort(struct faults *all)
{
    size_t first[FAULTS_MOST];

    for (size_t i = 0; i < all->n; i++)
        first[i] = faults_first(all, i);
    for (size_t i = 1; i < all->n; i++) {
        struct fault moved = all->item[i];
        size_t of_moved = first[i];
        size_t k = i;

        while (k > 0 && fault_is_before(&moved, of_moved,
                                        &all->item[k - 1], first[k - 1])) {
            all->item[k] = all->item[k - 1];
            first[k] = first[k - 1];
            k--;
        }
        all->item[k] = moved;
        first[k] = of_moved;
    }
}

void
faults_free(struct faults *all)
{
    free(all->item);
    *all = (struct faults){ 0 };
}
