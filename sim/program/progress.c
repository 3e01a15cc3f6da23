/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.c - the bar, the line and the signals; the contract is progress.h.
 */
#include "program/progress.h"

#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BAR = 18 };                      /* columns inside the brackets       */

static const double BAR_EVERY = 0.1;    /* s, between two drawings           */
static const double LINE_EVERY = 30;    /* s, between two lines in a log     */

static double
seconds_between(const struct timespec *a, const struct timespec *b)
{
    return (double)(b->tv_sec - a->tv_sec)
           + (double)(b->tv_nsec - a->tv_nsec) * 1e-9;
}

double
progress_seconds(const struct progress *p)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return seconds_between(&p->began, &now);
}

void
progress_hold(struct progress *p)
{
    *p = (struct progress){ .held = true };
    sigemptyset(&p->signals);
    sigaddset(&p->signals, SIGINT);
    sigaddset(&p->signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &p->signals, &p->before);
}

void
progress_release(struct progress *p)
{
    if (p->held)
        sigprocmask(SIG_SETMASK, &p->before, NULL);
    p->held = false;
}

void
progress_begin(struct progress *p, const struct options *o, size_t n_runs)
{
    p->kind = o->progress;
    p->n_runs = n_runs;
    if (p->kind == PROGRESS_fit)
        p->kind = isatty(STDERR_FILENO) ? PROGRESS_bar : PROGRESS_line;
    if (options_has(o, OPTION_quiet))
        p->kind = PROGRESS_never;
    clock_gettime(CLOCK_MONOTONIC, &p->began);
}

/* The signal is taken away and the next one meets the default: the end. */
bool
progress_is_stopped(struct progress *p)
{
    const struct timespec at_once = { 0 };

    if (p->held && !p->stopped
        && sigtimedwait(&p->signals, NULL, &at_once) > 0) {
        p->stopped = true;
        pthread_sigmask(SIG_UNBLOCK, &p->signals, NULL);
    }
    return p->stopped;
}

static void
draw(struct progress *p, double now)
{
    double share = (double)p->n_done / (double)p->n_runs;
    int full = (int)(share * BAR);
    char bar[BAR + 1];

    memset(bar, '-', BAR);
    memset(bar, '#', (size_t)full);
    bar[BAR] = '\0';
    fprintf(stderr, "\r[%s] %zu/%zu  %.0f s", bar, p->n_done, p->n_runs, now);
    if (p->n_done < p->n_runs)
        fprintf(stderr, ", %.0f s to go  ", now / share - now);
    else
        fputs("                ", stderr);
    fflush(stderr);
    p->drawn = true;
}

bool
progress_go_on(void *data, size_t n_done)
{
    struct progress *p = data;
    double now = progress_seconds(p);

    p->n_done = n_done;
    if (p->kind == PROGRESS_bar
        && (now - p->shown >= BAR_EVERY || n_done == p->n_runs)) {
        p->shown = now;
        draw(p, now);
    } else if (p->kind == PROGRESS_line && now - p->shown >= LINE_EVERY) {
        p->shown = now;
        fprintf(stderr, "%zu of %zu runs, %.0f s, %.0f s to go\n", n_done,
                p->n_runs, now,
                now / (double)n_done * (double)(p->n_runs - n_done));
    }
    return !progress_is_stopped(p);
}

void
progress_end(struct progress *p)
{
    if (p->drawn)
        putc('\n', stderr);
    p->drawn = false;
}

/* ---- threads ------------------------------------------------------------ */

/* A number of CPUs in the environment; 0: not set, or nonsense. */
static int
cpus_named(const char *name)
{
    const char *text = getenv(name);
    long n = text != NULL ? strtol(text, NULL, 10) : 0;

    return n > 0 && n < 100000 ? (int)n : 0;
}

/* Quota of control group v2 in whole CPUs, rounded up; 0: none. */
static int
cpus_of_group(void)
{
    FILE *stream = fopen("/sys/fs/cgroup/cpu.max", "r");
    long quota = 0, period = 0;
    int n = 0;

    if (stream == NULL)
        return 0;
    if (fscanf(stream, "%ld %ld", &quota, &period) == 2 && quota > 0
        && period > 0)
        n = (int)((quota + period - 1) / period);
    fclose(stream);
    return n;
}

int
threads_at_hand(void)
{
    int n = omp_get_num_procs();
    const int limit[] = { cpus_of_group(), cpus_named("OMP_NUM_THREADS"),
                          cpus_named("SLURM_CPUS_PER_TASK") };

    for (size_t i = 0; i < sizeof limit / sizeof *limit; i++)
        if (limit[i] > 0 && limit[i] < n)
            n = limit[i];
    return n > 0 ? n : 1;
}
