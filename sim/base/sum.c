/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sum.c - SHA-256 by libmd. */
#include "base/sum.h"

#include <sha256.h>
#include <stdio.h>

_Static_assert((int)SUM_TEXT == SHA256_DIGEST_STRING_LENGTH, "hex digits");

int
sum_file(const char *path, char hex[SUM_TEXT])
{
    unsigned char block[4096];
    SHA256_CTX context;
    size_t n;
    FILE *stream = fopen(path, "rb");

    hex[0] = '\0';
    if (stream == NULL)
        return -1;
    SHA256Init(&context);
    while ((n = fread(block, 1, sizeof block, stream)) > 0)
        SHA256Update(&context, block, n);
    const int bad = ferror(stream);
    fclose(stream);
    if (!bad)
        SHA256End(&context, hex);
    return bad ? -1 : 0;
}
