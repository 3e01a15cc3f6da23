/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sum.h - the checksum of a file. */
#ifndef BASE_SUM_H
#define BASE_SUM_H

enum { SUM_TEXT = 65 };         /* 64 hex digits and the end */

/* SHA-256 of a file as hex digits; errno, -1 and "" if it cannot be read. */
int sum_file(const char *path, char hex[SUM_TEXT]);

#endif
