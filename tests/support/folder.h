/* SPDX-License-Identifier: GPL-3.0-or-later */
/* folder.h - a temporary folder that a test works in, with a small world.
 *
 *     tiny.yaml       three states XAA, XBB, XCC; ten years from 2017-02-14;
 *                     its four tables; members: all; regime calm
 *     free.yaml       the same without members
 *     calm.yaml, house.yaml           regimes: nothing; an agency from 2018
 *     loop-a.yaml, loop-b.yaml        inherit from each other
 *     deep-1.yaml ... deep-5.yaml     each inherits the one before, 1 tiny
 *     a-folder/ */
#ifndef SUPPORT_FOLDER_H
#define SUPPORT_FOLDER_H

#include <stddef.h>

/* Makes the folder and goes there; $DETENTE_SCENARIOS is the project's, seen
 * from the folder in which the test was started.  0, or -1. */
int folder_enter(void);
/* Goes back and removes it with all that is in it. */
int folder_leave(void);
/* 0, or -1. */
int folder_write(const char *name, const void *bytes, size_t size);
/* The file as folder_enter made it; removed if it made none. */
int folder_restore(const char *name);

#endif
