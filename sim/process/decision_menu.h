/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decision_menu.h - what a state could do with an opportunity, and what each
 * act is worth to it. */
#ifndef PROCESS_DECISION_MENU_H
#define PROCESS_DECISION_MENU_H

#include "world/suspicion.h"
#include "world/world.h"

/* Fifteen cells (kind, sector), each by the own service and all but espionage
 * by proxy too.  The index is the stable code of the race: append only. */
enum { N_ACTS = 25 };

struct act {
    uint8_t kind, sector, executor;
};

extern const struct act acts[N_ACTS];

/* An opportunity of i against j. */
struct opportunity {
    state_id i, j;
    enum cause origin;
    uint32_t slot;
    uint64_t key;               /* entity of its draws                       */
    double stakes;          /* peacetime stakes, su; < 0: drawn from the law */
    uint32_t ecosystem;         /* what it aims at                           */
    bool zero_day;              /* i holds an exploit against that           */
    bool nday;                  /* the n-day of that fits                    */
    bool no_espionage;          /* an escalation                             */
    uint32_t parent;            /* event that was necessary, NOTHING if none */
};

/* The crisis or war that two states are in. */
struct conflict_now {
    int32_t row;                /* -1: none                                  */
    double crisis;              /* C, 0 or 1                                 */
    double war;                 /* W, fades from 1                           */
    double stakes;              /* su                                        */
};

struct conflict_now conflict_between(const struct world *w, state_id i,
                                     state_id j);

/* What an act is worth that does not depend on sector and executor. */
struct menu_kind {
    double gain;                /* x g_k, su                                 */
    double blow;                /* Blow_k, su                                */
    double price;               /* c_k + Blow_k - al_k, su                   */
    double odds;                /* of success by the own service, no implant */
    double fear;                /* own service, su                           */
};

struct menu {
    struct menu_kind kind[N_KINDS];
    double utility[N_ACTS];     /* su; -INFINITY: not on the menu            */
    double chance[N_ACTS];      /* of success, with what is used             */
    bool burns[N_ACTS];         /* a zero-day is worth using                 */
    double fear[N_ACTS];        /* believed cost of findings, su             */
    double suspect;             /* min(2, how suspect i is for j)            */
    double stakes;              /* with crisis and war, su                   */
};

/* `peace` are the stakes of the opportunity as such. */
void menu_make(struct menu *m, const struct world *w,
               const struct opportunity *o, const struct suspicion *s,
               struct conflict_now c, double peace);

/* Worth of act n and its parts, for those who watch; its chance is the
 * caller's. */
void menu_parts(struct alternative *a, const struct menu *m, int n,
                const struct world *w, const struct opportunity *o);

#endif
