/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_csv.c - any bytes as the table of pairs, ecosystems, firms or states.
 *
 * Built and run as fuzz_scenario.c.  The first byte chooses the table. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/csv.h"
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

/* Every field is at a place in the text, whatever the text. */
static void
read_alone(const uint8_t *data, size_t size)
{
    struct faults all = { 0 };
    struct sheet s;
    struct fault f;

    sheet_of(&s, "fuzz.csv", data, size, &all);
    for (size_t row = 0; row < s.n_rows && row < 50; row++)
        for (int c = 0; c < (int)s.n_columns; c++) {
            sheet_fault(&f, &s, row, c, "%.20s", sheet_text(&s, row, c));
            if (f.line < 2 || f.column < 1 || f.width < 1)
                abort();
        }
    sheet_free(&s);
    faults_free(&all);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = { "states.csv", "pairs.csv",
                                         "ecosystems.csv", "firms.csv" };
    struct arm_request request = { .typed = "tiny" };
    struct faults all = { 0 };
    struct arm a;

    if (size == 0)
        return 0;
    const char *name = names[*data % 4];
    read_alone(data + 1, size - 1);
    if (folder_write(name, data + 1, size - 1) != 0)
        abort();
    arm_load(&request, &a, &all);
    arm_free(&a);
    faults_free(&all);
    return folder_restore(name) == 0 ? 0 : -1;
}
