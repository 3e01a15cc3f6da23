/* SPDX-License-Identifier: GPL-3.0-or-later */
/* new_draft.c - the text of a scenario or regime to edit. */
#include <errno.h>
#include <math.h>
#include <string.h>

#include "program/new.h"
#include "program/values.h"

/* What tells most: each stands as a comment with its present value, those of a
 * section in one line, since a section may stand once in a file. */
static const char *const telling[] = {
    "attribution.skill", "attribution.flag_share", "attribution.public_rate",
    "decision.tempo", "decision.growth_ahead", "decision.rationality",
    "politics.trend", "politics.crisis_rate", "strike.reach_slope"
};
enum { N_TELLING = sizeof telling / sizeof *telling };

static void
write_title(const struct draft *d, FILE *stream)
{
    fputs("title: \"", stream);
    for (const char *c = d->file; *c != '\0' && strcmp(c, ".yaml") != 0; c++)
        if (*c != '"' && *c != '\\')
            putc(*c, stream);
    fputs("\"\n", stream);
}

/* As lines of a comment, at most 76 columns of text each. */
static void
write_comment(const char *text, FILE *stream)
{
    while (*text != '\0') {
        size_t n = strlen(text);
        if (n > 76)
            for (n = 76; n > 0 && text[n] != ' '; n--)
                ;
        n = n > 0 ? n : strlen(text);
        fprintf(stream, "# %.*s\n", (int)n, text);
        text += n + (text[n] == ' ');
    }
}

/* ---- parameters --------------------------------------------------------- */

/* To two digits: what is scaled is not exact. */
static double
about(double x)
{
    double unit = pow(10, floor(log10(x)) - 1);

    return round(x / unit) * unit;
}

/* What to try beside `value`: the swept range, moved with the value where it
 * lies outside (a small world has a small tempo).  False: nothing is known. */
static bool
worth_trying(const struct param_info *info, double value, double *low,
             double *high)
{
    double preset = info->preset[0], scale = 1;

    if (value < info->low || value > info->high) {
        if (!(value > 0 && preset > 0))
            return false;
        scale = value / preset;
    }
    *low = fmin(fmax(info->low * scale, info->min), info->max);
    *high = fmin(fmax(info->high * scale, info->min), info->max);
    if (scale != 1) {
        *low = *low > 0 ? about(*low) : *low;
        *high = *high > 0 ? about(*high) : *high;
    }
    return *low < *high;
}

static void
write_meaning(const struct param_info *info, double value, FILE *stream)
{
    bool pure = strcmp(info->unit, "1") == 0;
    double low, high;
    char text[512], range[96] = "";

    if (worth_trying(info, value, &low, &high))
        snprintf(range, sizeof range, "; worth trying: %.5g to %.5g", low,
                 high);
    snprintf(text, sizeof text, "%s: %s%s%s%s%s", info->name, info->meaning,
             pure ? "" : " (", pure ? "" : info->unit, pure ? "" : ")", range);
    write_comment(text, stream);
}

/* From telling[first] on as long as the section is the same; returns where it
 * ends. */
static size_t
write_section(const struct draft *d, size_t first, FILE *stream)
{
    const char *section = param_find(telling[first]).info->section;
    size_t end = first;

    fputs("#\n", stream);
    for (; end < N_TELLING; end++) {
        struct param_cell cell = param_find(telling[end]);
        if (strcmp(cell.info->section, section) != 0)
            break;
        write_meaning(cell.info, param_value(&d->parent.in.params, cell),
                      stream);
    }
    fprintf(stream, "#%s: {", section);
    for (size_t k = first; k < end; k++) {
        struct param_cell cell = param_find(telling[k]);
        char value[TEXT_DOUBLE];
        value_text(cell.info, param_value(&d->parent.in.params, cell), value);
        fprintf(stream, "%s%s: %s", k > first ? ", " : "", cell.info->name,
                value);
    }
    fputs("}\n", stream);
    return end;
}

/* ---- files -------------------------------------------------------------- */

void
draft_write(const struct draft *d, FILE *stream)
{
    const char *regime = d->parent.regime;

    fputs("# Holds only what differs from the file that it inherits.\n\n",
          stream);
    write_title(d, stream);
    fprintf(stream, "inherits: \"%s\"\n", d->inherits);
    fputs("\n# Take away the # before a line and change a number; the others "
          "may stay as\n# they are, or go.  Then\n", stream);
    fprintf(stream, "#     detente check %s\n#     detente compare %s\n#\n",
            d->path, d->path);
    fputs("# rules; others: convention, agency, accord, geneva ...\n", stream);
    fprintf(stream, "#regime: %s\n#years: %.10g\n",
            *regime != '\0' ? regime : "anarchy", d->parent.in.weeks / 52.0);
    for (size_t k = 0; k < N_TELLING;)
        k = write_section(d, k, stream);
}

/* Reads to the end of a line and of those that go on with it. */
static void
skip_value(FILE *from)
{
    int c;

    do {
        while ((c = getc(from)) != EOF && c != '\n')
            ;
        c = c == EOF ? EOF : getc(from);
    } while (c == ' ');
    ungetc(c, from);
}

int
draft_copy(const struct draft *d, FILE *stream, struct fault *f)
{
    FILE *from = fopen(d->found, "r");
    bool fresh = true;
    int c;

    if (from == NULL)
        return fault_set(f, FAULT_IO, d->found, 0, "cannot be read: %s",
                         strerror(errno));
    while ((c = getc(from)) != EOF) {
        /* The title is the one key of a regime that begins with a t. */
        bool title = fresh && c == 't';
        fresh = title || c == '\n';
        if (!title) {
            putc(c, stream);
            continue;
        }
        write_title(d, stream);
        skip_value(from);
    }
    bool bad = ferror(from) != 0;
    fclose(from);
    return bad ? fault_set(f, FAULT_IO, d->found, 0, "cannot be read") : 0;
}
