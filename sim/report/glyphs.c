/* SPDX-License-Identifier: GPL-3.0-or-later */
/* glyphs.c - fontconfig is asked; the contract is glyphs.h. */
#include "report/glyphs.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "report/child.h"

enum { ASKED_MOST = 64 };       /* characters; more are not looked at        */

/* Those that were asked for already. */
struct asked {
    uint32_t code[ASKED_MOST];
    size_t n;
};

/* Any font has these: up to Cyrillic; punctuation, arrows, shapes. */
static bool
is_common(uint32_t code)
{
    return code < 0x0500 || (code >= 0x2000 && code < 0x2700);
}

static bool
is_new(struct asked *a, uint32_t code)
{
    for (size_t k = 0; k < a->n; k++)
        if (a->code[k] == code)
            return false;
    if (a->n == ASKED_MOST)
        return false;
    a->code[a->n++] = code;
    return true;
}

static bool
has_font(uint32_t code)
{
    char program[] = "fc-list", pattern[32], what[] = "family";
    char *const argv[] = { program, pattern, what, NULL };
    struct child child;

    snprintf(pattern, sizeof pattern, ":charset=%x", (unsigned)code);
    return child_run(argv, &child) != 0 || child.code != 0
           || child.said[0] != '\0';
}

/* The next character into `glyph`, its code point; 0 at the end of the file.
 * What is no UTF-8 is taken byte by byte. */
static uint32_t
next(FILE *in, char glyph[GLYPH])
{
    int c = getc(in), more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0;
    size_t n = 0;

    if (c == EOF)
        return 0;
    uint32_t code = more == 0 ? (uint32_t)c : (uint32_t)c & (0x3Fu >> more);
    glyph[n++] = (char)c;
    while (more-- > 0 && (c = getc(in)) != EOF) {
        code = code << 6 | ((uint32_t)c & 0x3F);
        glyph[n++] = (char)c;
    }
    glyph[n] = '\0';
    return code == 0 ? 1 : code;
}

bool
glyphs_lack_a_font(const char *file, char glyph[GLYPH])
{
    FILE *in = fopen(file, "r");
    struct asked asked = { .n = 0 };
    bool lacking = false;
    uint32_t code;

    if (in == NULL)
        return false;
    while (!lacking && (code = next(in, glyph)) != 0)
        lacking = !is_common(code) && is_new(&asked, code) && !has_font(code);
    fclose(in);
    return lacking;
}
