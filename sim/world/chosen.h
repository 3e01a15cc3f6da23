/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chosen.h - what could have come and how likely each of it was, told to
 * whoever watches.
 *
 * The process that draws tells it, at the moment of the draw, with the very
 * numbers that it draws by; where nobody watches nothing of it is put
 * together.  A watcher is told whatever came of it, nothing too, so that the
 * odds can be held against what happens.  It reads the world and never writes
 * it.  Kinds of choice and their parts: chosen.def. */
#ifndef WORLD_CHOSEN_H
#define WORLD_CHOSEN_H

#include <stddef.h>
#include <stdint.h>

#include "world/tables.h"

struct world;

enum choice_kind {
#define CHOICE(choice, ...) CHOICE_##choice,
#define PART(...)
#define END_CHOICE(choice)
#include "world/chosen.def"
#undef CHOICE
#undef PART
#undef END_CHOICE
    N_CHOICES
};

/* PART_act_gain: the place of a part among those of its kind of choice. */
#define CHOICE(choice, ...) enum choice##_part {
#define PART(choice, part, ...) PART_##choice##_##part,
#define END_CHOICE(choice) N_PARTS_##choice };
#include "world/chosen.def"
#undef CHOICE
#undef PART
#undef END_CHOICE

enum part_how { PART_adds, PART_times, PART_tells };

struct part_info {
    const char *name;           /* "fear"                                    */
    enum part_how how;
    const char *head;           /* over its column, which parts with the same
                                 * head share; "": a fact, not shown         */
    const char *unit, *meaning;
};

struct choice_info {
    const char *name;           /* "act"                                     */
    const char *unit;           /* of the value                              */
    const char *none, *one;     /* words of alternatives 0 and 1; one is "" if
                                 * there are more, with words of their own   */
    const char *what;
    const struct part_info *part;
    int n_parts;
};

extern const struct choice_info choice_table[N_CHOICES];

/* One more than the acts of decision_menu.h. */
enum { PARTS_MOST = 12, ALTERNATIVES_MOST = 26 };

struct alternative {
    double chance;              /* 0..1                                      */
    double value;               /* -INFINITY: it could not be chosen         */
    double part[PARTS_MOST];    /* NAN: not known                            */
};

/* Steps of a state; the first three as the amount of an accession. */
enum choice_step { STEP_sign, STEP_ratify, STEP_statute, STEP_withdraw,
                   N_STEPS };

/* Alternative 0 is nothing: to let an opportunity pass, silence, no crisis,
 * not to join.  The chances of all add up to 1.  act: 1 + the number of the
 * act; response: its code; the others have 0 and 1. */
struct choice {
    enum choice_kind kind;
    enum choice_step step;      /* of a step                                 */
    state_id i, j;              /* who chooses; against whom, or NO_STATE    */
    state_id asks;              /* join: whose collective response; else i   */
    uint32_t event;             /* that came of it, NOTHING: none, or it is
                                 * one of a response or join                 */
    uint32_t trigger;           /* response, join: the finding               */
    int n, chosen;              /* chosen: 0 .. n-1                          */
    double luck;                /* uniform: anything but 0 was to come where
                                 * it is below 1 - at[0].chance; NAN: a race
                                 * of all of them, or drawn before           */
    struct alternative at[ALTERNATIVES_MOST];
};

/* `made` NULL: nobody watches. */
struct choice_watch {
    void (*made)(void *data, const struct world *w, const struct choice *c);
    void *data;
};

/* Does anybody watch? */
#define choice_watched(w) ((w)->choices.made != NULL)
void choice_tell(const struct world *w, const struct choice *c);
/* Makes it a choice between nothing and one thing, of that chance (kept in
 * 0..1), that came or not by `luck`. */
void choice_two(struct choice *c, double chance, double luck, bool came);

#endif
