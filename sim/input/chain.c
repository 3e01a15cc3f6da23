/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chain.c - a scenario and its parents, at most three. */
#include "input/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void
identify(struct ancestor *of, const char *path)
{
    struct stat about;

    snprintf(of->path, sizeof of->path, "%s", path);
    if (strcmp(path, "-") != 0 && stat(path, &about) == 0) {
        of->device = (unsigned long long)about.st_dev;
        of->inode = (unsigned long long)about.st_ino;
    }
}

/* Says the chain of files that ends where it began. */
static void
refuse_cycle(struct load *l, const struct node *inherits, size_t first)
{
    char hint[FAULT_TEXT];
    size_t used = 0;

    for (size_t k = first; k <= l->n_chain && used < sizeof hint; k++)
        used += (size_t)snprintf(hint + used, sizeof hint - used, "%s%s",
                                 k == first ? "" : " -> ",
                                 l->chain[k < l->n_chain ? k : first].path);
    load_refuse(l, inherits, hint, "the file inherits from itself");
}

static bool
is_new(struct load *l, const struct node *inherits,
       const struct ancestor *parent)
{
    for (size_t k = 0; k < l->n_chain; k++)
        if (parent->inode != 0 && parent->inode == l->chain[k].inode
            && parent->device == l->chain[k].device) {
            refuse_cycle(l, inherits, k);
            return false;
        }
    return true;
}

/* Finds the file after `inherits`; false if there is none to read. */
static bool
parent_find(struct load *l, const struct node *inherits,
            char path[ARM_PATH])
{
    struct ancestor parent = { .inode = 0 };
    char hint[FAULT_TEXT];

    if (!load_scalar(l, inherits, "the name of a scenario"))
        return false;
    if (!find_named(inherits->text, l->chain[l->n_chain - 1].path, false,
                    path, hint)) {
        load_refuse(l, inherits, hint, "there is no file '%.100s'",
                    inherits->text);
        return false;
    }
    identify(&parent, path);
    if (!is_new(l, inherits, &parent))
        return false;
    if (l->n_chain < CHAIN_MOST)
        return true;
    load_refuse(l, inherits, "a scenario has at most 3 above it",
                "too many files inherit from one another");
    return false;
}

bool
scenario_is_regime(const struct load *l)
{
    return l->n_chain > 0 && node_at(l->chain[0].doc.root, "clauses") != NULL;
}

static bool
read_one(struct load *l, const char *path)
{
    struct ancestor *next = &l->chain[l->n_chain];

    identify(next, path);
    l->n_chain++;
    load_file(l, path);
    int code = document_read(&next->doc, path, l->all);
    if (l->code == 0)
        l->code = code;
    return next->doc.root != NULL;
}

static void
keep_parent(struct load *l, const char *path)
{
    size_t n = strlen(path) + 1;

    l->a->parent = malloc(n);
    if (l->a->parent == NULL)
        load_no_memory(l);
    else
        memcpy(l->a->parent, path, n);
}

static bool
refuse_regime_parent(struct load *l, const struct node *inherits)
{
    const struct node *root = l->chain[l->n_chain - 1].doc.root;

    if (node_at(root, "clauses") == NULL)
        return false;
    load_refuse(l, inherits, "a scenario inherits a scenario",
                "'%.100s' is a regime", inherits->text);
    l->n_chain--;
    document_free(&l->chain[l->n_chain].doc);
    return true;
}

void
scenario_read(struct load *l, const char *path)
{
    char parent[ARM_PATH];

    l->broken = !read_one(l, path);
    if (l->broken || scenario_is_regime(l))
        return;
    for (;;) {
        const struct node *root = l->chain[l->n_chain - 1].doc.root;
        const struct node *inherits = node_at(root, "inherits");
        if (inherits == NULL)
            return;
        l->broken = true;
        if (!parent_find(l, inherits, parent))
            return;
        if (l->n_chain == 1)
            keep_parent(l, parent);
        if (!read_one(l, parent) || refuse_regime_parent(l, inherits))
            return;
        l->broken = false;
    }
}
