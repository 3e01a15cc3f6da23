/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_yaml.c - the tree that is made of a YAML file, and its places. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/yaml.h"

/* A document that must be read without a fault. */
static void
read_text(struct document *doc, const char *text)
{
    struct faults all = { 0 };
    int code = document_of(doc, "t.yaml", text, strlen(text), &all);

    if (code)
        print_error("%s\n", all.item[0].text);
    assert_int_equal(code, 0);
    assert_int_equal(all.n, 0);
}

static void
nodes_know_kind_text_and_place(void **state)
{
    struct document doc;

    (void)state;
    read_text(&doc, "a: NO\nb:\n  - [1, '2']\n  - {c: }\n");
    const struct node *a = node_at(doc.root, "a");
    const struct node *b = node_at(doc.root, "b");
    assert_int_equal(doc.root->n, 2);
    assert_int_equal(a->kind, NODE_SCALAR);
    assert_string_equal(a->text, "NO");
    assert_false(a->quoted);
    assert_int_equal(a->line, 1);
    assert_int_equal(a->column, 4);
    assert_int_equal(a->width, 2);
    assert_string_equal(a->key->text, "a");
    assert_int_equal(b->kind, NODE_SEQUENCE);
    assert_int_equal(b->n, 2);
    const struct node *two = b->first->first->next;
    assert_string_equal(two->text, "2");
    assert_true(two->quoted);
    assert_int_equal(two->line, 3);
    assert_int_equal(two->column, 9);
    assert_int_equal(two->width, 3);
    const struct node *c = node_at(b->first->next, "c");
    assert_string_equal(c->text, "");
    assert_false(c->quoted);
    assert_null(node_at(doc.root, "c"));
    assert_null(node_at(a, "a"));
    document_free(&doc);
}

#define MARK "\xEF\xBB\xBF"

static void
mark_and_line_ends_of_other_systems_change_nothing(void **state)
{
    static const char *const texts[] = {
        "a: 1\nb:\n  c: 2\n", "a: 1\r\nb:\r\n  c: 2\r\n",
        "a: 1\rb:\r  c: 2\r", (MARK "a: 1\nb:\n  c: 2")
    };

    (void)state;
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        struct document doc;
        read_text(&doc, texts[k]);
        const struct node *c = node_at(node_at(doc.root, "b"), "c");
        assert_non_null(c);
        assert_string_equal(c->text, "2");
        assert_int_equal(c->line, 3);
        assert_int_equal(c->column, 6);
        assert_int_equal(node_at(doc.root, "a")->column, 4);
        document_free(&doc);
    }
}

static void
sixty_four_levels_are_read_and_no_more(void **state)
{
    struct faults all = { 0 };
    struct document doc;
    char text[256] = "a: ";

    (void)state;
    memset(text + 3, '[', 63);
    memset(text + 66, ']', 63);
    text[129] = '\0';
    read_text(&doc, text);
    document_free(&doc);
    memset(text + 3, '[', 64);
    memset(text + 67, ']', 64);
    assert_int_equal(document_of(&doc, "t.yaml", text, 131, &all),
                     FAULT_INPUT);
    assert_null(doc.root);
    assert_int_equal(all.item[0].column, 67);
    document_free(&doc);
    faults_free(&all);
}

static void
all_doubled_keys_are_found_and_the_tree_is_kept(void **state)
{
    static const char text[] = "a: 1\nb: {c: 1, d: 2, c: 3}\na: 2\na: 3\n";
    struct faults all = { 0 };
    struct document doc;

    (void)state;
    assert_int_equal(document_of(&doc, "t.yaml", text, strlen(text), &all),
                     FAULT_INPUT);
    faults_sort(&all);
    assert_int_equal(all.n, 3);
    assert_int_equal(all.item[0].line, 2);
    assert_int_equal(all.item[0].column, 17);
    assert_int_equal(all.item[1].line, 3);
    assert_int_equal(all.item[2].line, 4);
    assert_string_equal(all.item[2].hint, "it stands first in line 1");
    assert_string_equal(node_at(doc.root, "a")->text, "1");
    document_free(&doc);
    faults_free(&all);
}

static void
many_keys_are_read_in_little_time(void **state)
{
    enum { KEYS = 80000 };
    size_t size = 12 * KEYS, used = 0;
    char *text = malloc(size);
    struct document doc;

    (void)state;
    assert_non_null(text);
    for (int k = 0; k < KEYS; k++)
        used += (size_t)snprintf(text + used, size - used, "k%05d: 1\n", k);
    read_text(&doc, text);
    assert_int_equal(doc.root->n, KEYS);
    document_free(&doc);
    free(text);
}

static void
fault_at_a_node_shows_its_line(void **state)
{
    struct document doc;
    struct fault f;

    (void)state;
    read_text(&doc, "a: 1\n\xC3\xA4: \xC3\xB6\xC3\xBC\t# x\n");
    const struct node *n = node_at(doc.root, "\xC3\xA4");
    assert_int_equal(node_fault(&f, n, "no %d", 7), FAULT_INPUT);
    assert_string_equal(f.where, "t.yaml");
    assert_string_equal(f.text, "no 7");
    assert_int_equal(f.line, 2);
    assert_int_equal(f.column, 4);
    assert_int_equal(f.width, 2);
    assert_string_equal(f.source, "\xC3\xA4: \xC3\xB6\xC3\xBC # x");
    document_free(&doc);
}

static void
free_is_safe_on_a_zeroed_document(void **state)
{
    struct document doc = { .root = NULL };

    (void)state;
    document_free(&doc);
    document_free(&doc);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_know_kind_text_and_place),
        cmocka_unit_test(mark_and_line_ends_of_other_systems_change_nothing),
        cmocka_unit_test(sixty_four_levels_are_read_and_no_more),
        cmocka_unit_test(all_doubled_keys_are_found_and_the_tree_is_kept),
        cmocka_unit_test(many_keys_are_read_in_little_time),
        cmocka_unit_test(fault_at_a_node_shows_its_line),
        cmocka_unit_test(free_is_safe_on_a_zeroed_document),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
