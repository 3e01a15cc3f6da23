/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sequential.c - Wald's test and the posterior of many suspects: against
 * tables, against the definition worked out the long way, and by simulation
 * with fixed seeds and bands of 4 standard errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "base/draw.h"
#include "support/near.h"
#include "support/oracle.h"
#include "support/purpose.h"
#include "theory/sequential.h"

static double
uniform(struct draws *d)
{
    return draws_uniform(d);
}

static double
normal(struct draws *d)
{
    return draw_normal(draws_uniform(d));
}

static struct draws
draws_of(uint64_t seed, uint64_t run)
{
    return draws_in(draw_key_for(seed, 0), TEST_PURPOSE(0), 0, run);
}

/* --- two hypotheses ------------------------------------------------------ */

static void
boundaries_and_continuous_path_agree_with_the_table(void **state)
{
    struct oracle o;

    (void)state;
    oracle_load(&o, "o02_sprt.csv");
    assert_int_equal(o.n_rows, 25);
    for (size_t row = 0; row < o.n_rows; row++) {
        struct sprt s = sprt_bounds(oracle_number(&o, row, "alpha"),
                                    oracle_number(&o, row, "beta"));
        double d = oracle_number(&o, row, "d");
        double n0 = oracle_number(&o, row, "EN0_brownian");
        double n1 = oracle_number(&o, row, "EN1_brownian");
        assert_close(s.lower, oracle_number(&o, row, "lnB"), 1e-14);
        assert_close(s.upper, oracle_number(&o, row, "lnA"), 1e-14);
        assert_near(sprt_weeks_h0(s, d), n0, 1e-12 * n0);
        assert_near(sprt_weeks_h1(s, d), n1, 1e-12 * n1);
    }
    oracle_free(&o);
}

static void
verdict_is_given_on_the_boundary(void **state)
{
    const struct sprt s = { -2, 3 };

    (void)state;
    assert_int_equal(sprt_verdict(s, -2), -1);
    assert_int_equal(sprt_verdict(s, 3), 1);
    assert_int_equal(sprt_verdict(s, -1.99), 0);
    assert_int_equal(sprt_verdict(s, 2.99), 0);
}

struct outcome {
    double wrong, weeks;        /* share, mean */
};

/* Weekly walks of the log-likelihood ratio, drift +-d^2/2 and variance d^2. */
static struct outcome
walk_sprt(struct sprt s, double d, int truth, uint64_t seed, int runs)
{
    struct outcome out = { 0, 0 };

    for (int run = 0; run < runs; run++) {
        struct draws from = draws_of(seed, (uint64_t)run);
        double ratio = 0;
        int weeks = 0, verdict = 0;
        while (!verdict) {
            ratio += truth * d * d / 2 + d * normal(&from);
            weeks++;
            verdict = sprt_verdict(s, ratio);
        }
        out.wrong += verdict != truth;
        out.weeks += weeks;
    }
    out.wrong /= runs;
    out.weeks /= runs;
    return out;
}

/* Not against the wished errors: a weekly walk oversteps the boundaries. */
static void
weekly_test_errs_and_lasts_as_the_integral_equation_says(void **state)
{
    enum { RUNS = 10000 };
    static const struct { double alpha, beta, d; } rows[] = {
        { 0.05, 0.05, 0.5 }, { 0.05, 0.05, 1 }, { 0.05, 0.10, 1 }
    };
    struct oracle o;
    int tried = 0;

    (void)state;
    oracle_load(&o, "o02_sprt.csv");
    for (size_t row = 0; row < o.n_rows; row++)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            double d = oracle_number(&o, row, "d");
            double alpha = oracle_number(&o, row, "alpha");
            double beta = oracle_number(&o, row, "beta");
            if (d != rows[i].d || alpha != rows[i].alpha
                || beta != rows[i].beta)
                continue;
            struct sprt s = sprt_bounds(alpha, beta);
            struct outcome h0 = walk_sprt(s, d, -1, 100 + row, RUNS);
            struct outcome h1 = walk_sprt(s, d, 1, 200 + row, RUNS);
            double e0 = oracle_number(&o, row, "err0_discrete");
            double e1 = oracle_number(&o, row, "err1_discrete");
            assert_near(h0.wrong, e0, 4 * sqrt(e0 * (1 - e0) / RUNS));
            assert_near(h1.wrong, e1, 4 * sqrt(e1 * (1 - e1) / RUNS));
            assert_near(h0.weeks, oracle_number(&o, row, "EN0_discrete"),
                        4 * oracle_number(&o, row, "sdN0") / sqrt(RUNS));
            assert_near(h1.weeks, oracle_number(&o, row, "EN1_discrete"),
                        4 * oracle_number(&o, row, "sdN1") / sqrt(RUNS));
            tried++;
        }
    assert_int_equal(tried, 3);
    oracle_free(&o);
}

