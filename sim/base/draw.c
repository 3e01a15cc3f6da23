/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draw.c - Philox by name: who, when and why make the counter. */
#include "base/draw.h"

#include <Random123/philox.h>
#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stddef.h>

/* These two are also the check that no number is used twice: a repeated case
 * label does not compile. */
const char *
purpose_name(enum purpose why)
{
    switch (why) {
#define PURPOSE(name, number, what) case (number): return #name;
#include "base/purposes.def"
#undef PURPOSE
    }
    return "unknown";
}

const char *
purpose_meaning(enum purpose why)
{
    switch (why) {
#define PURPOSE(name, number, what) case (number): return what;
#include "base/purposes.def"
#undef PURPOSE
    }
    return "unknown";
}

static void
philox(struct draw_key key, const uint32_t counter[4], uint32_t out[4])
{
    philox4x32_ctr_t c = { { counter[0], counter[1],
                             counter[2], counter[3] } };
    philox4x32_key_t k = { { key.word[0], key.word[1] } };
    philox4x32_ctr_t r = philox4x32(c, k);

    for (int i = 0; i < 4; i++)
        out[i] = r.v[i];
}

struct draw_key
draw_key_for(uint64_t seed, uint32_t replicate)
{
    const struct draw_key root = { { (uint32_t)seed,
                                     (uint32_t)(seed >> 32) } };
    const uint32_t counter[4] = { replicate, 0, 0, 0x44455445u };  /* DETE */
    uint32_t out[4];

    philox(root, counter, out);
    return (struct draw_key){ { out[0], out[1] } };
}

/* Layout of the counter: entity, entity, week, purpose and block. */
enum { BLOCK_BITS = 20 };

void
draw_block(struct draw_key key, enum purpose why, int32_t week,
           uint64_t entity, uint32_t block, uint32_t out[4])
{
    assert(block < 1u << BLOCK_BITS);
    const uint32_t counter[4] = {
        (uint32_t)entity, (uint32_t)(entity >> 32), (uint32_t)week,
        (uint32_t)why << BLOCK_BITS | block
    };
    philox(key, counter, out);
}

static double
unit(uint32_t high, uint32_t low)
{
    uint64_t bits = (uint64_t)high << 32 | low;
    return ((double)(bits >> 12) + 0.5) * 0x1p-52;
}

double
draw_at(struct draw_key key, enum purpose why, int32_t week, uint64_t entity,
        uint32_t index)
{
    uint32_t out[4];

    draw_block(key, why, week, entity, index >> 1, out);
    return index & 1 ? unit(out[2], out[3]) : unit(out[0], out[1]);
}

void
draw_two(struct draw_key key, enum purpose why, int32_t week, uint64_t entity,
         double u[2])
{
    uint32_t out[4];

    draw_block(key, why, week, entity, 0, out);
    u[0] = unit(out[0], out[1]);
    u[1] = unit(out[2], out[3]);
}

double
draw_normal(double u)
{
    return gsl_cdf_ugaussian_Pinv(u);
}

/* The outermost points are infinite and never read: tails are exact. */
void
normal_table_make(struct normal_table *t)
{
    for (int k = 1; k < NORMAL_CELLS; k++)
        t->at[k] = draw_normal((double)k / NORMAL_CELLS);
    t->at[0] = -HUGE_VAL;
    t->at[NORMAL_CELLS] = HUGE_VAL;
}

double
normal_of_tail(uint32_t word)
{
    return draw_normal(draw_unit(word));
}

double
draw_exponential(double u)
{
    return -log(u);
}

uint32_t
draw_poisson(double u, double mean, double none)
{
    double term = none, below = none;
    uint32_t k = 0;

    /* The second test ends the loop when rounding has eaten the upper tail. */
    while (u >= below && term > 1e-300) {
        k++;
        term *= mean / k;
        below += term;
    }
    return k;
}

/* ---- a private sequence ------------------------------------------------- */

struct draws
draws_in(struct draw_key key, enum purpose why, int32_t week, uint64_t entity)
{
    return (struct draws){ .key = key, .why = why, .week = week,
                           .entity = entity };
}

uint32_t
draws_word(struct draws *d)
{
    uint32_t lane = d->next % 4;

    if (lane == 0)
        draw_block(d->key, d->why, d->week, d->entity, d->next / 4, d->word);
    d->next++;
    return d->word[lane];
}

double
draws_uniform(struct draws *d)
{
    uint32_t high = draws_word(d);
    return unit(high, draws_word(d));
}

/* gsl_rng_set starts the sequence again; the seed is in the key already. */
static void
gsl_set(void *state, unsigned long int seed)
{
    (void)seed;
    ((struct draws *)state)->next = 0;
}

static unsigned long int
gsl_get(void *state)
{
    return draws_word(state);
}

