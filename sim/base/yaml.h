/* SPDX-License-Identifier: GPL-3.0-or-later */
/* yaml.h - one YAML file as a tree of nodes that know their place.
 *
 * Strict: one document whose root is a mapping, at most 64 levels and 1 MiB,
 * keys are plain text and stand once.  Anchors, aliases and tags are refused:
 * nothing is ever expanded.  There is no typing, every scalar is text: NO
 * stays NO.  Text as in source.h.  Built on the events of libyaml, whose own
 * tree would share the nodes of aliases; the names here do not begin with
 * yaml_, because the library exports many such names. */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "base/source.h"

enum { DOCUMENT_DEPTH = 64, DOCUMENT_SIZE = 1 << 20 };

enum node_kind { NODE_SCALAR, NODE_SEQUENCE, NODE_MAPPING };

struct node {
    enum node_kind kind;
    bool quoted;                /* scalar: '', "", | or >; not plain         */
    int line, column, width;    /* from 1; code points; width 1 if no scalar */
    const char *text;           /* scalar; never NULL, no NUL inside         */
    const struct source *source;
    const struct node *key;     /* of a value in a mapping, else NULL        */
    struct node *first, *next;  /* children: items, or the values of keys    */
    size_t n;                   /* children                                  */
};

struct node_block;

struct document {
    struct source source;
    struct node *root;          /* a mapping; NULL where reading stopped     */
    struct node_block *block;   /* where nodes and their texts live          */
};

/* Reads `path` ("-": stdin).  Faults go to `all`; 0, or the code of the first.
 * After doubled keys the tree is there all the same (node_at finds the first),
 * so that a caller can go on and find more; after other faults there is none.
 * Nodes point to `doc`, so it must not move.  Free it in any case. */
int  document_read(struct document *doc, const char *path,
                   struct faults *all);
/* The same from memory, for tests; `name` stands in messages. */
int  document_of(struct document *doc, const char *name, const void *bytes,
                 size_t size, struct faults *all);
void document_free(struct document *doc);       /* safe on a zeroed struct   */

/* Value of `key` in a mapping, NULL if it is not there or `map` is none. */
const struct node *node_at(const struct node *map, const char *key);
/* A fault at this place, without hint.  Returns FAULT_INPUT. */
int node_fault(struct fault *f, const struct node *n, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
