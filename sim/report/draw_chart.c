/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draw_chart.c - one run of gnuplot, looked at before it counts. */
#include "report/draw_chart.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report/child.h"
#include "report/glyphs.h"
#include "report/svg.h"

enum { REFUSED = 2 };           /* exit status of our scripts, with a reason */

static const char INSTALL[] =
    "apt-get install gnuplot-nox fonts-dejavu-core";

/* ---- where the scripts are --------------------------------------------- */

/* Does FOLDER/KIND.gp exist?  Then `path` is the folder. */
static bool
holds_script(char *path, const char *kind, const char *folder,
             const char *below)
{
    char script[CHART_PATH + 64];
    int n = snprintf(path, CHART_PATH, "%s%s", folder, below);

    if (n < 0 || n >= CHART_PATH)
        return false;
    n = snprintf(script, sizeof script, "%s/%s.gp", path, kind);
    return n > 0 && (size_t)n < sizeof script && access(script, R_OK) == 0;
}

/* The folder of a file: "." if it has none. */
static void
folder_of(char *folder, const char *file)
{
    const char *slash = strrchr(file, '/');
    const size_t n = slash ? (size_t)(slash - file) : 0;

    if (!slash || n >= CHART_PATH)
        snprintf(folder, CHART_PATH, ".");
    else
        snprintf(folder, CHART_PATH, "%.*s", (int)n, file);
}

int
chart_plots(char *path, const char *kind, const char *named,
            const char *executable, const char *prefix, struct fault *f)
{
    char folder[CHART_PATH];

    if (named && named[0]) {
        if (holds_script(path, kind, named, ""))
            return 0;
        return fault_set(f, FAULT_TOOL, named, 0,
                         "there is no %s.gp in $DETENTE_PLOTS", kind);
    }
    folder_of(folder, executable ? executable : "");
    if (holds_script(path, kind, folder, "/../plots") ||
        (prefix && holds_script(path, kind, prefix, "/share/detente/plots")))
        return 0;
    return fault_set(f, FAULT_TOOL, "plots", 0,
                     "the script %s.gp is neither beside the program nor in "
                     "%s/share/detente/plots; set DETENTE_PLOTS", kind,
                     prefix ? prefix : "");
}

/* ---- words ------------------------------------------------------------- */

/* The text of `key` in KIND.words.csv, for the caller to free; NULL: none. */
static char *
text_of(const char *line, const char *key)
{
    char *end;
    const size_t n = strlen(key);

    if (line[0] != '"')
        return NULL;
    char *text = strdup(line + 1);
    if (!text)
        return NULL;
    end = strchr(text, '"');
    if (end && end[1] == ',' && strncmp(end + 2, key, n) == 0 &&
        end[2 + n] == ',') {
        *end = '\0';
        return text;
    }
    free(text);
    return NULL;
}

struct said {
    char *title, *alt;
};

static void
said_free(struct said *s)
{
    free(s->title);
    free(s->alt);
}

static int
said_read(struct said *s, const struct chart_job *job, struct fault *f)
{
    char path[CHART_PATH + 64];
    char *line = NULL;
    size_t size = 0;

    *s = (struct said){ NULL, NULL };
    snprintf(path, sizeof path, "%s/%s.words.csv", job->dir, job->kind);
    FILE *in = fopen(path, "r");
    if (!in)
        return fault_set(f, FAULT_IO, path, 0, "%s", strerror(errno));
    while (getline(&line, &size, in) > 0) {
        if (!s->title)
            s->title = text_of(line, "title");
        if (!s->alt)
            s->alt = text_of(line, "alt");
    }
    free(line);
    const bool bad = ferror(in);
    fclose(in);
    if (bad)
        return fault_set(f, FAULT_IO, path, 0, "cannot read it");
    if (s->title && s->alt)
        return 0;
    said_free(s);
    return fault_set(f, FAULT_INPUT, path, 0, "it has no title or no alt");
}

/* ---- gnuplot ----------------------------------------------------------- */

static int
run_gnuplot(char *const argv[], struct fault *f)
{
    struct child child;
    const int bad = child_run(argv, &child);

    if (bad == ENOENT || (bad == 0 && child.code == 127))
        return fault_set(f, FAULT_TOOL, "gnuplot", 0,
                         "charts need gnuplot: %s", INSTALL);
    if (bad)
        return fault_set(f, FAULT_TOOL, "gnuplot", 0, "%s", strerror(bad));
    if (child.code == REFUSED && child.said[0])
        return fault_set(f, FAULT_INPUT, "chart", 0, "%s", child.said);
    if (child.code != 0)
        return fault_set(f, FAULT_TOOL, "gnuplot", 0, "gnuplot failed: %s",
                         child.said[0] ? child.said : "it does not say why");
    return 0;
}

/* ---- is the picture whole? --------------------------------------------- */

static const char *
ending_of(const char *file)
{
    const char *dot = strrchr(file, '.');

    return dot && !strchr(dot, '/') ? dot : "";
}

