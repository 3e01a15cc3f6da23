/* SPDX-License-Identifier: GPL-3.0-or-later */
/* child.c - one run of another program; the contract is child.h. */
#include "report/child.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Both outputs of the child go into `fd`; its input is empty. */
static int
spawn(char *const argv[], int fd, pid_t *child)
{
    posix_spawn_file_actions_t to;
    int bad = posix_spawn_file_actions_init(&to);

    if (bad)
        return bad;
    bad = posix_spawn_file_actions_addopen(&to, 0, "/dev/null", O_RDONLY, 0);
    if (!bad)
        bad = posix_spawn_file_actions_adddup2(&to, fd, 1);
    if (!bad)
        bad = posix_spawn_file_actions_adddup2(&to, fd, 2);
    if (!bad)
        bad = posix_spawnp(child, argv[0], &to, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&to);
    return bad;
}

/* The last line that is more than blanks: gnuplot warns first (of a locale
 * without UTF-8) and says last why it stops.  All is read, so that the child
 * never waits. */
static void
listen(int fd, char said[CHILD_SAID])
{
    char piece[512];
    size_t n = 0;
    ssize_t got;
    bool whole = false;

    while ((got = read(fd, piece, sizeof piece)) > 0 ||
           (got < 0 && errno == EINTR))
        for (ssize_t k = 0; k < got; k++) {
            if (piece[k] == '\n') {
                whole = true;
                continue;
            }
            if (whole && piece[k] > ' ') {
                n = 0;
                whole = false;
            }
            if (!whole && n + 1 < CHILD_SAID && (n > 0 || piece[k] > ' '))
                said[n++] = piece[k];
        }
    said[n] = '\0';
}

static int
wait_for(pid_t child)
{
    int status;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

int
child_run(char *const argv[], struct child *child)
{
    int ends[2];
    pid_t pid;

    *child = (struct child){ .code = -1 };
    if (pipe(ends) != 0)
        return errno;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    const int bad = spawn(argv, ends[1], &pid);
    close(ends[1]);
    if (bad) {
        close(ends[0]);
        return bad;
    }
    listen(ends[0], child->said);
    close(ends[0]);
    const int status = wait_for(pid);
    if (WIFEXITED(status))
        child->code = WEXITSTATUS(status);
    return 0;
}
