/* SPDX-License-Identifier: GPL-3.0-or-later */
/* same_bytes.c - says the bytes of some worlds, for test_same_bytes.sh, which
 * compares what several builds of it say. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "input/arm.h"
#include "model/run.h"

static const char *const busy[] = {
    "decision.tempo=300", "politics.crisis_rate=1",
    "politics.war_chance=0.005", "attribution.public_rate=0.01" };

static int
say(const struct arm *a, uint32_t replicate)
{
    struct world w = { 0 };
    struct outcomes out;
    struct fault f = { 0 };
    int code = model_begin(&w, &a->in, 2385, replicate, &f);

    if (code == 0)
        code = model_finish(&w, &a->in, &out, &f);
    if (code != 0)
        fprintf(stderr, "%s\n", f.text);
    for (int m = 0; code == 0 && m < N_METRICS; m++) {
        uint64_t bits;
        memcpy(&bits, &out.value[m], sizeof bits);
        /* A NAN is a NAN, whatever its sign. */
        if (out.value[m] != out.value[m])
            bits = 0x7ff8000000000000u;
        printf("%s %" PRIu32 " %s %016" PRIx64 "\n", a->name, replicate,
               metric_table[m].name, bits);
    }
    for (enum column c = 0; code == 0 && c < N_COLUMNS; c++)
        printf("%s %" PRIu32 " %s.%s %016" PRIx64 "\n", a->name, replicate,
               column_table[c].table_name, column_table[c].name,
               world_hash_column(&w, c));
    world_free(&w);
    return code;
}

static int
play(const char *name, size_t n_sets, uint32_t n_replicates)
{
    struct arm_request r = { .typed = name, .set = busy, .n_sets = n_sets };
    struct arm a = { 0 };
    struct faults all = { 0 };
    int code = arm_load(&r, &a, &all);

    if (code != 0)
        fprintf(stderr, "%s: %s\n", name, all.item[0].text);
    for (uint32_t k = 0; code == 0 && k < n_replicates; k++)
        code = say(&a, k);
    arm_free(&a);
    faults_free(&all);
    return code;
}

int
main(void)
{
    int code = play("lessons/world@convention+agency", 4, 4);

    if (code == 0)
        code = play("world@convention+agency", 0, 1);
    return code != 0;
}
