/* SPDX-License-Identifier: GPL-3.0-or-later */
/* worlds.c - loading and running in one call, for tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/verify.h"
#include "support/worlds.h"

static size_t
length(const char *const *sets)
{
    size_t n = 0;

    while (sets && sets[n])
        n++;
    return n;
}

void
worlds_load(struct arm *a, const char *name, const char *const *sets)
{
    struct faults all = { 0 };
    struct arm_request r = { .typed = name, .set = sets,
                             .n_sets = length(sets) };

    if (arm_load(&r, a, &all) != 0) {
        char text[2048];
        fault_print(text, sizeof text, &all.item[0]);
        fail_msg("%s: %s", name, text);
    }
    faults_free(&all);
}

static int
verify(const struct world *w, void *data, struct fault *f)
{
    (void)data;
    return world_verify(w, f);
}

void
worlds_begin(struct world *w, const struct arm *a, uint64_t seed,
             uint32_t replicate)
{
    struct fault f = { 0 };

    if (model_begin_watched(w, &a->in, seed, replicate, verify, NULL, &f) != 0)
        fail_msg("begin: %s", f.text);
}

void
worlds_run(struct world *w, const struct arm *a, uint64_t seed,
           uint32_t replicate, struct outcomes *out)
{
    struct world own = { 0 }, *used = w ? w : &own;
    struct fault f = { 0 };

    worlds_begin(used, a, seed, replicate);
    if (model_finish_watched(used, &a->in, out, verify, NULL, &f) != 0)
        fail_msg("finish: %s", f.text);
    if (!w)
        world_free(&own);
}

state_id
worlds_state(const struct world *w, const char *code)
{
    state_id i = tables_state(&w->in->tables, state_code_of(code));

    if (i == NO_STATE)
        fail_msg("no state %s", code);
    return i;
}
