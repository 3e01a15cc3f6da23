/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draw.h - randomness as a pure function of who asks, when and why.
 *
 *     draw = philox(key(seed, replicate); purpose, week, entity, index)
 *
 * There is no generator state, so there is nothing to lock, to split or to
 * save, and neither threads nor the order in which agents are visited can
 * change a result.  No regime and no design point is in the key: every arm
 * meets the same luck.  Philox4x32-10: Salmon, Moraes, Dror & Shaw, SC 2011,
 * doi:10.1145/2063384.2063405, from Random123.
 *
 * Three ways of drawing keep the worlds of two arms together:
 *
 *   thin    a candidate comes at the most that a rate can ever be and opens if
 *           its
 *           own uniform is below rate now / most:     draw_at(...) < now /
 *                                                     most
 *   race    a choice is the argmax of V_a + Gumbel_a, with a's Gumbel drawn at
 *           index = the stable code of a; the same law as the argmin of
 *           E_a exp(-V_a), E_a = -log(uniform), and as the logit
 *   invert  a size is the quantile of one uniform:    quantile(draw_at(...))
 */
#ifndef BASE_DRAW_H
#define BASE_DRAW_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

/* Why a number is drawn.  A number is part of every result ever published:
 * append, never renumber, never reuse.  draw.c does not compile on a repeat.
 */
enum purpose {
#define PURPOSE(name, number, what) PURPOSE_##name = (number),
#include "base/purposes.def"
#undef PURPOSE
};

const char *purpose_name(enum purpose why);
const char *purpose_meaning(enum purpose why);

struct draw_key {
    uint32_t word[2];
};

/* A hash of the pair, never a sum: seed 2 replicate 0 is not seed 1 replicate
 * 1. */
struct draw_key draw_key_for(uint64_t seed, uint32_t replicate);

/* Four 32-bit words.  `block` < 2^20; word k of block b is index 4 b + k. */
void draw_block(struct draw_key key, enum purpose why, int32_t week,
                uint64_t entity, uint32_t block, uint32_t out[4]);

/* Uniform on the open (0,1): ((x >> 12) + 1/2) 2^-52 of two words.  `index`
 * < 2^21.  Never 0 and never 1, so log(u) and log(1 - u) are finite. */
double draw_at(struct draw_key key, enum purpose why, int32_t week,
               uint64_t entity, uint32_t index);

/* The two uniforms at index 0 and 1 from the one block that holds both. */
void draw_two(struct draw_key key, enum purpose why, int32_t week,
              uint64_t entity, double u[2]);

/* Uniform on the open (0,1) from one word: (x + 1/2) 2^-32. */
static inline double
draw_unit(uint32_t word)
{
    return ((double)word + 0.5) * 0x1p-32;
}

/* Standard normal and standard exponential quantiles of a uniform in (0,1). */
double draw_normal(double u);
double draw_exponential(double u);

/* The same quantile from a table, for the two places that need a million of
 * them: linear between 4096 points, exact in the outer 32 cells on each side;
 * never off by more than 4e-5.  Memory of the caller; constant once made. */
enum { NORMAL_CELLS = 4096, NORMAL_TAIL = 32 };

struct normal_table {
    double at[NORMAL_CELLS + 1];
};

void normal_table_make(struct normal_table *t);
double normal_of_tail(uint32_t word);

static inline double
normal_of_word(const struct normal_table *t, uint32_t word)
{
    uint32_t cell = word >> 20;
    double part = ((word & 0xfffff) + 0.5) * 0x1p-20;

    if (cell < NORMAL_TAIL || cell >= NORMAL_CELLS - NORMAL_TAIL)
        return normal_of_tail(word);
    return t->at[cell] + part * (t->at[cell + 1] - t->at[cell]);
}

/* Poisson by inversion of one uniform: the smallest k with P(N <= k) > u.
 * `none` is exp(-mean), so that a caller can keep it.  Mean below about 500.
 */
uint32_t draw_poisson(double u, double mean, double none);

/* ---- a private sequence, for the rejection samplers of GSL -------------- */

/* A gsl_rng on the words of (why, week, entity): block 0, 1, 2 ...  On the
 * caller's stack; nothing to free.  `draws_start` must be called first. */
struct draws {
    struct draw_key key;
    enum purpose why;
    int32_t  week;
    uint64_t entity;
    uint32_t next;              /* index of the next word                    */
    uint32_t word[4];
};

struct draws draws_in(struct draw_key key, enum purpose why, int32_t week,
                      uint64_t entity);
uint32_t     draws_word(struct draws *d);
double       draws_uniform(struct draws *d);            /* as draw_at        */
extern const gsl_rng_type *const draws_gsl_type;      /* state: struct draws */

/* Binomial(n, p) for any n >= 0: with a mean below 10 by inversion, which is
 * most of them and cheap; else a binomial of n is the sum of binomials of its
 * parts, and GSL's is exact for parts up to 1e8.  p outside [0,1] or NAN is
 * our fault (assert). */
int64_t draws_binomial(struct draws *d, int64_t n, double p);

/* A gsl_rng that reads from `d`:  gsl_rng r = draws_gsl(&d);
 * gsl_ran_...(&r) */
gsl_rng draws_gsl(struct draws *d);

/* ---- entities: natural keys of 64 bits, four of them say which kind ----- */

typedef uint16_t state_code;    /* three capitals, five bits each            */

enum entity_kind {
    ENTITY_WORLD, ENTITY_STATE, ENTITY_PAIR, ENTITY_DYAD, ENTITY_NAME,
    ENTITY_CANDIDATE, ENTITY_MIX, ENTITY_CELL, ENTITY_IMPOSED, ENTITY_PERSON
};

/* 0 if `text` is not exactly three capitals A..Z. */
state_code state_code_of(const char *text);
void       state_code_text(state_code code, char text[4]);

uint64_t entity_state(state_code code);
uint64_t entity_pair(state_code a, state_code b);   /* order of a, b ignored */
uint64_t entity_dyad(state_code from, state_code to);
uint64_t entity_name(const char *name);                 /* FNV-1a, 60 bits   */
/* `slot` < 2^12; target 0 for the calm stream (process/decision.c). */
uint64_t entity_candidate(int32_t week, state_code from, uint32_t slot,
                          state_code to);
/* What grew out of `parent`: a reply, a finding, a victim.  60 bits of
 * hash. */
uint64_t entity_mix(uint64_t parent, enum purpose why, uint64_t author);
uint64_t entity_cell(state_code state, uint64_t ecosystem);
uint64_t entity_imposed(uint32_t number);
uint64_t entity_person(uint32_t number);                /* of a panel        */

#endif
