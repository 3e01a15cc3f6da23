/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dots.c - the numbers of the chart of dots, written as CSV. */
#include "report/dots.h"

#include <math.h>

#include "base/text.h"
#include "report/dots_plan.h"
#include "report/dots_words.h"

/* ---- numbers ----------------------------------------------------------- */

void
dots_cell(double x, FILE *csv)
{
    char text[TEXT_DOUBLE];

    fprintf(csv, ",%s", isfinite(x) ? text_of_double(text, sizeof text, x)
                                    : "");
}

/* gnuplot loses count of the columns at a doubled quote: there is none. */
void
dots_text(const char *text, FILE *csv)
{
    fputc('"', csv);
    for (; *text; text++)
        if (*text == '"')
            fputs("\xE2\x80\x9D", csv);
        else
            fputc((unsigned char)*text < ' ' ? ' ' : *text, csv);
    fputc('"', csv);
}

static void
write_dot(const struct dot *d, const struct comparison *c, FILE *csv)
{
    fprintf(csv, "%zu,%s,%zu,", d->panel, metric_table[c->metric[d->m]].name,
            d->row);
    dots_text(c->runs.arm[d->arm], csv);
    dots_cell(d->of ? d->of->estimate : NAN, csv);
    dots_cell(d->of ? d->of->low : NAN, csv);
    dots_cell(d->of ? d->of->high : NAN, csv);
    dots_cell(d->x, csv);
    dots_cell(d->low, csv);
    dots_cell(d->high, csv);
    fprintf(csv, ",%d,%d,%d,%d,%d,%d,%d\n", (int)d->tone, d->open,
            d->doubt == DOUBT_RARE, d->doubt == DOUBT_FEW, d->same,
            d->cut_low, d->cut_high);
}

static void
write_numbers(const struct dots_plan *p, const struct comparison *c,
              FILE *csv)
{
    fputs("panel,metric,row,arm,change,ci_low,ci_high,x,x_low,x_high,tone,"
          "open,rare,few,same,cut_low,cut_high\n", csv);
    for (size_t k = 0; k < p->n_dots; k++)
        write_dot(&p->dot[k], c, csv);
}

int
dots_write(const struct comparison *c, const struct chart_frame *frame,
           FILE *csv, FILE *words, struct fault *f)
{
    struct dots_plan p;
    const int code = dots_plan_init(&p, c, f);

    if (code)
        return code;
    write_numbers(&p, c, csv);
    dots_words_write(&p, frame, words);
    dots_plan_free(&p);
    return ferror(csv) || ferror(words)
        ? fault_set(f, FAULT_IO, "chart", 0, "cannot write the chart's words")
        : 0;
}
