/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_draw.c - draws against published vectors, exact maps and known laws.
 *
 * Simulations have fixed seeds and bands of 4 standard errors, or a chi-square
 * at 1e-4. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/draw.h"
#include "support/near.h"
#include "support/oracle.h"
#include "support/purpose.h"

/* --- Philox
 * --------------------------------------------------------------- */

static uint32_t
hex(const struct oracle *o, size_t row, const char *column)
{
    return (uint32_t)strtoul(oracle_text(o, row, column), NULL, 16);
}

/* The counter is (entity, entity, week, purpose and block): any counter can be
 * asked for. */
static void
block_at(struct draw_key key, const uint32_t counter[4], uint32_t out[4])
{
    draw_block(key, (enum purpose)(counter[3] >> 20), (int32_t)counter[2],
               (uint64_t)counter[1] << 32 | counter[0],
               counter[3] & 0xfffffu, out);
}

static void
blocks_are_philox_of_ten_rounds(void **state)
{
    struct oracle o;
    int tried = 0;

    (void)state;
    oracle_load(&o, "o14_philox.csv");
    for (size_t row = 0; row < o.n_rows; row++) {
        const uint32_t counter[4] = { hex(&o, row, "c0"), hex(&o, row, "c1"),
                                      hex(&o, row, "c2"), hex(&o, row, "c3") };
        const struct draw_key key = { { hex(&o, row, "k0"),
                                        hex(&o, row, "k1") } };
        uint32_t out[4];

        if (oracle_number(&o, row, "rounds") != 10)
            continue;
        block_at(key, counter, out);
        assert_true(out[0] == hex(&o, row, "o0"));
        assert_true(out[1] == hex(&o, row, "o1"));
        assert_true(out[2] == hex(&o, row, "o2"));
        assert_true(out[3] == hex(&o, row, "o3"));
        tried++;
    }
    assert_int_equal(tried, 60);
    oracle_free(&o);
}

static void
digest_of_many_blocks_is_right(void **state)
{
    const struct draw_key key = { { 42, 7 } };
    uint32_t mixed = 0;
    uint64_t sum = 0;
    struct oracle o;

    (void)state;
    for (uint32_t i = 0; i < 100000; i++) {
        const uint32_t counter[4] = { i, 0, 0, 0 };
        uint32_t out[4];
        block_at(key, counter, out);
        for (int k = 0; k < 4; k++) {
            mixed ^= out[k];
            sum += out[k];
        }
    }
    oracle_load(&o, "o14_digest.csv");
    assert_true(mixed == hex(&o, 0, "xor_all_words"));
    assert_true(sum == strtoull(oracle_text(&o, 0, "sum_all_words_mod_2^64"),
                                NULL, 16));
    oracle_free(&o);
}

/* --- uniforms
 * ------------------------------------------------------------- */

/* Words of our choice are fed to the map through a sequence that has them at
 * hand already. */
static double
map_of(uint64_t words)
{
    struct draws d = { .next = 1, .word = { 0, (uint32_t)(words >> 32),
                                            (uint32_t)words, 0 } };
    return draws_uniform(&d);
}

static void
uniforms_are_exact_at_both_ends(void **state)
{
    struct oracle o;
    int tried = 0;

    (void)state;
    oracle_load(&o, "o14_uniform_map.csv");
    for (size_t row = 0; row < o.n_rows; row++) {
        const char *map = oracle_text(&o, row, "map");
        uint64_t word = strtoull(oracle_text(&o, row, "word_hex"), NULL, 16);
        double want = oracle_number(&o, row, "double_hex"), got;
        if (!strcmp(map, "((u64>>12)+0.5)*2^-52 in (0,1)"))
            got = map_of(word);
        else if (!strcmp(map, "(u32+0.5)*2^-32 in (0,1)"))
            got = draw_unit((uint32_t)word);
        else
            continue;
        assert_near(got, want, 0);
        assert_true(got > 0 && got < 1);
        tried++;
    }
    assert_int_equal(tried, 27);
    oracle_free(&o);
}