/* --- many suspects ------------------------------------------------------- */

/* Two suspects, the true one with mean mu (1-f) and a decoy with mu f; the
 * investigator believes in no flag. */
static struct outcome
walk_pair(double threshold, double mu, double f, uint64_t seed, int runs)
{
    const struct inquiry q = { .n_suspects = 2, .d = { mu, mu } };
    struct outcome out = { 0, 0 };

    for (int run = 0; run < runs; run++) {
        struct draws from = draws_of(seed, (uint64_t)run);
        double sum[2] = { 0, 0 }, posterior;
        int weeks = 0, named = -1;
        while (named < 0) {
            sum[0] += mu * (1 - f) + normal(&from);
            sum[1] += mu * f + normal(&from);
            weeks++;
            named = inquiry_leader(&q, sum, weeks, threshold, &posterior);
        }
        assert_true(posterior >= threshold);
        out.wrong += named != 0;
        out.weeks += weeks;
    }
    out.wrong /= runs;
    out.weeks /= runs;
    return out;
}

static void
naive_pair_is_deceived_as_the_integral_equation_says(void **state)
{
    enum { RUNS = 10000 };
    struct oracle o;
    int tried = 0;

    (void)state;
    oracle_load(&o, "o02_falseflag_K2.csv");
    for (size_t row = 0; row < o.n_rows; row++) {
        double threshold = oracle_number(&o, row, "threshold");
        double mu = oracle_number(&o, row, "mu");
        double f = oracle_number(&o, row, "f");
        if (threshold != 0.9 || mu != 0.5 || (f != 0 && f != 0.25 && f != 0.5))
            continue;
        struct outcome got = walk_pair(threshold, mu, f, 300 + row, RUNS);
        double wrong = oracle_number(&o, row, "p_wrong_exact_discrete");
        assert_near(got.wrong, wrong, 4 * sqrt(wrong * (1 - wrong) / RUNS));
        assert_near(got.weeks, oracle_number(&o, row, "EN_exact"),
                    4 * oracle_number(&o, row, "sdN") / sqrt(RUNS));
        /* Bayes: with no flag the error is below 1 - threshold. */
        assert_true(f > 0 || got.wrong < 1 - threshold);
        tried++;
    }
    assert_int_equal(tried, 3);
    oracle_free(&o);
}

/* A random inquiry, of 1 to 9 suspects, with and without a non-state. */
static struct inquiry
random_inquiry(struct draws *from)
{
    struct inquiry q = { .n_suspects = 1 + (int)(9 * uniform(from)) };

    q.has_nonstate = uniform(from) < 0.5;
    q.flag_share = uniform(from) < 0.2 ? 0 : 0.3 * uniform(from);
    q.flag_strength = 0.6 * uniform(from);
    for (int k = 0; k < q.n_suspects; k++) {
        q.log_prior[k] = 2 * log(uniform(from));
        q.d[k] = 0.2 + 0.8 * uniform(from);
    }
    return q;
}

/* Draw a culprit by the prior. */
static int
culprit_of(const struct inquiry *q, struct draws *from)
{
    double total = 0, u = uniform(from);
    int k = 0;

    for (int i = 0; i < q->n_suspects; i++)
        total += exp(q->log_prior[i]);
    for (u *= total; k < q->n_suspects - 1; k++) {
        u -= exp(q->log_prior[k]);
        if (u < 0)
            break;
    }
    return k;
}

/* Evidence as the investigator believes that it comes about. */
static void
evidence_for(const struct inquiry *q, int culprit, int weeks,
             struct draws *from, double sum[])
{
    int states = q->n_suspects - q->has_nonstate;
    int others = states - (culprit < states), framed = -1;

    if (others > 0 && uniform(from) < q->flag_share) {
        framed = (int)(others * uniform(from));
        framed += culprit < states && framed >= culprit;
    }
    for (int k = 0; k < q->n_suspects; k++) {
        double mean = 0;
        if (k == culprit)
            mean = q->d[k] * (framed >= 0 ? 1 - q->flag_strength : 1);
        else if (k == framed)
            mean = q->d[culprit] * q->flag_strength;
        sum[k] = weeks * mean + sqrt(weeks) * normal(from);
    }
}

