/* SPDX-License-Identifier: GPL-3.0-or-later */
/* say.c - how faults and texts look on a terminal. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "program/program.h"

enum { COLUMNS = 80, BIG = 4096 };

int
say_fault(const struct fault *f)
{
    char text[BIG];

    if (f->code == FAULT_NONE)
        return 0;
    if (f->where[0] != '\0' || f->line != 0) {
        fault_print(text, sizeof text, f);
        fputs(text, stderr);
        size_t n = strlen(text);
        if (n == 0 || text[n - 1] != '\n')
            putc('\n', stderr);
    } else {
        fprintf(stderr, "detente: %s\n", f->text);
        if (f->hint[0] != '\0')
            fprintf(stderr, "    %s\n", f->hint);
    }
    return fault_exit_code(f->code);
}

int
say_faults(struct faults *all, int code, const char *and_then)
{
    size_t n = all->n + all->more, files = all->n_files;

    faults_sort(all);
    for (size_t i = 0; i < all->n; i++)
        say_fault(&all->item[i]);
    fprintf(stderr, "%zu error%s", n, n == 1 ? "" : "s");
    if (files > 0)
        fprintf(stderr, " in %zu file%s", files, files == 1 ? "" : "s");
    fprintf(stderr, "%s%s\n", and_then[0] != '\0' ? "; " : "", and_then);
    return fault_exit_code((enum fault_code)code);
}

int
say_usage(const char *hint, const char *format, ...)
{
    va_list args;

    fputs("detente: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    putc('\n', stderr);
    if (hint != NULL && hint[0] != '\0')
        fprintf(stderr, "    %s\n", hint);
    return fault_exit_code(FAULT_USAGE);
}

/* A word that a shell would take apart stands in single quotes. */
static bool
is_plain(const char *word)
{
    return word[0] != '\0'
           && word[strspn(word, "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-+=,./@:%")] == '\0';
}

const char *
say_quoted(const char *word, char *buffer, size_t size)
{
    const char *quote = is_plain(word) ? "" : "'";

    snprintf(buffer, size, "%s%s%s", quote, word, quote);
    return buffer;
}

int
say_command(const struct program *g, char *buffer, size_t size)
{
    size_t n = 0;

    buffer[0] = '\0';
    for (int i = 0; i < g->argc && n < size; i++) {
        const char *word = i == 0 ? "detente" : g->argv[i];
        const char *quote = is_plain(word) ? "" : "'";
        int k = snprintf(buffer + n, size - n, "%s%s%s%s", i > 0 ? " " : "",
                         quote, word, quote);
        n += k > 0 ? (size_t)k : 0;
    }
    return (int)n;
}

/* Words with blanks stand in single quotes. */
int
say_apart(char *text, char *word[], int most)
{
    int n = 0;

    while (*text != '\0' && n < most) {
        char end = *text == '\'' ? '\'' : ' ';
        text += end == '\'';
        word[n++] = text;
        text = strchr(text, end);
        if (text == NULL)
            break;
        *text++ = '\0';
        text += strspn(text, " ");
    }
    return n;
}

const char *
say_name(const struct program *g)
{
    return g->argc > 0 && g->argv[0] != NULL ? g->argv[0] : "detente";
}

/* Bytes of the word that begins at `text`. */
static size_t
word_length(const char *text)
{
    return strcspn(text, " \n");
}

void
say_wrapped(const char *text, int indent)
{
    printf("%*s", indent, "");
    say_wrapped_from(text, indent, indent);
}

void
say_wrapped_from(const char *text, int indent, int column)
{
    while (*text != '\0') {
        size_t n = word_length(text);
        char word[256];
        snprintf(word, sizeof word, "%.*s", (int)(n < 255 ? n : 255), text);
        int width = (int)text_utf8_length(word);
        if (column > indent && column + 1 + width > COLUMNS) {
            printf("\n%*s", indent, "");
            column = indent;
        }
        column += printf("%s", column > indent ? " " : "");
        fputs(word, stdout);
        column += width;
        text += n;
        text += strspn(text, " \n");
    }
    putchar('\n');
}
