/* SPDX-License-Identifier: GPL-3.0-or-later */
/* yaml.c - events of libyaml to a tree of nodes; the contract is yaml.h.
 *
 * libyaml takes time quadratic in the depth of nesting, so that the depth is
 * counted here and reading stops at once when it is too much. */
#include "base/yaml.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* ---- memory ------------------------------------------------------------- */

struct node_block {
    struct node_block *next;
    size_t used, size;
    max_align_t room[];
};

enum { BLOCK_SIZE = 1 << 15 };

static void *
take(struct document *doc, size_t n)
{
    struct node_block *block = doc->block;
    size_t whole = (n + sizeof(max_align_t) - 1) / sizeof(max_align_t)
                 * sizeof(max_align_t);

    if (block == NULL || block->size - block->used < whole) {
        size_t size = whole > BLOCK_SIZE ? whole : BLOCK_SIZE;
        block = malloc(sizeof *block + size);
        if (block == NULL)
            return NULL;
        *block = (struct node_block){ .next = doc->block, .size = size };
        doc->block = block;
    }
    void *at = (char *)block->room + block->used;
    block->used += whole;
    return at;
}

void
document_free(struct document *doc)
{
    while (doc->block) {
        struct node_block *next = doc->block->next;
        free(doc->block);
        doc->block = next;
    }
    source_free(&doc->source);
    *doc = (struct document){ 0 };
}

/* ---- faults ------------------------------------------------------------- */

int
node_fault(struct fault *f, const struct node *n, const char *format, ...)
{
    char text[FAULT_TEXT];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    fault_set(f, FAULT_INPUT, "", 0, "%s", text);
    source_place(n->source, n->line, n->column, n->width, f);
    return FAULT_INPUT;
}

/* While a tree grows. */
struct growth {
    struct document *doc;
    struct faults *all;
    struct node *open[DOCUMENT_DEPTH];      /* from the root down            */
    struct node *key[DOCUMENT_DEPTH];       /* waits for its value, or NULL  */
    struct node *last[DOCUMENT_DEPTH];      /* latest child                  */
    int depth;
    int code;                               /* of the first fault            */
};

static int
add(struct growth *g, const struct fault *f)
{
    if (g->code == 0)
        g->code = f->code;
    return faults_add(g->all, f);
}

static int
refuse(struct growth *g, yaml_mark_t mark, const char *text,
       const char *hint)
{
    struct fault f;

    fault_set(&f, FAULT_INPUT, "", 0, "%s", text);
    snprintf(f.hint, sizeof f.hint, "%s", hint);
    source_place(&g->doc->source, (int)mark.line + 1, (int)mark.column + 1,
                 1, &f);
    return add(g, &f);
}

static int
no_memory(struct growth *g)
{
    struct fault f;

    fault_set(&f, FAULT_NOMEM, g->doc->source.name, 0, "out of memory");
    return add(g, &f);
}

