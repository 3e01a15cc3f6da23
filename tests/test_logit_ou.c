/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_logit_ou.c - moments of the logit Ornstein-Uhlenbeck process. */
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
#include "theory/choice.h"
#include "theory/logit_ou.h"

static const double week = 1.0 / 52;

static void
check_row(const struct oracle *o, size_t row)
{
    double theta = oracle_number(o, row, "theta_per_year");
    double sigma = oracle_number(o, row, "sigma");
    double mu = oracle_number(o, row, "mu"), mean, var;
    struct logit_ou exact = logit_ou_exact(theta, sigma, week);
    struct logit_ou euler = logit_ou_euler(theta, sigma, week);

    assert_near(1 - exact.pull, oracle_number(o, row, "phi_weekly"), 1e-15);
    assert_near(exact.noise, oracle_number(o, row, "s_weekly"), 1e-14);
    assert_near(1 - euler.pull, oracle_number(o, row, "phi_euler"), 1e-15);
    assert_close(logit_ou_variance(exact), oracle_number(o, row, "var_X"),
                 1e-13);
    /* Printed with 14 digits. */
    assert_close(logit_ou_variance(euler),
                 oracle_number(o, row, "var_X_euler"), 1e-12);
    assert_near(logit_ou_autocorrelation(exact, 52),
                oracle_number(o, row, "acfX_52"), 1e-13);
    logit_normal_moments(mu, logit_ou_variance(exact), &mean, &var);
    /* The table is right to 1e-12. */
    assert_near(mean, oracle_number(o, row, "mean_p"), 2e-12);
    assert_near(var, oracle_number(o, row, "var_p"), 2e-12);
    assert_near(logistic(mu), oracle_number(o, row, "logistic_mu"), 1e-15);
}

static void
steps_and_moments_agree_with_the_table(void **state)
{
    struct oracle o;

    (void)state;
    oracle_load(&o, "o11_logit_ou.csv");
    assert_int_equal(o.n_rows, 48);
    for (size_t row = 0; row < o.n_rows; row++)
        check_row(&o, row);
    oracle_free(&o);
}

/* pull .02 and noise .06 a week: sd .30 and a half-life of 35 weeks. */
static void
weekly_form_has_the_half_life_it_should(void **state)
{
    const struct logit_ou s = { .pull = 0.02, .noise = 0.06 };

    (void)state;
    assert_near(sqrt(logit_ou_variance(s)), 0.06 / sqrt(1 - 0.98 * 0.98),
                1e-15);
    assert_true(logit_ou_autocorrelation(s, 34) > 0.5);
    assert_true(logit_ou_autocorrelation(s, 35) < 0.5);
}

/* Independent paths from the stationary law stay in it.  Bands of 4 standard
 * errors: sd/sqrt(n) of the mean, v sqrt(2/n) of the variance; fixed seed. */
static void
stationary_law_reproduces_itself(void **state)
{
    enum { PATHS = 4000, STEPS = 30 };
    const struct draw_key key = draw_key_for(2017, 11);
    const struct logit_ou s = { .pull = 0.1, .noise = 0.3 };
    const double v = logit_ou_variance(s), m = -0.7;
    double sum = 0, squares = 0;

    (void)state;
    for (uint64_t i = 0; i < PATHS; i++) {
        double u = draw_at(key, TEST_PURPOSE(0), 0, i, 0);
        double y = m + sqrt(v) * draw_normal(u);
        for (int32_t t = 0; t < STEPS; t++) {
            u = draw_at(key, TEST_PURPOSE(1), t, i, 0);
            y += s.pull * (m - y) + s.noise * draw_normal(u);
        }
        sum += y - m;
        squares += (y - m) * (y - m);
    }
    assert_near(sum / PATHS, 0, 4 * sqrt(v / PATHS));
    assert_near(squares / PATHS, v, 4 * v * sqrt(2.0 / PATHS));
}

static void
without_noise_the_share_is_the_logistic_of_the_mean(void **state)
{
    double mean, var;

    (void)state;
    logit_normal_moments(-1.3, 0, &mean, &var);
    assert_near(mean, logistic(-1.3), 1e-15);
    assert_near(var, 0, 1e-15);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_and_moments_agree_with_the_table),
        cmocka_unit_test(weekly_form_has_the_half_life_it_should),
        cmocka_unit_test(stationary_law_reproduces_itself),
        cmocka_unit_test(without_noise_the_share_is_the_logistic_of_the_mean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
