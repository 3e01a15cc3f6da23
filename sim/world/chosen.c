/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chosen.c - kinds of choice and their parts as a table; telling one. */
#include "world/chosen.h"

#include <math.h>

#include "world/world.h"

/* ---- the table ---------------------------------------------------------- */

#define CHOICE(choice, ...)                                                    \
    static const struct part_info choice##_parts[] = {
#define PART(choice, part, how, ...) { #part, PART_##how, __VA_ARGS__ },
#define END_CHOICE(choice) };                                                  \
    _Static_assert(N_PARTS_##choice <= (int)PARTS_MOST, "parts");
#include "world/chosen.def"
#undef CHOICE
#undef PART
#undef END_CHOICE

const struct choice_info choice_table[N_CHOICES] = {
#define CHOICE(choice, ...)                                                    \
    { #choice, __VA_ARGS__, choice##_parts, N_PARTS_##choice },
#define PART(...)
#define END_CHOICE(choice)
#include "world/chosen.def"
#undef CHOICE
#undef PART
#undef END_CHOICE
};

/* ---- telling ------------------------------------------------------------ */

void
choice_tell(const struct world *w, const struct choice *c)
{
    if (choice_watched(w))
        w->choices.made(w->choices.data, w, c);
}

void
choice_two(struct choice *c, double chance, double luck, bool came)
{
    double p = fmin(1, fmax(0, chance));

    c->n = 2;
    c->chosen = came;
    c->luck = luck;
    c->at[0].chance = 1 - p;
    c->at[1].chance = p;
}