/* The byte at a mark; '\0' at the end of the text. */
static char
byte_at(const struct source *s, yaml_mark_t mark)
{
    const char *at = s->text;

    for (size_t k = 0; k < mark.line && at; k++) {
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    for (size_t k = 0; at && *at && *at != '\n' && k < mark.column; k++)
        for (at++; (*at & 0xC0) == 0x80; at++)
            ;
    return at ? *at : '\0';
}

/* Is there a colon and a blank before the mark in its line?  Then a text holds
 * another: title: Attribution: better. */
static bool
is_second_colon(const struct source *s, yaml_mark_t mark)
{
    const char *at = s->text;

    for (size_t k = 0; k < mark.line && at; k++) {
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    const char *colon = at ? strstr(at, ": ") : NULL;
    return colon && (size_t)(colon - at) < mark.column;
}

/* A bracket that is missed in a later line is shown where it opens. */
static bool
is_left_open(const yaml_parser_t *p)
{
    return p->context && p->problem
        && strncmp(p->problem, "did not find expected ',' or", 28) == 0
        && p->context_mark.line < p->problem_mark.line;
}

/* What libyaml says, at the place it means: an opened bracket rather than the
 * place at which its end is missed. */
static int
refuse_syntax(struct growth *g, const yaml_parser_t *p)
{
    yaml_mark_t mark = p->problem_mark;
    const char *text = p->problem ? p->problem : "cannot be read";
    char problem[FAULT_TEXT], hint[FAULT_TEXT] = "";
    char at = byte_at(&g->doc->source, mark);

    if (p->error == YAML_MEMORY_ERROR)
        return no_memory(g);
    if (at == '\t')
        return refuse(g, mark, "a tab cannot indent or begin a value",
                      "use blanks");
    if (p->context)
        snprintf(hint, sizeof hint, "%s that begins at %zu:%zu", p->context,
                 p->context_mark.line + 1, p->context_mark.column + 1);
    if (at == '\0' && p->context) {
        mark = p->context_mark;
        snprintf(hint, sizeof hint, "it is still open at the end of the file");
    } else if (is_left_open(p)) {
        snprintf(hint, sizeof hint, "it is still open in line %zu",
                 mark.line + 1);
        mark = p->context_mark;
    }
    if (strcmp(text, "could not find expected ':'") == 0)
        snprintf(hint, sizeof hint, "key and value are parted by a colon and "
                 "a blank");
    if (hint[0] == '\0' && strncmp(text, "mapping values", 14) == 0)
        snprintf(hint, sizeof hint, "%s", is_second_colon(&g->doc->source,
                                                          mark)
                 ? "quote a text with a colon in it: title: \"One: two\""
                 : "one 'key: value' a line, indented as its neighbours are");
    snprintf(problem, sizeof problem, "not YAML: %s", text);
    return refuse(g, mark, problem, hint);
}

/* ---- nodes -------------------------------------------------------------- */

static int
compare_keys(const void *a, const void *b)
{
    const struct node *x = (*(const struct node *const *)a)->key;
    const struct node *y = (*(const struct node *const *)b)->key;
    int order = strcmp(x->text, y->text);

    if (order == 0)
        order = x->line != y->line ? x->line - y->line
                                   : x->column - y->column;
    return order;
}

static int
refuse_doubled(struct growth *g, const struct node *map)
{
    if (map->n < 2)
        return 0;
    const struct node **child = malloc(map->n * sizeof *child);
    if (child == NULL)
        return no_memory(g);
    size_t n = 0;
    for (const struct node *c = map->first; c; c = c->next)
        child[n++] = c;
    qsort(child, n, sizeof *child, compare_keys);
    size_t first = 0;
    for (size_t k = 1; k < n; k++) {
        struct fault f;
        if (strcmp(child[k]->key->text, child[first]->key->text) != 0) {
            first = k;
            continue;
        }
        node_fault(&f, child[k]->key, "key '%.60s' stands twice",
                   child[k]->key->text);
        snprintf(f.hint, sizeof f.hint, "it stands first in line %d",
                 child[first]->key->line);
        add(g, &f);
    }
    free(child);
    return 0;
}

static int
hang(struct growth *g, struct node *n, yaml_mark_t mark)
{
    if (g->depth == 0) {
        g->doc->root = n;
        return 0;
    }
    int top = g->depth - 1;
    struct node *parent = g->open[top];
    if (parent->kind == NODE_MAPPING && g->key[top] == NULL) {
        if (n->kind != NODE_SCALAR)
            return refuse(g, mark, "a key must be a single word or text", "");
        g->key[top] = n;
        return 0;
    }
    n->key = g->key[top];
    g->key[top] = NULL;
    if (g->last[top])
        g->last[top]->next = n;
    else
        parent->first = n;
    g->last[top] = n;
    parent->n++;
    return 0;
}

static struct node *
node_new(struct growth *g, enum node_kind kind, yaml_mark_t mark)
{
    struct node *n = take(g->doc, sizeof *n);

    if (n)
        *n = (struct node){ .kind = kind, .line = (int)mark.line + 1,
                            .column = (int)mark.column + 1, .width = 1,
                            .text = "", .source = &g->doc->source };
    return n;
}

static int
scalar(struct growth *g, const yaml_event_t *event)
{
    size_t length = event->data.scalar.length;
    struct node *n = node_new(g, NODE_SCALAR, event->start_mark);
    char *text = take(g->doc, length + 1);

    if (n == NULL || text == NULL)
        return no_memory(g);
    memcpy(text, event->data.scalar.value, length);
    text[length] = '\0';
    if (strlen(text) != length)
        return refuse(g, event->start_mark, "a NUL inside a text",
                      "remove \\0");
    n->text = text;
    n->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    if (event->end_mark.line == event->start_mark.line)
        n->width = (int)(event->end_mark.column - event->start_mark.column);
    return hang(g, n, event->start_mark);
}

static int
open_node(struct growth *g, enum node_kind kind, yaml_mark_t mark)
{
    if (g->depth == DOCUMENT_DEPTH)
        return refuse(g, mark, "nested more than 64 levels deep", "");
    struct node *n = node_new(g, kind, mark);
    if (n == NULL)
        return no_memory(g);
    int code = hang(g, n, mark);
    if (code)
        return code;
    g->open[g->depth] = n;
    g->key[g->depth] = NULL;
    g->last[g->depth] = NULL;
    g->depth++;
    return 0;
}

static int
close_node(struct growth *g)
{
    struct node *n = g->open[--g->depth];
    return n->kind == NODE_MAPPING ? refuse_doubled(g, n) : 0;
}

/* ---- events ------------------------------------------------------------- */

static int
refuse_marked(struct growth *g, const yaml_event_t *event,
              const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor)
        return refuse(g, event->start_mark, "anchors (&) are not read",
                      "write the value out where it is needed");
    if (tag)
        return refuse(g, event->start_mark, "tags (!) are not read",
                      "remove it");
    return 0;
}

/* 0: go on; negative: stop. */
static int
step(struct growth *g, const yaml_event_t *event)
{
    int code = 0;

    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return refuse(g, event->start_mark, "aliases (*) are not read",
                      "write the value out");
    case YAML_DOCUMENT_START_EVENT:
        return g->doc->root == NULL ? 0
             : refuse(g, event->start_mark, "a second document begins here",
                      "a file holds one");
    case YAML_SCALAR_EVENT:
        code = refuse_marked(g, event, event->data.scalar.anchor,
                             event->data.scalar.tag);
        return code ? code : scalar(g, event);
    case YAML_SEQUENCE_START_EVENT:
        code = refuse_marked(g, event, event->data.sequence_start.anchor,
                             event->data.sequence_start.tag);
        return code ? code : open_node(g, NODE_SEQUENCE, event->start_mark);
    case YAML_MAPPING_START_EVENT:
        code = refuse_marked(g, event, event->data.mapping_start.anchor,
                             event->data.mapping_start.tag);
        return code ? code : open_node(g, NODE_MAPPING, event->start_mark);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return close_node(g);
    default:
        return 0;
    }
}

