/* SPDX-License-Identifier: GPL-3.0-or-later */
/* child.h - one run of another program, without a shell. */
#ifndef REPORT_CHILD_H
#define REPORT_CHILD_H

enum { CHILD_SAID = 160 };

struct child {
    int code;                   /* exit code; -1: it was killed              */
    char said[CHILD_SAID];      /* the last line of both its outputs that is
                                 * more than blanks, cut; "" if none         */
};

/* Runs argv[0], looked for along PATH, with empty input, and waits for it.  0,
 * or an errno: it could not be run (ENOENT: it is not there). */
int child_run(char *const argv[], struct child *child);

#endif
