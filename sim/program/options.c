/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.c - GNU style options: --name value, --name=value, -o value,
 * -ovalue, anywhere on the line until `--`. */
#include "program/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

const struct option_info option_table[N_OPTIONS] = {
#define OPTION(name, long_name, letter, argument, help)                       \
    { long_name, letter, argument, help },
#include "program/options.def"
#undef OPTION
};

bool
options_has(const struct options *o, enum option which)
{
    return (o->given >> which & 1) != 0;
}

const char *
option_nearest(const char *name, unsigned takes)
{
    const char *list[N_OPTIONS];
    size_t n = 0;

    for (unsigned i = 0; i < N_OPTIONS; i++)
        if (takes >> i & 1)
            list[n++] = option_table[i].name;
    return text_nearest(name, list, n);
}

/* ---- values ------------------------------------------------------------- */

static int
refuse(enum option which, const char *text, const char *wanted,
       struct fault *f)
{
    char where[64];

    snprintf(where, sizeof where, "--%s", option_table[which].name);
    return fault_set(f, FAULT_USAGE, where, 0, "'%.80s' is not %s", text,
                     wanted);
}

static int
whole_of(enum option which, const char *text, uint64_t low, uint64_t high,
         uint64_t *value, struct fault *f)
{
    char wanted[96], *end = NULL;

    snprintf(wanted, sizeof wanted, "a whole number from %llu to %llu",
             (unsigned long long)low, (unsigned long long)high);
    if (*text == '\0' || text[strspn(text, "0123456789")] != '\0')
        return refuse(which, text, wanted, f);
    errno = 0;
    *value = strtoull(text, &end, 10);
    if (errno != 0 || *value < low || *value > high)
        return refuse(which, text, wanted, f);
    return 0;
}

static int
years_of(const char *text, double *years, struct fault *f)
{
    struct fault number;

    if (number_of_text(text, years, &number) != 0
        || weeks_of_years(*years) == 0)
        return refuse(OPTION_years, text, YEARS_WORDS, f);
    return 0;
}

static int
progress_of(const char *text, enum progress_kind *kind, struct fault *f)
{
    static const char *const word[] = { "", "never", "line", "bar" };

    for (int i = PROGRESS_never; i <= PROGRESS_bar; i++)
        if (strcmp(text, word[i]) == 0) {
            *kind = (enum progress_kind)i;
            return 0;
        }
    return refuse(OPTION_progress, text, "never, line or bar", f);
}

static int
size_of(const char *text, struct fault *f)
{
    static const char *const word[] = { "article", "slide", "journal" };

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strcmp(text, word[i]) == 0)
            return 0;
    return refuse(OPTION_size, text, "article, slide or journal", f);
}

static int
set_add(struct options *o, const char *text, struct fault *f)
{
    if (o->n_sets == SETS_MOST)
        return fault_set(f, FAULT_USAGE, "--set", 0, "more than %d of them",
                         SETS_MOST);
    o->set[o->n_sets++] = text;
    return 0;
}

static int
option_put(struct options *o, enum option which, const char *text,
           struct fault *f)
{
    uint64_t n = 0;
    int code = 0;

    o->given |= 1u << which;
    o->text[which] = text;
    switch (which) {
    case OPTION_seed:
        return whole_of(which, text, 0, UINT64_MAX, &o->seed, f);
    case OPTION_replicates:
        code = whole_of(which, text, 1, 10000000, &n, f);
        o->n_replicates = (uint32_t)n;
        return code;
    case OPTION_replicate:
        code = whole_of(which, text, 0, UINT32_MAX, &n, f);
        o->replicate = (uint32_t)n;
        return code;
    case OPTION_threads:
        code = whole_of(which, text, 1, 256, &n, f);
        o->n_threads = (int)n;
        return code;
    case OPTION_panel:
        code = whole_of(which, text, 1, 10000000, &n, f);
        o->n_panel = (uint32_t)n;
        return code;
    case OPTION_years: return years_of(text, &o->years, f);
    case OPTION_progress: return progress_of(text, &o->progress, f);
    case OPTION_size: return size_of(text, f);
    case OPTION_set: return set_add(o, text, f);
    default: return 0;
    }
}

