/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_table.h - the odds of links as text, and how to read them. */
#ifndef REPORT_WHY_TABLE_H
#define REPORT_WHY_TABLE_H

#include "report/why_rows.h"

/* From column `column` on, wrapped at blanks to `indent`, at most 80 columns;
 * ends the line. */
void why_wrap(FILE *out, const char *text, int column, int indent);
/* The tables of a link; nothing where it has none. */
void why_put_tables(FILE *out, const struct why_link *l,
                    const struct world *w);
/* What the words and columns mean that stand in the chain. */
void why_put_legend(FILE *out, const struct why_chain *c,
                    const struct world *w);

#endif
