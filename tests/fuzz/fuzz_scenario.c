/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_scenario.c - any bytes as a scenario or regime; for libFuzzer.
 *
 * Not part of make check.  From the project's folder, for a minute:
 *
 *     clang -g -O1 -std=c11 -D_POSIX_C_SOURCE=200809L \
 *         -fsanitize=fuzzer,address,undefined -Isim -Itests \
 *         tests/fuzz/fuzz_scenario.c tests/support/folder.c \
 *         sim/base/[a-z]*.c sim/input/[a-z]*.c sim/world/law.c \
 *         sim/world/inputs.c sim/world/tables.c \
 *         -lyaml -lcsv -lgsl -lgslcblas -lmd -lm -o fuzz_scenario
 *     ./fuzz_scenario -max_total_time=60 -max_len=4096 FOLDER_OF_EXAMPLES
 *
 * The input is `mine.yaml` beside a small world (support/folder.h), read as a
 * scenario and as the regime of another.  Each message is printed too. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "input/arm.h"
#include "support/folder.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
leave(void)
{
    folder_leave();
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    if (folder_enter() != 0 || atexit(leave) != 0)
        abort();
    return 0;
}

static void
read_as(const char *typed)
{
    struct arm_request request = { .typed = typed };
    struct faults all = { 0 };
    struct arm a;

    arm_load(&request, &a, &all);
    faults_sort(&all);
    for (size_t k = 0; k < all.n; k++) {
        char text[256];         /* too small on purpose                      */
        fault_print(text, sizeof text, &all.item[k]);
    }
    arm_free(&a);
    faults_free(&all);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (folder_write("mine.yaml", data, size) != 0)
        abort();
    read_as("tiny@mine");
    read_as("mine@calm");
    return 0;
}