/* gnuplot returns 0 on a full disk: the end of the file tells. */
static bool
is_whole(const char *file)
{
    static const struct {
        const char *ending, *last;
    } kind[] = { { ".svg", "</svg>" }, { ".png", "IEND" },
                 { ".pdf", "%%EOF" } };
    char tail[64] = "";
    FILE *in = fopen(file, "rb");
    size_t n = 0;

    if (!in)
        return false;
    if (fseek(in, -(long)(sizeof tail - 1), SEEK_END) == 0)
        n = fread(tail, 1, sizeof tail - 1, in);
    fclose(in);
    for (size_t k = 0; k < sizeof kind / sizeof *kind; k++) {
        const size_t length = strlen(kind[k].last);
        if (strcmp(ending_of(file), kind[k].ending) != 0)
            continue;
        for (size_t at = 0; at + length <= n; at++)
            if (memcmp(tail + at, kind[k].last, length) == 0)
                return true;
    }
    return false;
}

/* ---- one picture ------------------------------------------------------- */

/* Names beside `out`, on its file system, with its ending. */
struct names {
    char script[CHART_PATH + 64], dir[CHART_PATH + 2];
    char drawn[CHART_PATH + 64], described[CHART_PATH + 64];
};

static int
make_names(struct names *n, const struct chart_job *job, struct fault *f)
{
    const char *end = ending_of(job->out);
    const int stem = (int)(strlen(job->out) - strlen(end));

    if (strlen(job->out) >= CHART_PATH || strlen(job->dir) >= CHART_PATH ||
        strlen(job->plots) >= CHART_PATH || strlen(job->kind) > 32)
        return fault_set(f, FAULT_IO, job->out, 0, "the path is too long");
    /* gnuplot takes a name that begins with < or | for a command. */
    const char *here = strchr("<|", job->dir[0]) ? "./" : "";
    const char *there = strchr("<|", job->out[0]) ? "./" : "";
    snprintf(n->script, sizeof n->script, "%s/%s.gp", job->plots, job->kind);
    snprintf(n->dir, sizeof n->dir, "%s%s", here, job->dir);
    snprintf(n->drawn, sizeof n->drawn, "%s%.*s.part%ld%s", there, stem,
             job->out, (long)getpid(), end);
    snprintf(n->described, sizeof n->described, "%s%.*s.told%ld%s", there,
             stem, job->out, (long)getpid(), end);
    return 0;
}

static int
draw(const struct names *n, const struct chart_job *job, struct fault *f)
{
    char program[] = "gnuplot", plain[] = "-d", call[] = "-c";
    char preset[32];
    struct names a = *n;
    char *const argv[] = { program, plain, call, a.script, a.dir, a.drawn,
                           preset, NULL };

    snprintf(preset, sizeof preset, "%s", job->preset ? job->preset : "");
    const int code = run_gnuplot(argv, f);
    if (code)
        return code;
    if (!is_whole(n->drawn))
        return fault_set(f, FAULT_IO, job->out, 0,
                         "the picture is not whole; is the disk full?");
    return 0;
}

static int
io_fault(const struct chart_job *job, struct fault *f)
{
    return fault_set(f, FAULT_IO, job->out, 0, "%s", strerror(errno));
}

/* Closes `out`; is all of it on the disk? */
static bool
flushed(FILE *out)
{
    const bool good = fflush(out) == 0 && fsync(fileno(out)) == 0;

    return fclose(out) == 0 && good;
}

/* Title and alternative text; the file is whole on disk or not there. */
static int
describe(const struct names *n, const struct chart_job *job, struct fault *f)
{
    struct said s;
    int code = said_read(&s, job, f);

    if (code)
        return code;
    FILE *in = fopen(n->drawn, "r"), *out = fopen(n->described, "w");
    if (in && out)
        code = svg_describe(in, out, s.title, s.alt, f);
    else
        code = io_fault(job, f);
    said_free(&s);
    if (in)
        fclose(in);
    if (out && !flushed(out) && !code)
        code = io_fault(job, f);
    if (!code && rename(n->described, n->drawn) != 0)
        code = io_fault(job, f);
    return code;
}

/* An SVG shows them wherever there is a font for them; what is drawn here
 * needs one here, else gnuplot draws one glyph as large as the picture. */
static int
look_for_glyphs(const struct chart_job *job, struct fault *f)
{
    char path[CHART_PATH + 64], glyph[GLYPH];

    snprintf(path, sizeof path, "%s/%s.words.csv", job->dir, job->kind);
    if (!glyphs_lack_a_font(path, glyph))
        return 0;
    fault_set(f, FAULT_TOOL, job->out, 0, "no font here has '%s', so that it "
              "is not drawn", glyph);
    snprintf(f->hint, sizeof f->hint, "the SVG is right where there is one; "
             "apt-get install fonts-noto-core fonts-noto-cjk, or --title");
    return FAULT_TOOL;
}

int
chart_draw(const struct chart_job *job, struct fault *f)
{
    struct names n;
    int code = make_names(&n, job, f);

    if (code)
        return code;
    if (strcmp(ending_of(job->out), ".svg") != 0)
        code = look_for_glyphs(job, f);
    if (!code)
        code = draw(&n, job, f);
    if (!code && strcmp(ending_of(job->out), ".svg") == 0)
        code = describe(&n, job, f);
    if (!code && rename(n.drawn, job->out) != 0)
        code = io_fault(job, f);
    if (code) {
        unlink(n.drawn);
        unlink(n.described);
    }
    return code;
}
