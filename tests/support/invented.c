/* SPDX-License-Identifier: GPL-3.0-or-later */
/* invented.c - outcomes of worlds that were never run. */
#include "support/invented.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/draw.h"

static void
give_up(const char *why)
{
    fprintf(stderr, "invented: %s\n", why);
    exit(99);
}

void
invented_init(struct invented *v, size_t n, size_t n_arms)
{
    static const char *const shipped[INVENTED_ARMS] = {
        "anarchy", "convention", "agency", "convention+agency", "accord",
        "convention+accord", "agency+accord", "geneva", "norms", "a", "b", "c"
    };

    v->out = calloc(n * n_arms, sizeof *v->out);
    v->ok = malloc(n * n_arms);
    if (!v->out || !v->ok)
        give_up("no memory");
    for (size_t k = 0; k < n * n_arms; k++)
        v->ok[k] = 1;
    for (size_t arm = 0; arm < INVENTED_ARMS; arm++)
        v->arm[arm] = shipped[arm];
    v->runs = (struct compared_runs){ .out = v->out, .ok = v->ok,
                                      .n_replicates = n, .n_arms = n_arms,
                                      .arm = v->arm, .seed = 2017 };
}

void
invented_free(struct invented *v)
{
    free(v->out);
    free(v->ok);
}

double *
invented_at(struct invented *v, size_t replicate, size_t arm, enum metric m)
{
    return &v->out[replicate * v->runs.n_arms + arm].value[m];
}

double
invented_noise(size_t world, uint64_t which)
{
    return draw_normal(draw_at(draw_key_for(5, (uint32_t)world),
                               PURPOSE_bootstrap, 0, which, 0));
}

void
invented_fill(struct invented *v, enum metric m, double level, double spread,
              double own, const double *effect)
{
    /* By its name, so that a new outcome changes no other. */
    const uint64_t which = entity_name(metric_table[m].name);

    for (size_t k = 0; k < v->runs.n_replicates; k++)
        for (size_t arm = 0; arm < v->runs.n_arms; arm++) {
            const double world = spread * invented_noise(k, which);
            const double luck = own * invented_noise(k, which + 1 + arm);
            *invented_at(v, k, arm, m) =
                level * effect[arm] * exp(world + luck);
        }
}

void
invented_compare(struct invented *v, const enum metric *m, size_t n,
                 struct comparison *c)
{
    struct fault f;

    if (comparison_init(c, &v->runs, m, n, &f))
        give_up(f.text);
}
