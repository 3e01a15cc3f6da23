/* SPDX-License-Identifier: GPL-3.0-or-later */
/* detente.c - what include/detente.h promises, over the functions that the
 * program itself uses. */
#include "detente.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "input/arm.h"
#include "record/manifest.h"
#include "study/batch.h"
#include "world/world.h"

struct detente_inside {
    struct arm arm;
    struct world world;
    struct outcomes out;
    bool has_run;
};

/* Adds the fault to the lines that are there, as far as they fit. */
static void
add_line(struct detente *d, const struct fault *f)
{
    size_t n = strlen(d->error);
    char text[2048];

    fault_print(text, sizeof text, f);
    snprintf(d->error + n, sizeof d->error - n, "%s", text);
}

static int
refuse(struct detente *d, const struct fault *f)
{
    d->error[0] = '\0';
    add_line(d, f);
    return f->code;
}

int
detente_load(struct detente *d, const char *arm)
{
    const struct arm_request request = { .typed = arm };
    struct faults all = { 0 };
    struct fault f;

    *d = (struct detente){ 0 };
    d->inside = calloc(1, sizeof *d->inside);
    if (d->inside == NULL) {
        fault_set(&f, FAULT_NOMEM, arm, 0, "out of memory");
        return refuse(d, &f);
    }
    int code = arm_load(&request, &d->inside->arm, &all);
    faults_sort(&all);
    for (size_t i = 0; code != 0 && i < all.n; i++)
        add_line(d, &all.item[i]);
    if (code != 0 && all.n == 0) {
        fault_set(&f, (enum fault_code)code, arm, 0, "%s",
                  fault_message((enum fault_code)code));
        refuse(d, &f);
    }
    faults_free(&all);
    if (code != 0) {
        arm_free(&d->inside->arm);
        free(d->inside);
        d->inside = NULL;
    }
    return code;
}

int
detente_run(struct detente *d, uint64_t seed, uint32_t replicate)
{
    struct fault f = { 0 };

    if (d->inside == NULL) {
        fault_set(&f, FAULT_USAGE, "", 0, "nothing is loaded");
        return refuse(d, &f);
    }
    d->error[0] = '\0';
    d->inside->has_run = false;
    int code = study_world(&d->inside->arm.in, seed, replicate,
                           &d->inside->world, &d->inside->out, &f);
    d->inside->has_run = code == 0;
    return code == 0 ? 0 : refuse(d, &f);
}

int
detente_metric(struct detente *d, const char *name, double *value)
{
    const char *list[N_METRICS];
    struct fault f = { 0 };
    int metric = metric_find(name);

    if (d->inside == NULL || !d->inside->has_run) {
        fault_set(&f, FAULT_USAGE, "", 0, "nothing has run");
        return refuse(d, &f);
    }
    if (metric < 0) {
        fault_set(&f, FAULT_USAGE, "", 0, "no outcome is called '%.80s'",
                  name);
        for (int m = 0; m < N_METRICS; m++)
            list[m] = metric_table[m].name;
        const char *near = text_nearest(name, list, N_METRICS);
        if (near != NULL)
            snprintf(f.hint, sizeof f.hint, "did you mean '%s'?", near);
        return refuse(d, &f);
    }
    d->error[0] = '\0';
    *value = d->inside->out.value[metric];
    return 0;
}

void
detente_free(struct detente *d)
{
    if (d->inside != NULL) {
        arm_free(&d->inside->arm);
        world_free(&d->inside->world);
        free(d->inside);
    }
    *d = (struct detente){ 0 };
}

const char *
detente_version(void)
{
    return manifest_version();
}