static void
uniforms_are_read_off_the_block_by_index(void **state)
{
    const struct draw_key key = draw_key_for(2017, 3);
    struct draws d = draws_in(key, TEST_PURPOSE(0), -17, 99);
    double two[2];

    (void)state;
    draw_two(key, TEST_PURPOSE(0), -17, 99, two);
    assert_near(two[0], draw_at(key, TEST_PURPOSE(0), -17, 99, 0), 0);
    assert_near(two[1], draw_at(key, TEST_PURPOSE(0), -17, 99, 1), 0);
    for (uint32_t index = 0; index < 9; index++) {
        uint32_t out[4];
        uint32_t half = 2 * (index % 2);
        draw_block(key, TEST_PURPOSE(0), -17, 99, index / 2, out);
        double want = map_of((uint64_t)out[half] << 32 | out[half + 1]);
        assert_near(draw_at(key, TEST_PURPOSE(0), -17, 99, index), want, 0);
        assert_near(draws_uniform(&d), want, 0);
    }
}

/* Every part of the address moves the draw; nothing else does. */
static void
draw_depends_on_its_whole_address_only(void **state)
{
    const struct draw_key key = draw_key_for(2017, 3);
    const struct draw_key other = draw_key_for(2017, 4);
    double u = draw_at(key, TEST_PURPOSE(1), 5, 77, 2);

    (void)state;
    assert_true(u != draw_at(other, TEST_PURPOSE(1), 5, 77, 2));
    assert_true(u != draw_at(key, TEST_PURPOSE(2), 5, 77, 2));
    assert_true(u != draw_at(key, TEST_PURPOSE(1), 6, 77, 2));
    assert_true(u != draw_at(key, TEST_PURPOSE(1), -5, 77, 2));
    assert_true(u != draw_at(key, TEST_PURPOSE(1), 5, 78, 2));
    assert_true(u != draw_at(key, TEST_PURPOSE(1), 5, 77 | 1ull << 63, 2));
    assert_true(u != draw_at(key, TEST_PURPOSE(1), 5, 77, 3));
    assert_near(u, draw_at(key, TEST_PURPOSE(1), 5, 77, 2), 0);
}