static void
grow(struct growth *g, yaml_parser_t *parser)
{
    bool going = true;

    while (going) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            refuse_syntax(g, parser);
            g->doc->root = NULL;
            return;
        }
        int code = step(g, &event);
        going = code == 0 && event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
        if (code)
            g->doc->root = NULL;
    }
}

static void
check_root(struct growth *g)
{
    const struct node *root = g->doc->root;
    struct fault f;

    if (root == NULL && g->code)
        return;
    if (root == NULL || (root->kind == NODE_SCALAR && *root->text == '\0')) {
        fault_set(&f, FAULT_INPUT, "", 0, "the file is empty");
        snprintf(f.hint, sizeof f.hint, "it must hold 'key: value' lines");
        source_place(&g->doc->source, 1, 1, 1, &f);
        add(g, &f);
    } else if (root->kind != NODE_MAPPING) {
        node_fault(&f, root, "the file must consist of 'key: value' lines");
        add(g, &f);
    }
    if (root && root->kind != NODE_MAPPING)
        g->doc->root = NULL;
}

static int
read_source(struct document *doc, struct faults *all)
{
    struct growth g = { .doc = doc, .all = all };
    yaml_parser_t parser;

    if (!yaml_parser_initialize(&parser))
        return no_memory(&g);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser,
        (const unsigned char *)doc->source.text, doc->source.size);
    grow(&g, &parser);
    yaml_parser_delete(&parser);
    check_root(&g);
    return g.code;
}

int
document_read(struct document *doc, const char *path, struct faults *all)
{
    struct fault f;

    *doc = (struct document){ 0 };
    if (source_read(&doc->source, path, DOCUMENT_SIZE, &f))
        return faults_add(all, &f);
    return read_source(doc, all);
}

int
document_of(struct document *doc, const char *name, const void *bytes,
            size_t size, struct faults *all)
{
    struct fault f;

    *doc = (struct document){ 0 };
    if (source_copy(&doc->source, name, bytes, size, &f))
        return faults_add(all, &f);
    return read_source(doc, all);
}

const struct node *
node_at(const struct node *map, const char *key)
{
    if (map == NULL || map->kind != NODE_MAPPING)
        return NULL;
    for (const struct node *c = map->first; c; c = c->next)
        if (strcmp(c->key->text, key) == 0)
            return c;
    return NULL;
}
