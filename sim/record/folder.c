/* SPDX-License-Identifier: GPL-3.0-or-later */
/* folder.c - where a result is put, what may be replaced, and its checksums.
 */
#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <sha256.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* SHA-256 of a file as 64 hex digits; errno and -1 if it cannot be read. */
static int
sum_of(const char *path, char hex[SHA256_DIGEST_STRING_LENGTH])
{
    unsigned char block[4096];
    SHA256_CTX context;
    size_t n;
    FILE *stream = fopen(path, "rb");

    if (stream == NULL)
        return -1;
    SHA256Init(&context);
    while ((n = fread(block, 1, sizeof block, stream)) > 0)
        SHA256Update(&context, block, n);
    int bad = ferror(stream);
    fclose(stream);
    SHA256End(&context, hex);
    return bad ? -1 : 0;
}

int
folder_sums(const char *dir, struct fault *f)
{
    char path[FILE_PATH_MOST], hex[SHA256_DIGEST_STRING_LENGTH];
    struct output o;
    int code = output_open(&o, dir, record_table[RECORD_sums].name, f);

    for (int r = 0; code == 0 && r < N_RECORD_FILES; r++) {
        const char *name = record_table[r].name;
        if (!record_table[r].summed)
            continue;
        if (sum_of(path_in(path, dir, name), hex) == 0)
            fprintf(o.stream, "%s  %s\n", hex, name);
        else if (errno != ENOENT)
            code = fault_set(f, FAULT_IO, path, 0, "cannot be read: %s",
                             strerror(errno));
    }
    return o.stream == NULL ? code : output_end(&o, code, f);
}
