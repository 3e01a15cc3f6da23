/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.c - headers and the dictionary, both from fields.def. */
#include "record/fields.h"

#include <string.h>

#include "base/metrics.h"
#include "base/text.h"
#include "record/output.h"

const struct record_info record_table[N_RECORD_FILES] = {
#define X(name, file, summed, meaning) { file, summed, meaning },
    RECORD_FILE_LIST(X)
#undef X
};

const struct field_info field_table[] = {
#define FIELD(file, name, unit, type, range, better, meaning)                 \
    { RECORD_##file, #name, unit, type, range, better, meaning },
#include "record/fields.def"
#undef FIELD
};
const size_t field_count = sizeof field_table / sizeof *field_table;

void
fields_header(FILE *stream, enum record_file file)
{
    const char *comma = "";

    for (size_t c = 0; c < field_count; c++)
        if (field_table[c].file == file) {
            fprintf(stream, "%s%s", comma, field_table[c].name);
            comma = ",";
        }
    if (file == RECORD_runs)
        for (int m = 0; m < N_METRICS; m++)
            fprintf(stream, ",%s", metric_table[m].name);
}

void
csv_field(FILE *stream, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        fputs(text, stream);
        return;
    }
    putc('"', stream);
    for (; *text; text++) {
        if (*text == '"')
            putc('"', stream);
        putc(*text, stream);
    }
    putc('"', stream);
}

void
csv_number(FILE *stream, double x)
{
    char text[TEXT_DOUBLE];

    putc(',', stream);
    fputs(text_of_double(text, sizeof text, x), stream);
}

static void
dictionary_row(FILE *stream, const char *file, const struct field_info *c)
{
    const char *const field[] = { file, c->name, c->meaning, c->unit, c->type,
                                  c->range, c->better };

    for (size_t i = 0; i < sizeof field / sizeof *field; i++) {
        if (i > 0)
            putc(',', stream);
        csv_field(stream, field[i]);
    }
    putc('\n', stream);
}

static void
dictionary_metrics(FILE *stream)
{
    for (int m = 0; m < N_METRICS; m++) {
        const struct metric_info *info = &metric_table[m];
        struct field_info c = { RECORD_runs, info->name, info->unit, "real",
                                 "", better_word(info->better),
                                 info->meaning };
        dictionary_row(stream, record_table[RECORD_runs].name, &c);
    }
}

int
dictionary_write(const char *dir, const unsigned char wanted[],
                 struct fault *f)
{
    struct output o;
    int code = output_open(&o, dir, record_table[RECORD_dictionary].name, f);

    if (code != 0)
        return code;
    fields_header(o.stream, RECORD_dictionary);
    putc('\n', o.stream);
    for (int r = 0; r < N_RECORD_FILES; r++) {
        if (!wanted[r] && r != RECORD_dictionary)
            continue;
        for (size_t c = 0; c < field_count; c++)
            if ((int)field_table[c].file == r)
                dictionary_row(o.stream, record_table[r].name,
                               &field_table[c]);
        if (r == RECORD_runs)
            dictionary_metrics(o.stream);
    }
    return output_keep(&o, f);
}
