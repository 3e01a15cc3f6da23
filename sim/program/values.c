/* SPDX-License-Identifier: GPL-3.0-or-later */
/* values.c - values, origins and dates for people. */
#include "program/values.h"

#include <stdio.h>
#include <string.h>

void
value_text(const struct param_info *info, double x, char text[TEXT_DOUBLE])
{
    const char *word = NULL;

    if (info->kind == PARAM_stakes)
        word = list_word(LIST_stakes, (int)x);
    else if (info->kind == PARAM_needs)
        word = list_word(LIST_needs, (int)x);
    else if (info->kind == PARAM_flag)
        word = x != 0 ? "yes" : "no";
    if (word != NULL)
        snprintf(text, TEXT_DOUBLE, "%s", word);
    else
        text_of_double(text, TEXT_DOUBLE, x);
}

void
origin_text(const struct arm *a, struct param_cell cell, char text[128])
{
    struct origin from = arm_origin(a, cell);

    if (from.file == NULL)
        snprintf(text, 128, "default");
    else if (from.line == 0)
        snprintf(text, 128, "%.120s", from.file);
    else
        snprintf(text, 128, "%.110s:%d", from.file, from.line);
}

void
date_text(const struct inputs *in, int32_t week, char text[48])
{
    int year, month, day;

    if (week == WEEK_NEVER) {
        snprintf(text, 48, "never");
        return;
    }
    day_date(in->start + 7 * week, &year, &month, &day);
    snprintf(text, 48, "%04d-%02d-%02d", year, month, day);
}

void
week_text(const struct inputs *in, int32_t week, char text[80])
{
    char date[48];

    date_text(in, week, date);
    if (week == WEEK_NEVER)
        snprintf(text, 80, "%s", date);
    else
        snprintf(text, 80, "week %d (%s)", (int)week, date);
}

void
imposed_text(const struct inputs *in, const struct imposed *e,
             char text[IMPOSED_TEXT])
{
    const struct state_facts *s = in->tables.state;
    char path[96], value[TEXT_DOUBLE];
    size_t n;

    week_text(in, e->week, text);
    n = strlen(text);
    text += n;
    switch (e->verb) {
    case IMPOSED_crisis:
        snprintf(text, IMPOSED_TEXT - n,
                 ": crisis of %s and %s, stakes %g su, %d weeks", s[e->i].text,
                 s[e->j].text, e->stakes, (int)e->weeks);
        break;
    case IMPOSED_operation:
        snprintf(text, IMPOSED_TEXT - n,
                 ": %s by %s on %s of %s, severity %d",
                 list_word(LIST_kind, (int)e->kind), s[e->i].text,
                 list_word(LIST_sector, (int)e->sector), s[e->j].text,
                 e->severity);
        break;
    case IMPOSED_set:
        param_path(e->cell, path, sizeof path);
        value_text(e->cell.info, e->value, value);
        snprintf(text, IMPOSED_TEXT - n, ": %s becomes %s", path, value);
        break;
    case IMPOSED_leave:
        snprintf(text, IMPOSED_TEXT - n, ": %s leaves", s[e->i].text);
        break;
    case N_IMPOSED: break;
    }
}
