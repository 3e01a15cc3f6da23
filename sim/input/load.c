/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load.c - faults and typed values that all readers of files need. */
#include "input/load.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* ---- faults ------------------------------------------------------------- */

static bool
is_listed(const struct faults *all, const struct fault *f)
{
    for (size_t k = 0; k < all->n; k++) {
        const struct fault *g = &all->item[k];
        if (g->line == f->line && g->column == f->column
            && strcmp(g->where, f->where) == 0
            && strcmp(g->text, f->text) == 0)
            return true;
    }
    return false;
}

/* Two arms of one command share files; a fault is told once. */
void
load_add(struct load *l, const struct fault *f)
{
    if (l->code == 0)
        l->code = f->code;
    if (!is_listed(l->all, f))
        faults_add(l->all, f);
}

void
load_refuse(struct load *l, const struct node *n, const char *hint,
            const char *format, ...)
{
    char text[FAULT_TEXT];
    struct fault f;
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    node_fault(&f, n, "%s", text);
    snprintf(f.hint, sizeof f.hint, "%s", hint);
    load_add(l, &f);
}

void
load_no_memory(struct load *l)
{
    struct fault f;

    fault_set(&f, FAULT_NOMEM, "", 0, "out of memory");
    load_add(l, &f);
}

/* At the head of the file that was named, unless a parent was not read. */
void
load_missing(struct load *l, const char *hint, const char *format, ...)
{
    char text[FAULT_TEXT];
    struct fault f;
    va_list args;

    if (l->broken || l->n_chain == 0)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    fault_set(&f, FAULT_INPUT, "", 0, "%s", text);
    snprintf(f.hint, sizeof f.hint, "%s", hint);
    source_place(&l->chain[0].doc.source, 1, 1, 1, &f);
    load_add(l, &f);
}

void
join_words(const char *const word[], size_t n, char *buffer, size_t size)
{
    const size_t tail = sizeof ", ...";
    size_t used = 0;

    buffer[0] = '\0';
    for (size_t k = 0; k < n; k++) {
        if (used + strlen(word[k]) + 2 + tail > size) {
            snprintf(buffer + used, size - used, ", ...");
            return;
        }
        used += (size_t)snprintf(buffer + used, size - used, "%s%s",
                                 k ? ", " : "", word[k]);
    }
}

void
load_unknown(struct load *l, const struct node *value, const char *owner,
             const char *const known[], size_t n)
{
    const char *near = text_nearest(value->key->text, known, n);
    char hint[FAULT_TEXT] = "known: ";
    size_t used = strlen(hint);

    if (near)
        snprintf(hint, sizeof hint, "did you mean '%s'?", near);
    else
        join_words(known, n, hint + used, sizeof hint - used);
    load_refuse(l, value->key, hint, "unknown key '%.60s'%s%s",
                value->key->text, *owner ? " in " : "", owner);
}

const char *
param_anywhere(const char *name, char *path, size_t size)
{
    const struct param_info *one = NULL;

    for (size_t r = 0; r < param_count; r++) {
        const struct param_info *info = &param_table[r];
        if (info->lever || strcmp(info->name, name) != 0)
            continue;
        if (one)
            return NULL;
        one = info;
    }
    if (one == NULL)
        return NULL;
    snprintf(path, size, "%s.%s", one->section, one->name);
    return path;
}

void
load_file(struct load *l, const char *path)
{
    struct arm *a = l->a;

    for (size_t k = 0; k < a->n_files; k++)
        if (strcmp(a->file[k], path) == 0)
            return;
    char (*file)[ARM_PATH] = realloc(a->file,
                                     (a->n_files + 1) * sizeof *file);
    if (file != NULL)
        a->file = file;
    char (*sum)[SUM_TEXT] = realloc(a->sum, (a->n_files + 1) * sizeof *sum);
    if (sum != NULL)
        a->sum = sum;
    if (file == NULL || sum == NULL) {
        load_no_memory(l);
        return;
    }
    sum_file(path, a->sum[a->n_files]);
    snprintf(a->file[a->n_files++], ARM_PATH, "%s", path);
    l->all->n_files++;
}