/* Prior x likelihood of one hypothesis from its mean vector, long double. */
static long double
hypothesis(const struct inquiry *q, int k, int m, const double sum[],
           double weeks)
{
    long double l = q->log_prior[k];

    for (int i = 0; i < q->n_suspects; i++) {
        long double mean = 0;
        if (i == k)
            mean = q->d[k] * (m < 0 ? 1 : 1 - (long double)q->flag_strength);
        else if (i == m)
            mean = q->d[k] * (long double)q->flag_strength;
        l += sum[i] * mean - weeks * mean * mean / 2;
    }
    return expl(l);
}

/* The definition, hypothesis by hypothesis. */
static void
posterior_the_long_way(const struct inquiry *q, const double sum[],
                       double weeks, double posterior[])
{
    int states = q->n_suspects - q->has_nonstate;
    long double total = 0, mass[SUSPECTS_MOST];

    for (int k = 0; k < q->n_suspects; k++) {
        int others = states - (k < states);
        long double share = others > 0 ? q->flag_share : 0;
        mass[k] = (1 - share) * hypothesis(q, k, -1, sum, weeks);
        for (int m = 0; m < states; m++)
            if (m != k)
                mass[k] += share / others
                         * hypothesis(q, k, m, sum, weeks);
        total += mass[k];
    }
    for (int k = 0; k < q->n_suspects; k++)
        posterior[k] = (double)(mass[k] / total);
}

static void
posterior_is_that_of_the_definition(void **state)
{
    enum { CASES = 3000 };

    (void)state;
    for (uint64_t i = 0; i < CASES; i++) {
        struct draws from = draws_of(11, i);
        struct inquiry q = random_inquiry(&from);
        double sum[SUSPECTS_MOST], got[SUSPECTS_MOST], want[SUSPECTS_MOST];
        double total = 0;
        int weeks = (int)(60 * uniform(&from));
        evidence_for(&q, culprit_of(&q, &from), weeks, &from, sum);
        inquiry_posterior(&q, sum, weeks, got);
        posterior_the_long_way(&q, sum, weeks, want);
        for (int k = 0; k < q.n_suspects; k++) {
            /* Exponents to 100 are rounded at 1e-14. */
            assert_near(got[k], want[k], 1e-13);
            total += got[k];
        }
        assert_near(total, 1, 1e-15 * SUSPECTS_MOST);
    }
}

static int
leader_by_posterior(const struct inquiry *q, const double sum[], double weeks,
                    double threshold, double *posterior)
{
    double p[SUSPECTS_MOST];

    inquiry_posterior(q, sum, weeks, p);
    for (int k = 0; k < q->n_suspects; k++)
        if (p[k] >= threshold) {
            *posterior = p[k];
            return k;
        }
    return -1;
}

static void
bounds_change_no_decision(void **state)
{
    enum { CASES = 30000 };
    static const double thresholds[] = { 0.6, 0.9, 0.95, 0.97, 0.999 };
    int named = 0;

    (void)state;
    for (uint64_t i = 0; i < CASES; i++) {
        struct draws from = draws_of(12, i);
        struct inquiry q = random_inquiry(&from);
        double sum[SUSPECTS_MOST], got = -1, want = -1;
        int weeks = (int)(40 * uniform(&from));
        evidence_for(&q, culprit_of(&q, &from), weeks, &from, sum);
        double thr = thresholds[i % 5];
        int who = leader_by_posterior(&q, sum, weeks, thr, &want);
        assert_int_equal(inquiry_leader(&q, sum, weeks, thr, &got), who);
        assert_near(got, want, 0);
        named += who >= 0;
    }
    /* Neither answer is rare, so that both are tried. */
    assert_in_range(named, CASES / 5, CASES * 4 / 5);
}

/* On the very boundary rounding could tip the bounds: the threshold is put at
 * the leader's posterior itself. */
