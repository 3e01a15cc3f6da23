/* SPDX-License-Identifier: GPL-3.0-or-later */
/* folder.c - where a result is put, what may be replaced, and its checksums.
 */
#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sum.h"
#include "record/fields.h"
#include "record/output.h"

/* Path of a file of the result; `size` of FILE_PATH_MOST holds all. */
static const char *
path_in(char *path, const char *dir, const char *name)
{
    snprintf(path, FILE_PATH_MOST, "%s/%s", dir, name);
    return path;
}

bool
folder_is_ours(const char *dir)
{
    char path[FILE_PATH_MOST];
    json_t *root = json_load_file(
        path_in(path, dir, record_table[RECORD_manifest].name), 0, NULL);
    const char *program =
        json_string_value(json_object_get(root, "program"));
    bool ours = program != NULL && strcmp(program, "detente") == 0;

    json_decref(root);
    return ours;
}

/* 1 empty, 0 not, -1 cannot be read. */
static int
is_empty(const char *dir)
{
    DIR *d = opendir(dir);
    int empty = 1;

    if (d == NULL)
        return -1;
    for (struct dirent *e; empty && (e = readdir(d)) != NULL;)
        empty = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
    closedir(d);
    return empty;
}

static int
may_replace(struct folder *d, bool force, struct fault *f)
{
    if (!force) {
        fault_set(f, FAULT_EXISTS, d->path, 0,
                  "is not empty; nothing was run");
        snprintf(f->hint, sizeof f->hint,
                 "another -o, or --force to replace an older result");
        return f->code;
    }
    if (!folder_is_ours(d->path))
        return fault_set(f, FAULT_EXISTS, d->path, 0,
                         "is not empty and holds no manifest.json of detente; "
                         "--force replaces results only");
    d->replaces = true;
    return 0;
}

/* Names the first folder above `dir` that is not there.  It is not made: a
 * wrong path would leave a tree behind. */
static int
missing_above(const char *dir, struct fault *f)
{
    char above[FILE_PATH_MOST];
    struct stat s;

    snprintf(above, sizeof above, "%s", dir);
    for (char *slash = above + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        if (stat(above, &s) != 0)
            break;
        *slash = '/';
    }
    fault_set(f, FAULT_IO, dir, 0, "there is no folder '%.160s'", above);
    snprintf(f->hint, sizeof f->hint, "mkdir -p '%.*s'",
             (int)(strrchr(dir, '/') ? strrchr(dir, '/') - dir : 0), dir);
    return f->code;
}

int
folder_open(struct folder *d, const char *dir, bool force, struct fault *f)
{
    struct stat s;

    *d = (struct folder){ 0 };
    if (snprintf(d->path, sizeof d->path, "%s", dir) >= (int)sizeof d->path)
        return fault_set(f, FAULT_IO, dir, 0, "the path is too long");
    if (mkdir(dir, 0777) == 0) {
        d->made = d->fresh = true;
        return 0;
    }
    if (errno == ENOENT)
        return missing_above(dir, f);
    if (errno != EEXIST)
        return fault_set(f, FAULT_IO, dir, 0, "cannot make this folder: %s",
                         strerror(errno));
    if (stat(dir, &s) != 0 || !S_ISDIR(s.st_mode))
        return fault_set(f, FAULT_EXISTS, dir, 0,
                         "is there and is not a folder");
    int empty = is_empty(dir);
    if (empty < 0 || access(dir, W_OK | X_OK) != 0)
        return fault_set(f, FAULT_IO, dir, 0, "cannot use this folder: %s",
                         strerror(errno));
    d->fresh = empty == 1;
    return empty ? 0 : may_replace(d, force, f);
}

int
folder_clear(const struct folder *d, struct fault *f)
{
    char path[FILE_PATH_MOST];

    for (int r = 0; d->replaces && r < N_RECORD_FILES; r++)
        if (r != RECORD_manifest
            && unlink(path_in(path, d->path, record_table[r].name)) != 0
            && errno != ENOENT)
            return fault_set(f, FAULT_IO, path, 0, "cannot be replaced: %s",
                             strerror(errno));
    return 0;
}

void
folder_abandon(const struct folder *d)
{
    char path[FILE_PATH_MOST];

    if (!d->fresh)
        return;
    for (int r = 0; r < N_RECORD_FILES; r++)
        unlink(path_in(path, d->path, record_table[r].name));
    if (d->made)
        rmdir(d->path);
}

int
folder_sums(const char *dir, struct fault *f)
{
    char path[FILE_PATH_MOST], hex[SUM_TEXT];
    struct output o;
    int code = output_open(&o, dir, record_table[RECORD_sums].name, f);

    for (int r = 0; code == 0 && r < N_RECORD_FILES; r++) {
        const char *name = record_table[r].name;
        if (!record_table[r].summed)
            continue;
        if (sum_file(path_in(path, dir, name), hex) == 0)
            fprintf(o.stream, "%s  %s\n", hex, name);
        else if (errno != ENOENT)
            code = fault_set(f, FAULT_IO, path, 0, "cannot be read: %s",
                             strerror(errno));
    }
    return o.stream == NULL ? code : output_end(&o, code, f);
}

/* The file of a line "HEX  NAME" of SHA256SUMS, or N_RECORD_FILES. */
static int
listed_file(char *line, const char **hex)
{
    char *gap = strstr(line, "  ");
    int r = N_RECORD_FILES;

    line[strcspn(line, "\r\n")] = '\0';
    if (gap == NULL)
        return r;
    *gap = '\0';
    *hex = line;
    for (r = 0; r < N_RECORD_FILES; r++)
        if (record_table[r].summed && strcmp(record_table[r].name, gap + 2)
            == 0)
            break;
    return r;
}

/* One file against its sum; a file that was taken away is no other file. */
static int
verify_one(const char *path, const char *wanted, struct fault *f)
{
    char hex[SUM_TEXT];

    if (sum_file(path, hex) != 0)
        return errno == ENOENT ? 0
               : fault_set(f, FAULT_IO, path, 0, "cannot be read: %s",
                           strerror(errno));
    if (strcmp(hex, wanted) == 0)
        return 0;
    fault_set(f, FAULT_MISMATCH, path, 0, "was changed after it was written: "
              "its SHA-256 is not that in SHA256SUMS");
    snprintf(f->hint, sizeof f->hint, "sha256sum -c SHA256SUMS there names "
             "all such files; a new run makes the result again");
    return f->code;
}

int
folder_verify(const char *dir, struct fault *f)
{
    char path[FILE_PATH_MOST], line[256];
    const char *hex;
    unsigned char seen[N_RECORD_FILES + 1] = { 0 };
    int code = 0;
    FILE *sums = fopen(path_in(path, dir, record_table[RECORD_sums].name),
                       "r");

    if (sums == NULL)
        return fault_set(f, FAULT_MISMATCH, path, 0, "cannot be read (%s), so "
                         "that nobody can tell whether the result is whole",
                         strerror(errno));
    while (code == 0 && fgets(line, sizeof line, sums) != NULL) {
        const int r = listed_file(line, &hex);
        seen[r] = 1;
        if (r < N_RECORD_FILES)
            code = verify_one(path_in(path, dir, record_table[r].name), hex,
                              f);
    }
    fclose(sums);
    if (code == 0 && (!seen[RECORD_runs] || !seen[RECORD_manifest]))
        code = fault_set(f, FAULT_MISMATCH,
                         path_in(path, dir, record_table[RECORD_sums].name), 0,
                         "does not list runs.csv and manifest.json");
    return code;
}
