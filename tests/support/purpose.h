/* SPDX-License-Identifier: GPL-3.0-or-later */
/* purpose.h - purposes of the tests' own, from the end of the twelve bits, so
 * that their luck does not change when the model's list does. */
#ifndef SUPPORT_PURPOSE_H
#define SUPPORT_PURPOSE_H

#include "base/draw.h"

/* n in 0..95 */
#define TEST_PURPOSE(n) ((enum purpose)(4000 + (n)))

#endif