static void
posterior_equal_to_the_threshold_is_enough(void **state)
{
    enum { CASES = 3000 };

    (void)state;
    for (uint64_t i = 0; i < CASES; i++) {
        struct draws from = draws_of(13, i);
        struct inquiry q = random_inquiry(&from);
        double sum[SUSPECTS_MOST], p[SUSPECTS_MOST], got = -1;
        int leader = 0;
        evidence_for(&q, culprit_of(&q, &from), 20, &from, sum);
        inquiry_posterior(&q, sum, 20, p);
        for (int k = 1; k < q.n_suspects; k++)
            leader = p[k] > p[leader] ? k : leader;
        if (p[leader] <= 0.5 || p[leader] == 1)
            continue;
        assert_int_equal(inquiry_leader(&q, sum, 20, p[leader], &got), leader);
        assert_int_equal(inquiry_leader(&q, sum, 20,
                                        nextafter(p[leader], 1), &got), -1);
    }
}

/* Where a flag explains the leader's evidence and nothing explains the
 * rivals', they pay for their chance of a flag and the leader does not. */
static void
rival_without_an_excuse_is_bounded_too(void **state)
{
    const struct inquiry q = { .n_suspects = 3, .has_nonstate = 1,
                               .log_prior = { -20.3, 0, -1.5 },
                               .d = { 1, 0.1, 0.1 }, .flag_share = 0.3,
                               .flag_strength = 0.5 };
    const double sum[3] = { 5, 65, 65 };
    double p[3], got = 0;

    (void)state;
    inquiry_posterior(&q, sum, 20, p);
    assert_true(p[0] > 0.85 && p[0] < 0.95);
    assert_int_equal(inquiry_leader(&q, sum, 20, p[0], &got), 0);
}

/* --- calibration --------------------------------------------------------- */

enum { BINS = 7 };      /* .3-.4, ..., .9-1 of the leader's posterior */

struct calibration {
    double believed[BINS], right[BINS];
    int    n[BINS];
};

static void
calibration_add(struct calibration *c, const double p[], int n, int culprit)
{
    int leader = 0;

    for (int k = 1; k < n; k++)
        leader = p[k] > p[leader] ? k : leader;
    int bin = (int)(10 * p[leader]) - 3;
    if (bin < 0)
        return;
    if (bin >= BINS)
        bin = BINS - 1;
    c->believed[bin] += p[leader];
    c->right[bin] += leader == culprit;
    c->n[bin]++;
}

/* One culprit in four flies a strong flag. */
static void
calibrate(struct calibration *flags, struct calibration *naive)
{
    enum { CASES = 40000, WEEKS = 24 };
    struct inquiry q = { .n_suspects = 9, .has_nonstate = 1,
                         .flag_share = 0.25, .flag_strength = 0.5 };

    for (int k = 0; k < 9; k++) {
        q.log_prior[k] = -log(1 + k);
        q.d[k] = 0.6 - 0.03 * k;
    }
    struct inquiry trusting = q;
    trusting.flag_share = 0;
    for (uint64_t i = 0; i < CASES; i++) {
        struct draws from = draws_of(14, i);
        double sum[SUSPECTS_MOST], p[SUSPECTS_MOST];
        int culprit = culprit_of(&q, &from);
        int weeks = 1 + (int)(WEEKS * uniform(&from));
        evidence_for(&q, culprit, weeks, &from, sum);
        inquiry_posterior(&q, sum, weeks, p);
        calibration_add(flags, p, 9, culprit);
        inquiry_posterior(&trusting, sum, weeks, p);
        calibration_add(naive, p, 9, culprit);
    }
}

/* 3 points: at least 2000 cases a bin, so that 3 points are 2.7 to 4 standard
 * errors; the seed is fixed. */
static void
belief_is_right_as_often_as_it_says(void **state)
{
    struct calibration flags = { 0 }, naive = { 0 };
    double worst = 0;

    (void)state;
    calibrate(&flags, &naive);
    for (int b = 0; b < BINS; b++) {
        assert_true(flags.n[b] >= 2000);
        assert_near(flags.right[b] / flags.n[b],
                    flags.believed[b] / flags.n[b], 0.03);
        worst = fmax(worst, (naive.believed[b] - naive.right[b]) / naive.n[b]);
    }
    /* Who does not reckon with flags is sure too often. */
    assert_true(worst > 0.06);
}

/* --- limits -------------------------------------------------------------- */