/* One word is enough: GSL's samplers take a uniform to be no finer. */
static double
gsl_get_double(void *state)
{
    return draw_unit(draws_word(state));
}

static const gsl_rng_type philox_type = {
    "philox4x32-10", 0xffffffffUL, 0, sizeof(struct draws),
    gsl_set, gsl_get, gsl_get_double
};
const gsl_rng_type *const draws_gsl_type = &philox_type;

gsl_rng
draws_gsl(struct draws *d)
{
    return (gsl_rng){ .type = draws_gsl_type, .state = d };
}

/* Inversion, of one word.  Half of all draws end before the first power: by
 * Bernoulli's inequality none is below 1 - np. */
static int64_t
binomial_of_few(struct draws *d, int64_t n, double p)
{
    double u = draw_unit(draws_word(d)), odds = p / (1 - p);
    int64_t k = 0;

    if (u < 1 - (double)n * p)
        return 0;
    double term = exp((double)n * log1p(-p));
    for (; u >= term && k < n; k++) {
        u -= term;
        term *= odds * (double)(n - k) / (double)(k + 1);
    }
    return k;
}

int64_t
draws_binomial(struct draws *d, int64_t n, double p)
{
    enum { PART = 100000000, FEW = 10 };
    gsl_rng r = draws_gsl(d);
    int64_t sum = 0;

    assert(p >= 0 && p <= 1);
    if (p == 1)
        return n;
    if ((double)n * p < FEW)
        return binomial_of_few(d, n, p);
    for (; n > PART; n -= PART)
        sum += gsl_ran_binomial(&r, p, PART);
    return n > 0 ? sum + gsl_ran_binomial(&r, p, (unsigned)n) : sum;
}

/* ---- entities ----------------------------------------------------------- */

enum { CODE_BITS = 15, SLOT_BITS = 12, WEEK_ZERO = 1 << 15 };

state_code
state_code_of(const char *text)
{
    unsigned code = 0;

    for (int i = 0; i < 3; i++) {
        if (text[i] < 'A' || text[i] > 'Z')
            return 0;
        code = code << 5 | (unsigned)(text[i] - 'A' + 1);
    }
    return text[3] ? 0 : (state_code)code;
}

void
state_code_text(state_code code, char text[4])
{
    for (int i = 0; i < 3; i++)
        text[i] = (char)('A' - 1 + (code >> (10 - 5 * i) & 31));
    text[3] = '\0';
}

static uint64_t
entity(enum entity_kind kind, uint64_t rest)
{
    return (uint64_t)kind << 60 | (rest & (UINT64_MAX >> 4));
}

uint64_t
entity_state(state_code code)
{
    return entity(ENTITY_STATE, code);
}

uint64_t
entity_pair(state_code a, state_code b)
{
    state_code low = a < b ? a : b, high = a < b ? b : a;
    return entity(ENTITY_PAIR, (uint64_t)low << CODE_BITS | high);
}

uint64_t
entity_dyad(state_code from, state_code to)
{
    return entity(ENTITY_DYAD, (uint64_t)from << CODE_BITS | to);
}

uint64_t
entity_name(const char *name)
{
    uint64_t hash = 0xcbf29ce484222325u;

    for (const char *c = name; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 0x100000001b3u;
    return entity(ENTITY_NAME, hash ^ hash >> 60);
}

uint64_t
entity_candidate(int32_t week, state_code from, uint32_t slot, state_code to)
{
    assert(week > -WEEK_ZERO && week < WEEK_ZERO && slot < 1u << SLOT_BITS);
    uint64_t rest = (uint64_t)(week + WEEK_ZERO);
    rest = rest << CODE_BITS | from;
    rest = rest << SLOT_BITS | slot;
    return entity(ENTITY_CANDIDATE, rest << CODE_BITS | to);
}

/* The finaliser of MurmurHash3 (Appleby, public domain): every bit of the
 * input moves every bit of the output. */
static uint64_t
stir(uint64_t x)
{
    x = (x ^ x >> 33) * 0xff51afd7ed558ccdu;
    x = (x ^ x >> 33) * 0xc4ceb9fe1a85ec53u;
    return x ^ x >> 33;
}

uint64_t
entity_mix(uint64_t parent, enum purpose why, uint64_t author)
{
    uint64_t x = stir(parent + 0x9e3779b97f4a7c15u * (uint64_t)why);
    return entity(ENTITY_MIX, stir(x ^ stir(author)));
}

uint64_t
entity_cell(state_code state, uint64_t ecosystem)
{
    return entity(ENTITY_CELL, stir(ecosystem ^ (uint64_t)state << 44));
}

uint64_t
entity_imposed(uint32_t number)
{
    return entity(ENTITY_IMPOSED, number);
}

uint64_t
entity_person(uint32_t number)
{
    return entity(ENTITY_PERSON, number);
}