static int
compare_u64(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* What people type: seeds and replicates 0, 1, 2...; a key that were a sum
 * would meet itself. */
static void
neighbouring_seeds_and_replicates_differ(void **state)
{
    enum { SIDE = 100 };
    uint64_t keys[SIDE * SIDE];
    int bits = 0;

    (void)state;
    for (uint32_t s = 0; s < SIDE; s++)
        for (uint32_t r = 0; r < SIDE; r++) {
            struct draw_key k = draw_key_for(s, r);
            keys[s * SIDE + r] = (uint64_t)k.word[0] << 32 | k.word[1];
        }
    for (size_t i = 0; i + 1 < SIDE * SIDE; i++)
        for (uint64_t x = keys[i] ^ keys[i + 1]; x; x &= x - 1)
            bits++;
    /* Half of 64 bits change; sd of one change is 4. */
    assert_near((double)bits / (SIDE * SIDE - 1), 32, 4 * 4.0 / SIDE);
    qsort(keys, SIDE * SIDE, sizeof *keys, compare_u64);
    for (size_t i = 0; i + 1 < SIDE * SIDE; i++)
        assert_true(keys[i] != keys[i + 1]);
    /* A seed above 2^32 counts in full. */
    assert_true(draw_key_for(1, 0).word[0] != draw_key_for(1 | 1ull << 32,
                                                           0).word[0]);
}

/* Neighbouring entities, weeks and indices of one run are not correlated. */
static void
neighbours_in_an_address_are_independent(void **state)
{
    enum { N = 20000 };
    const struct draw_key key = draw_key_for(5, 0), next = draw_key_for(6, 0);
    double product[4] = { 0 };

    (void)state;
    for (uint32_t i = 0; i < N; i++) {
        double u = draw_at(key, TEST_PURPOSE(3), 9, i, 0) - 0.5;
        product[0] += u * (draw_at(key, TEST_PURPOSE(3), 9, i + 1, 0) - 0.5);
        product[1] += u * (draw_at(key, TEST_PURPOSE(3), 10, i, 0) - 0.5);
        product[2] += u * (draw_at(key, TEST_PURPOSE(3), 9, i, 1) - 0.5);
        product[3] += u * (draw_at(next, TEST_PURPOSE(3), 9, i, 0) - 0.5);
    }
    /* The product of two independent ones has sd 1/12. */
    for (int k = 0; k < 4; k++)
        assert_near(product[k] / N, 0, 4 / 12.0 / sqrt(N));
}

static void
quantiles_are_right(void **state)
{
    (void)state;
    assert_near(draw_normal(0.5), 0, 1e-16);
    /* The 97.5 % point of the normal, to the digits of GSL. */
    assert_near(draw_normal(0.975), 1.959963984540054, 1e-14);
    assert_near(draw_normal(0.025), -1.959963984540054, 1e-14);
    assert_near(draw_exponential(exp(-1)), 1, 1e-15);
    assert_true(draw_exponential(map_of(0)) < 37);
    assert_true(draw_exponential(map_of(UINT64_MAX)) > 0);
    assert_true(fabs(draw_normal(map_of(0))) < 9);
    for (double u = 0.0005; u < 1; u += 0.001)
        for (double mean = 0.02; mean < 400; mean *= 5) {
            unsigned k = draw_poisson(u, mean, exp(-mean));
            assert_true(gsl_cdf_poisson_P(k, mean) > u - 1e-12);
            assert_true(k == 0 || gsl_cdf_poisson_P(k - 1, mean) <= u + 1e-12);
        }
    assert_int_equal(draw_poisson(0.99, 0, 1), 0);
}

/* --- laws of the bulk samplers
 * -------------------------------------------- */

static double
sample(const gsl_rng *r, const char *law)
{
    const char *n = strstr(law, "n="), *p = strstr(law, "p=");
    char *end;

    if (!strncmp(law, "poisson", 7))
        return gsl_ran_poisson(r, atof(law + 7));
    double chance = strtod(p + 2, &end);
    if (*end == '/')
        chance /= strtod(end + 1, NULL);
    return (double)draws_binomial(r->state, strtoll(n + 2, NULL, 10), chance);
}

/* Chi-square of the whole law on both sides of the mean at which the sampler
 * changes, and where nobody, everybody or almost everybody is drawn.  A cell
 * expects at least 5; a correct sampler fails once in a million seeds. */
static void
binomials_have_their_law(void **state)
{
    enum { N = 40000, CELLS = 64 };
    static const struct { int64_t n; double p; } c[] = {
        { 1, 0.5 }, { 1, 0.001 }, { 3, 0.9 }, { 9, 0.999 }, { 12, 0.5 },
        { 1000000, 1e-6 }, { 40, 0.2 }, { 33, 0.3 }, { 34, 0.3 },
        { 25, 0.5 }, { 4000000, 1.2e-6 } };

    (void)state;
    for (size_t k = 0; k < sizeof c / sizeof *c; k++) {
        struct draws d = draws_in(draw_key_for(7, 0), TEST_PURPOSE(7), 0, k);
        double count[CELLS] = { 0 }, x2 = 0, rest = N, seen = 0;
        int cells = 0;
        for (int i = 0; i < N; i++) {
            int64_t x = draws_binomial(&d, c[k].n, c[k].p);
            assert_true(x >= 0 && x <= c[k].n && x < CELLS);
            count[x]++;
        }
        for (unsigned x = 0; x < CELLS; x++) {
            double want = N * gsl_ran_binomial_pdf(x, c[k].p,
                                                   (unsigned)c[k].n);
            if (want < 5 || rest - want < 5)
                continue;
            x2 += (count[x] - want) * (count[x] - want) / want;
            rest -= want;
            seen += count[x];
            cells++;
        }
        x2 += (N - seen - rest) * (N - seen - rest) / rest;
        assert_true(gsl_cdf_chisq_Q(x2, cells) > 1e-6);
    }
}

static void
check_moments(const struct oracle *o, size_t row,
              double (*one)(const gsl_rng *, const char *))
{
    enum { N = 20000 };
    const char *law = oracle_text(o, row, "distribution");
    const double mean = oracle_number(o, row, "mean");
    const double var = oracle_number(o, row, "var");
    const double spread = oracle_number(o, row, "var_of_squared_dev");
    struct draws d = draws_in(draw_key_for(2017, 0), TEST_PURPOSE(4), 1, row);
    const gsl_rng r = draws_gsl(&d);
    double sum = 0, squares = 0;

    for (int i = 0; i < N; i++) {
        double x = one(&r, law) - mean;
        sum += x;
        squares += x * x;
    }
    assert_near(sum / N, 0, 4 * sqrt(var / N));
    /* A coin has (x - 1/2)^2 = 1/4 always, so that its band is 0. */
    assert_near(squares / N, var, 4 * sqrt(spread / N) + 1e-12);
}

static double
sample_by_inversion(const gsl_rng *r, const char *law)
{
    double mean = atof(law + 7);

    return draw_poisson(gsl_rng_uniform(r), mean, exp(-mean));
}

static void
samplers_on_a_private_sequence_have_the_right_moments(void **state)
{
    struct oracle o;
    int tried = 0;

    (void)state;
    oracle_load(&o, "o15_moments.csv");
    for (size_t row = 0; row < o.n_rows; row++) {
        const char *law = oracle_text(&o, row, "distribution");
        int is_poisson = !strncmp(law, "poisson", 7);
        if (!is_poisson && strncmp(law, "binomial", 8))
            continue;
        check_moments(&o, row, sample);
        if (is_poisson)
            check_moments(&o, row, sample_by_inversion);
        tried++;
    }
    assert_int_equal(tried, 15);
    oracle_free(&o);
}

static void
private_sequence_is_the_words_of_its_blocks(void **state)
{
    const struct draw_key key = draw_key_for(8, 1);
    struct draws d = draws_in(key, TEST_PURPOSE(5), 3, 12);
    gsl_rng r = draws_gsl(&d);
    uint32_t out[4];

    (void)state;
    for (uint32_t i = 0; i < 11; i++) {
        draw_block(key, TEST_PURPOSE(5), 3, 12, i / 4, out);
        assert_true(gsl_rng_get(&r) == out[i % 4]);
    }
    gsl_rng_set(&r, 123);       /* starts again, whatever the number */
    draw_block(key, TEST_PURPOSE(5), 3, 12, 0, out);
    assert_true(gsl_rng_get(&r) == out[0]);
    assert_true(gsl_rng_max(&r) == UINT32_MAX && gsl_rng_min(&r) == 0);
}

/* --- thin, race, invert
 * --------------------------------------------------- */

static double
chi_square(const int got[], const double want[], int n)
{
    double sum = 0;

    for (int i = 0; i < n; i++)
        sum += (got[i] - want[i]) * (got[i] - want[i]) / want[i];
    return sum;
}

/* Candidates at the most a rate can be, thinned to the rate of two arms: each
 * has its law, and what the lower one has the higher one has too. */
static void
thinning_gives_each_arm_its_rate_and_the_same_luck(void **state)
{
    enum { WEEKS = 20000 };
    const struct draw_key key = draw_key_for(2385, 0);
    const double most = 0.8, high = 0.5, low = 0.2;
    double opened[2] = { 0 };

    (void)state;
    for (int32_t t = 0; t < WEEKS; t++) {
        double u = draw_at(key, TEST_PURPOSE(6), t, 1, 0);
        uint32_t n = draw_poisson(u, most, exp(-most));
        for (uint32_t i = 0; i < n; i++) {
            double v = draw_at(key, TEST_PURPOSE(7), t, i, 0);
            assert_true(!(v < low / most) || v < high / most);
            opened[0] += v < high / most;
            opened[1] += v < low / most;
        }
    }
    /* Poisson: variance = mean. */
    assert_near(opened[0] / WEEKS, high, 4 * sqrt(high / WEEKS));
    assert_near(opened[1] / WEEKS, low, 4 * sqrt(low / WEEKS));
}

/* The largest V_a + Gumbel_a is the smallest E_a exp(-V_a), on the same
 * uniforms, and has the law of the logit. */
static void
race_is_the_logit_and_the_gumbel_maximum(void **state)
{
    enum { RACES = 20000, M = 4 };
    static const double v[M] = { 0.2, -0.9, 1.1, 0.6 };
    const struct draw_key key = draw_key_for(2385, 1);
    double want[M], total = 0;
    int won[M] = { 0 };

    (void)state;
    for (uint64_t i = 0; i < RACES; i++) {
        double most = -INFINITY, least = INFINITY;
        int gumbel = -1, race = -1;
        for (int a = 0; a < M; a++) {
            double u = draw_at(key, TEST_PURPOSE(8), 0, i, (uint32_t)a);
            double e = draw_exponential(u);
            if (v[a] - log(e) > most) {
                most = v[a] - log(e);
                gumbel = a;
            }
            if (e * exp(-v[a]) < least) {
                least = e * exp(-v[a]);
                race = a;
            }
        }
        assert_int_equal(gumbel, race);
        won[race]++;
    }
    for (int a = 0; a < M; a++)
        total += exp(v[a]);
    for (int a = 0; a < M; a++)
        want[a] = RACES * exp(v[a]) / total;
    assert_true(chi_square(won, want, M) < oracle_chi2_limit(M - 1));
}

/* A severity by the quantile of one uniform. */
static void
inversion_has_the_law_of_its_table(void **state)
{
    enum { N = 20000, M = 5 };
    static const double chance[M] = { 0.12, 0.42, 0.34, 0.11, 0.01 };
    const struct draw_key key = draw_key_for(2385, 2);
    double want[M];
    int got[M] = { 0 };

    (void)state;
    for (uint64_t i = 0; i < N; i++) {
        double u = draw_at(key, TEST_PURPOSE(3), 0, i, 1);
        int k = 0;
        for (; k < M - 1 && u >= chance[k]; k++)
            u -= chance[k];
        got[k]++;
    }
    for (int k = 0; k < M; k++)
        want[k] = N * chance[k];
    assert_true(chi_square(got, want, M) < oracle_chi2_limit(M - 1));
}

/* --- purposes and entities
 * ------------------------------------------------ */

/* A repeated number does not compile in draw.c; a repeated name would not
 * here. Twelve bits of the counter hold the number. */
static void
no_two_purposes_share_a_number_or_a_name(void **state)
{
    static const struct { int number; const char *name; } list[] = {
#define PURPOSE(name, number, what) { (number), #name },
#include "base/purposes.def"
#undef PURPOSE
    };
    const size_t n = sizeof list / sizeof *list;

    (void)state;
    for (size_t i = 0; i < n; i++) {
        assert_in_range(list[i].number, 1, (1 << 12) - 1);
        assert_string_equal(purpose_name((enum purpose)list[i].number),
                            list[i].name);
        assert_true(strlen(purpose_meaning((enum purpose)list[i].number)) > 0);
        for (size_t j = 0; j < i; j++) {
            assert_true(list[i].number != list[j].number);
            assert_string_not_equal(list[i].name, list[j].name);
        }
    }
    assert_string_equal(purpose_name((enum purpose)0), "unknown");
}

static void
state_codes_are_three_capitals(void **state)
{
    static const char *const bad[] = { "", "US", "usa", "USAX", "U1A", "U A" };
    char text[4];

    (void)state;
    state_code_text(state_code_of("USA"), text);
    assert_string_equal(text, "USA");
    state_code_text(state_code_of("ZZZ"), text);
    assert_string_equal(text, "ZZZ");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(state_code_of(bad[i]), 0);
}

static void
entities_of_different_things_differ(void **state)
{
    const state_code a = state_code_of("CHN"), b = state_code_of("USA");
    const uint64_t parent = entity_candidate(7, a, 2, b);
    const uint64_t all[] = {
        entity_state(a), entity_state(b), entity_pair(a, b),
        entity_dyad(a, b), entity_dyad(b, a), entity_name("Microsoft"),
        entity_name("Apple"), parent, entity_candidate(-7, a, 2, b),
        entity_candidate(7, b, 2, a), entity_candidate(7, a, 3, b),
        entity_candidate(7, a, 2, 0), entity_mix(parent, TEST_PURPOSE(9), 1),
        entity_mix(parent, TEST_PURPOSE(9), 2),
        entity_mix(parent, TEST_PURPOSE(10), 1),
        entity_mix(parent + 1, TEST_PURPOSE(9), 1), entity_cell(a, 1),
        entity_cell(a, 2), entity_cell(b, 1), entity_imposed(1),
        entity_imposed(2), entity_person(1), entity_person(2)
    };
    const size_t n = sizeof all / sizeof *all;

    (void)state;
    assert_true(entity_pair(a, b) == entity_pair(b, a));
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            assert_true(all[i] != all[j]);
    assert_int_equal(entity_state(a) >> 60, ENTITY_STATE);
    assert_int_equal(entity_mix(parent, TEST_PURPOSE(9), 1) >> 60, ENTITY_MIX);
    assert_int_equal(entity_name("Apple") >> 60, ENTITY_NAME);
}

/* Neighbours must not share luck: each bit of what a key is made of moves each
 * of its 60 bits half of the time.  6 sd of a binomial: by chance a correct
 * program fails once in 40,000 seeds. */
static void
every_bit_of_an_input_moves_half_the_bits_of_a_mixed_key(void **state)
{
    enum { TRIES = 400, BITS = 60, LIMIT = 60, N_OF = 3 };
    static const char *const name[N_OF] = { "parent", "author", "ecosystem" };
    const struct draw_key key = draw_key_for(2385, 3);

    (void)state;
    for (int in = 0; in < 64; in++) {
        int moved[N_OF][BITS] = { { 0 } };
        for (uint64_t k = 0; k < TRIES; k++) {
            uint32_t w[4];
            draw_block(key, TEST_PURPOSE(4), 0, k, 0, w);
            uint64_t a = (uint64_t)w[0] << 32 | w[1];
            uint64_t b = (uint64_t)w[2] << 32 | w[3];
            uint64_t flip = (uint64_t)1 << in;
            uint64_t was = entity_mix(a, TEST_PURPOSE(9), b);
            uint64_t is[N_OF] = {
                was ^ entity_mix(a ^ flip, TEST_PURPOSE(9), b),
                was ^ entity_mix(a, TEST_PURPOSE(9), b ^ flip),
                entity_cell(0, a) ^ entity_cell(0, a ^ flip) };
            for (int out = 0; out < BITS; out++)
                for (int of = 0; of < N_OF; of++)
                    moved[of][out] += (is[of] >> out & 1) != 0;
        }
        for (int out = 0; out < BITS; out++)
            for (int of = 0; of < N_OF; of++)
                if (abs(moved[of][out] - TRIES / 2) > LIMIT)
                    fail_msg("bit %d of the %s moves bit %d in %d of %d", in,
                             name[of], out, moved[of][out], TRIES);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_philox_of_ten_rounds),
        cmocka_unit_test(digest_of_many_blocks_is_right),
        cmocka_unit_test(uniforms_are_exact_at_both_ends),
        cmocka_unit_test(uniforms_are_read_off_the_block_by_index),
        cmocka_unit_test(draw_depends_on_its_whole_address_only),
        cmocka_unit_test(neighbouring_seeds_and_replicates_differ),
        cmocka_unit_test(neighbours_in_an_address_are_independent),
        cmocka_unit_test(quantiles_are_right),
        cmocka_unit_test(
            samplers_on_a_private_sequence_have_the_right_moments),
        cmocka_unit_test(binomials_have_their_law),
        cmocka_unit_test(private_sequence_is_the_words_of_its_blocks),
        cmocka_unit_test(thinning_gives_each_arm_its_rate_and_the_same_luck),
        cmocka_unit_test(race_is_the_logit_and_the_gumbel_maximum),
        cmocka_unit_test(inversion_has_the_law_of_its_table),
        cmocka_unit_test(no_two_purposes_share_a_number_or_a_name),
        cmocka_unit_test(state_codes_are_three_capitals),
        cmocka_unit_test(entities_of_different_things_differ),
        cmocka_unit_test(
            every_bit_of_an_input_moves_half_the_bits_of_a_mixed_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