static void
without_evidence_the_posterior_is_the_prior(void **state)
{
    struct inquiry q = { .n_suspects = 3, .has_nonstate = 1,
                         .log_prior = { -1, -2, -3 }, .d = { 0.5, 0.4, 0.3 },
                         .flag_share = 0.1, .flag_strength = 0.3 };
    const double none[3] = { 0, 0, 0 }, some[3] = { 2, -1, 3 };
    const double total = exp(-1) + exp(-2) + exp(-3);
    double p[3], posterior;

    (void)state;
    inquiry_posterior(&q, none, 0, p);
    for (int k = 0; k < 3; k++)
        assert_near(p[k], exp(q.log_prior[k]) / total, 1e-15);
    for (int k = 0; k < 3; k++)
        q.d[k] = 0;             /* perfect stealth */
    inquiry_posterior(&q, some, 10, p);
    for (int k = 0; k < 3; k++)
        assert_near(p[k], exp(q.log_prior[k]) / total, 1e-15);
    assert_int_equal(inquiry_leader(&q, some, 10, 0.9, &posterior), -1);
}

static void
only_suspect_is_named_at_once(void **state)
{
    const struct inquiry q = { .n_suspects = 1, .d = { 0.5 },
                               .flag_share = 0.1, .flag_strength = 0.3 };
    const double sum[1] = { -50 };
    double p[1], posterior = 0;

    (void)state;
    inquiry_posterior(&q, sum, 4, p);
    assert_near(p[0], 1, 0);
    assert_int_equal(inquiry_leader(&q, sum, 4, 0.97, &posterior), 0);
    assert_near(posterior, 1, 0);
}

/* State and non-state: the state has nobody to frame, the other can frame
 * it. */
static void
only_the_nonstate_can_frame_the_only_state(void **state)
{
    struct inquiry q = { .n_suspects = 2, .has_nonstate = 1,
                         .d = { 0.5, 0.5 }, .flag_share = 0.2,
                         .flag_strength = 0.4 };
    const double sum[2] = { 6, 1 };
    double p[2], n = 10, d = 0.5, z = 0.4;
    double mine = exp(d * 6 - n * d * d / 2);
    double theirs = 0.8 * exp(d * 1 - n * d * d / 2)
                  + 0.2 * exp((1 - z) * d * 1 + z * d * 6
                              - n * ((1 - z) * (1 - z) + z * z) * d * d / 2);

    (void)state;
    inquiry_posterior(&q, sum, n, p);
    assert_near(p[0], mine / (mine + theirs), 1e-15);
}

static void
flag_without_strength_is_no_flag(void **state)
{
    struct inquiry q = { .n_suspects = 4, .d = { 0.5, 0.4, 0.3, 0.6 },
                         .flag_share = 0.2, .flag_strength = 0 };
    const double sum[4] = { 3, 1, -2, 2.385 };
    double with[4], without[4];

    (void)state;
    inquiry_posterior(&q, sum, 8, with);
    q.flag_share = 0;
    inquiry_posterior(&q, sum, 8, without);
    for (int k = 0; k < 4; k++)
        assert_near(with[k], without[k], 1e-15);
}

static void
overwhelming_evidence_does_not_overflow(void **state)
{
    const struct inquiry q = { .n_suspects = 3, .d = { 5, 5, 5 },
                               .flag_share = 0.1, .flag_strength = 0.5 };
    const double sum[3] = { 5000, -5000, 100 };
    double p[3], posterior;

    (void)state;
    inquiry_posterior(&q, sum, 1000, p);
    assert_near(p[0] + p[1] + p[2], 1, 1e-15);
    assert_int_equal(inquiry_leader(&q, sum, 1000, 0.999, &posterior), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boundaries_and_continuous_path_agree_with_the_table),
        cmocka_unit_test(verdict_is_given_on_the_boundary),
        cmocka_unit_test(
            weekly_test_errs_and_lasts_as_the_integral_equation_says),
        cmocka_unit_test(naive_pair_is_deceived_as_the_integral_equation_says),
        cmocka_unit_test(posterior_is_that_of_the_definition),
        cmocka_unit_test(bounds_change_no_decision),
        cmocka_unit_test(posterior_equal_to_the_threshold_is_enough),
        cmocka_unit_test(rival_without_an_excuse_is_bounded_too),
        cmocka_unit_test(belief_is_right_as_often_as_it_says),
        cmocka_unit_test(without_evidence_the_posterior_is_the_prior),
        cmocka_unit_test(only_suspect_is_named_at_once),
        cmocka_unit_test(only_the_nonstate_can_frame_the_only_state),
        cmocka_unit_test(flag_without_strength_is_no_flag),
        cmocka_unit_test(overwhelming_evidence_does_not_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
