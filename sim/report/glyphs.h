/* SPDX-License-Identifier: GPL-3.0-or-later */
/* glyphs.h - is there a font for every character of a text? */
#ifndef REPORT_GLYPHS_H
#define REPORT_GLYPHS_H

#include <stdbool.h>

enum { GLYPH = 8 };             /* bytes of one character, with its end      */

/* Has the UTF-8 file a character that no installed font shows?  Then `glyph`
 * is the first.  Letters of Latin, Greek and Cyrillic and common signs are
 * taken to be there.  False where fontconfig's fc-list is not there to be
 * asked, or the file can't be read. */
bool glyphs_lack_a_font(const char *file, char glyph[GLYPH]);

#endif
