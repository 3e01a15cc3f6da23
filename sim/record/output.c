/* SPDX-License-Identifier: GPL-3.0-or-later */
/* output.c - whole files or none; the contract is output.h. */
#include "record/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int
io_fault(struct fault *f, const char *what, const char *path, int error)
{
    return fault_set(f, FAULT_IO, path, 0, "%s: %s", what, strerror(error));
}

int
output_open(struct output *o, const char *dir, const char *name,
            struct fault *f)
{
    *o = (struct output){ 0 };
    int n = snprintf(o->path, sizeof o->path, "%s/%s", dir, name);
    if (n < 0 || (size_t)n >= sizeof o->path)
        return fault_set(f, FAULT_IO, dir, 0, "the path is too long");
    snprintf(o->temporary, sizeof o->temporary, "%s.XXXXXX", o->path);

    int fd = mkstemp(o->temporary);
    if (fd < 0)
        return io_fault(f, "cannot write here", o->path, errno);
    /* mkstemp gives 0600; a result is as readable as any other file. */
    mode_t mask = umask(0);
    umask(mask);
    if (fchmod(fd, 0666 & ~mask) == 0)
        o->stream = fdopen(fd, "w");
    if (o->stream == NULL) {
        int error = errno;
        close(fd);
        unlink(o->temporary);
        return io_fault(f, "cannot write here", o->path, error);
    }
    return 0;
}

/* In this order: after a failed fprintf both fflush and fclose may succeed. */
static int
write_out(FILE *stream)
{
    int error = 0;

    errno = 0;
    if (ferror(stream) || fflush(stream) != 0 || fsync(fileno(stream)) != 0)
        error = errno != 0 ? errno : ENOSPC;
    if (fclose(stream) != 0 && error == 0)
        error = errno != 0 ? errno : EIO;
    return error;
}

int
output_keep(struct output *o, struct fault *f)
{
    int error = write_out(o->stream);

    o->stream = NULL;
    if (error == 0 && rename(o->temporary, o->path) != 0)
        error = errno;
    if (error != 0) {
        unlink(o->temporary);
        return io_fault(f, "could not be written", o->path, error);
    }
    return 0;
}

void
output_drop(struct output *o)
{
    if (o->stream == NULL)
        return;
    fclose(o->stream);
    unlink(o->temporary);
    o->stream = NULL;
}

int
output_end(struct output *o, int code, struct fault *f)
{
    if (code == 0)
        return output_keep(o, f);
    output_drop(o);
    return code;
}
