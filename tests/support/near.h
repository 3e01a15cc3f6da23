/* SPDX-License-Identifier: GPL-3.0-or-later */
/* near.h - comparing doubles in tests; cmocka 1.1.5 compares floats only. */
#ifndef SUPPORT_NEAR_H
#define SUPPORT_NEAR_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

/* |got - want| <= tolerance; infinities of one sign are equal, NAN is near
 * nothing. */
#define assert_near(got, want, tolerance) \
    near_check((got), (want), (tolerance), #got, __FILE__, __LINE__)

/* |got - want| <= tolerance x max(1, |want|). */
#define assert_close(got, want, tolerance) \
    near_check((got), (want), (tolerance) * fmax(1, fabs(want)), #got, \
               __FILE__, __LINE__)

static inline void
near_check(double got, double want, double tolerance, const char *what,
           const char *file, int line)
{
    if (got == want || fabs(got - want) <= tolerance)
        return;
    print_error("%s is %.17g, not within %.3g of %.17g\n", what, got,
                tolerance, want);
    _fail(file, line);
}

#endif