/* ---- the line ----------------------------------------------------------- */

struct line {
    int argc, at;
    char *const *argv;
    unsigned takes;
};

static int
unknown(const char *word, const char *name, unsigned takes, struct fault *f)
{
    const char *near = option_nearest(name, takes);

    fault_set(f, FAULT_USAGE, "", 0, "unknown option '%.80s'", word);
    if (near != NULL)
        snprintf(f->hint, sizeof f->hint, "did you mean '--%s'?", near);
    return f->code;
}

/* -1: no option of this command is so called. */
static int
find_long(const char *name, size_t n, unsigned takes)
{
    for (int i = 0; i < N_OPTIONS; i++)
        if ((takes >> i & 1) && strncmp(option_table[i].name, name, n) == 0
            && option_table[i].name[n] == '\0')
            return i;
    return -1;
}

static int
find_letter(char letter, unsigned takes)
{
    for (int i = 0; i < N_OPTIONS; i++)
        if ((takes >> i & 1) && option_table[i].letter == letter)
            return i;
    return -1;
}

/* `inside` is what stands in the same word as the option, or NULL. */
static int
take(struct line *l, struct options *o, int which, const char *inside,
     struct fault *f)
{
    const struct option_info *info = &option_table[which];

    if (info->argument == NULL) {
        if (inside != NULL)
            return fault_set(f, FAULT_USAGE, "", 0, "--%s takes no argument",
                             info->name);
        return option_put(o, (enum option)which, "", f);
    }
    if (inside == NULL) {
        if (l->at + 1 >= l->argc)
            return fault_set(f, FAULT_USAGE, "", 0,
                             "--%s needs an argument: %s", info->name,
                             info->argument);
        inside = l->argv[++l->at];
    }
    return option_put(o, (enum option)which, inside, f);
}

static int
take_long(struct line *l, struct options *o, const char *word,
          struct fault *f)
{
    char name[96];
    const char *equals = strchr(word, '=');
    size_t n = equals != NULL ? (size_t)(equals - word) : strlen(word);
    int which = find_long(word + 2, n - 2, l->takes);

    if (which >= 0)
        return take(l, o, which, equals != NULL ? equals + 1 : NULL, f);
    snprintf(name, sizeof name, "%.*s", (int)(n - 2 < 90 ? n - 2 : 90),
             word + 2);
    return unknown(word, name, l->takes, f);
}

static int
take_letters(struct line *l, struct options *o, const char *word,
             struct fault *f)
{
    int code = 0;

    for (const char *c = word + 1; code == 0 && *c != '\0'; c++) {
        int which = find_letter(*c, l->takes);
        if (which < 0)
            return unknown(word, word + 1, l->takes, f);
        if (option_table[which].argument != NULL)
            return take(l, o, which, c[1] != '\0' ? c + 1 : NULL, f);
        code = take(l, o, which, NULL, f);
    }
    return code;
}

static int
take_word(struct options *o, const char *word, struct fault *f)
{
    if (o->n_words == WORDS_MOST)
        return fault_set(f, FAULT_USAGE, "", 0, "more than %d names",
                         WORDS_MOST);
    o->word[o->n_words++] = word;
    return 0;
}

int
options_parse(struct options *o, unsigned takes, int argc, char *const argv[],
              struct fault *f)
{
    struct line l = { .argc = argc, .argv = argv, .takes = takes };
    bool only_words = false;
    int code = 0;

    *o = (struct options){ .seed = 2017, .n_replicates = 200 };
    for (; code == 0 && l.at < argc; l.at++) {
        const char *word = argv[l.at];
        if (only_words || word[0] != '-' || word[1] == '\0')
            code = take_word(o, word, f);
        else if (strcmp(word, "--") == 0)
            only_words = true;
        else if (word[1] == '-')
            code = take_long(&l, o, word, f);
        else
            code = take_letters(&l, o, word, f);
    }
    return code;
}
