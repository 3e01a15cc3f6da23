/* SPDX-License-Identifier: GPL-3.0-or-later */
/* find.c - where a scenario, a regime or a table of that name is.
 *
 * The folder of what is shipped: $DETENTE_SCENARIOS; else scenarios/ or
 * share/detente/scenarios/ beside the folder of the executable; else that of
 * the prefix with which this was compiled. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "input/load.h"

#ifndef DETENTE_PREFIX
#define DETENTE_PREFIX "/usr/local"
#endif

enum { FOLDERS_MOST = 8, CANDIDATES_MOST = 400 };

static const char *const shipped_parts[] = {
    ".", "regimes", "cases", "lessons", "studies"
};
enum { N_SHIPPED = sizeof shipped_parts / sizeof *shipped_parts };

/* Where a name is looked for, in order; "" is the current folder. */
struct folders {
    char path[FOLDERS_MOST][ARM_PATH];
    size_t n;
};

/* ---- paths -------------------------------------------------------------- */

/* folder/name in `path`; false if it does not fit. */
static bool
join(char path[ARM_PATH], const char *folder, const char *name)
{
    bool bare = *folder == '\0' || *name == '/';
    int n = bare ? snprintf(path, ARM_PATH, "%s", name)
                 : snprintf(path, ARM_PATH, "%s/%s", folder, name);
    return n > 0 && n < ARM_PATH;
}

static bool
is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool
is_file(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && !S_ISDIR(about.st_mode);
}

/* The folder of `file`: "" if it names none. */
static void
folder_of(const char *file, char folder[ARM_PATH])
{
    const char *slash = strrchr(file, '/');
    size_t n = slash ? (size_t)(slash - file) : 0;

    if (slash == file)
        n = 1;
    if (n >= ARM_PATH)
        n = 0;
    memcpy(folder, file, n);
    folder[n] = '\0';
}

static void
add_folder(struct folders *all, const char *folder, const char *part)
{
    if (all->n == FOLDERS_MOST)
        return;
    bool own = strcmp(part, ".") == 0 && *folder;
    if (own ? join(all->path[all->n], "", folder)
            : strcmp(part, ".") == 0 ? (all->path[all->n][0] = '\0', true)
            : join(all->path[all->n], folder, part))
        all->n++;
}

/* ---- what is shipped ---------------------------------------------------- */

static bool
beside_executable(char folder[ARM_PATH])
{
    static const char *const parts[] = { "scenarios",
                                         "share/detente/scenarios" };
    char path[ARM_PATH], bin[ARM_PATH];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

    if (n <= 0)
        return false;
    path[n] = '\0';
    folder_of(path, bin);
    folder_of(bin, path);
    for (int k = 0; k < 2; k++)
        if (join(folder, path, parts[k]) && is_folder(folder))
            return true;
    return false;
}

static void
shipped_folder(char folder[ARM_PATH])
{
    const char *told = getenv("DETENTE_SCENARIOS");

    if (told && *told && join(folder, "", told))
        return;
    if (!beside_executable(folder))
        join(folder, DETENTE_PREFIX, "share/detente/scenarios");
}

static void
add_shipped(struct folders *all)
{
    char folder[ARM_PATH];

    shipped_folder(folder);
    for (int k = 0; k < N_SHIPPED; k++)
        add_folder(all, folder, shipped_parts[k]);
}

/* ---- looking ------------------------------------------------------------ */

/* NAME, else NAME.yaml.  A folder is none: world/ stands beside world.yaml. */
static bool
look(const struct folders *all, const char *name, char path[ARM_PATH])
{
    char with[ARM_PATH];
    int n = snprintf(with, sizeof with, "%s.yaml", name);

    for (size_t k = 0; k < all->n; k++) {
        if (join(path, all->path[k], name) && is_file(path))
            return true;
        if (n < ARM_PATH && join(path, all->path[k], with) && is_file(path))
            return true;
        if (*name == '/')
            return false;
    }
    return false;
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Names that there are, to guess from; without memory there are none. */
struct known {
    char (*name)[ARM_NAME];
    size_t n;
};

/* Adds the names in `folder` that end with `ending`, without it if that is
 * .yaml, and behind `part`/ if that is not empty. */
static void
list_folder(struct known *all, const char *folder, const char *ending,
            const char *part)
{
    DIR *dir = opendir(*folder ? folder : ".");
    size_t tail = strlen(ending);
    bool yaml = strcmp(ending, ".yaml") == 0;

    if (dir == NULL)
        return;
    for (struct dirent *e; all->n < CANDIDATES_MOST && (e = readdir(dir));) {
        size_t length = strlen(e->d_name);
        if (length + strlen(part) + 1 >= ARM_NAME
            || !text_ends(e->d_name, ending))
            continue;
        snprintf(all->name[all->n++], ARM_NAME, "%s%s%.*s", part,
                 *part ? "/" : "", (int)(length - (yaml ? tail : 0)),
                 e->d_name);
    }
    closedir(dir);
}

/* The one that `name` was perhaps meant to be; NULL if none is near.  Sorted
 * first: the order in a folder must not choose. */
static const char *
nearest(struct known *all, const char *name)
{
    const char *word[CANDIDATES_MOST];

    qsort(all->name, all->n, sizeof *all->name, by_text);
    for (size_t k = 0; k < all->n; k++)
        word[k] = all->name[k];
    return text_nearest(name, word, all->n);
}

/* The world that a folder holds, for who typed the folder. */
static const char *
world_in(const struct known *all, const char *name)
{
    const char *folder = text_nearest(name, shipped_parts, N_SHIPPED);
    size_t length = folder ? strlen(folder) : 0;

    for (size_t k = 0; folder && k < all->n; k++)
        if (strncmp(all->name[k], folder, length) == 0
            && strcmp(all->name[k] + length, "/world") == 0)
            return all->name[k];
    return NULL;
}

/* A name of what is shipped, with its folder: lesson/world was meant to be
 * lessons/world, and so was lessons. */
static void
guess_shipped(struct known *all, const char *name, bool yaml,
              char hint[FAULT_TEXT])
{
    char shipped[ARM_PATH], where[ARM_PATH];

    all->n = 0;
    shipped_folder(shipped);
    for (int k = 1; k < N_SHIPPED; k++)
        if (join(where, shipped, shipped_parts[k]))
            list_folder(all, where, ".yaml", shipped_parts[k]);
    const char *near = nearest(all, name);
    if (near != NULL)
        snprintf(hint, FAULT_TEXT, "did you mean '%s%s'?", near,
                 yaml ? ".yaml" : "");
    else if ((near = world_in(all, name)) != NULL)
        snprintf(hint, FAULT_TEXT, "did you mean '%s'?", near);
}

/* A name beside the one that was typed, in the folders that are looked in.
 * False if none is near. */
static bool
guess_beside(struct known *all, const struct folders *folders,
             const char *name, const char *bare, bool csv, bool yaml,
             char hint[FAULT_TEXT])
{
    char folder[ARM_PATH], where[ARM_PATH];

    folder_of(name, folder);
    for (size_t k = 0; k < folders->n; k++)
        if (join(where, folders->path[k], *folder ? folder : "."))
            list_folder(all, where, csv ? ".csv" : ".yaml", "");
    const char *near = nearest(all, bare);
    if (near != NULL)
        snprintf(hint, FAULT_TEXT, "did you mean '%.100s%s%s%s'?", folder,
                 *folder ? "/" : "", near, yaml ? ".yaml" : "");
    return near != NULL;
}

/* What `name` was perhaps meant to be, as "did you mean 'x'?"; else "". */
static void
guess(const struct folders *folders, const char *name, char hint[FAULT_TEXT])
{
    struct known all = { calloc(CANDIDATES_MOST, sizeof *all.name), 0 };
    const char *slash = strrchr(name, '/');
    const char *base = slash ? slash + 1 : name;
    const char *dot = strrchr(base, '.'), *ending = dot ? dot : "";
    bool csv = strcmp(ending, ".csv") == 0;
    bool yaml = strcmp(ending, ".yaml") == 0 || strcmp(ending, ".yml") == 0;
    char bare[ARM_PATH];        /* without a .yaml                           */

    hint[0] = '\0';
    if (all.name == NULL || strlen(name) >= sizeof bare) {
        free(all.name);
        return;
    }
    snprintf(bare, sizeof bare, "%.*s",
             (int)(strlen(name) - (yaml ? strlen(dot) : 0)), name);
    if (!guess_beside(&all, folders, name, bare + (base - name), csv, yaml,
                      hint) && !csv)
        guess_shipped(&all, bare, yaml, hint);
    free(all.name);
}

bool
find_named(const char *name, const char *base, bool regime,
           char path[ARM_PATH], char hint[FAULT_TEXT])
{
    struct folders all = { .n = 0 };
    char folder[ARM_PATH];

    hint[0] = '\0';
    folder_of(base, folder);
    add_folder(&all, folder, ".");
    if (regime)
        add_folder(&all, folder, "regimes");
    add_shipped(&all);
    bool found = look(&all, name, path);
    if (!found && join(path, folder, name) && is_folder(path))
        snprintf(hint, FAULT_TEXT, "that is a folder");
    else if (!found)
        guess(&all, name, hint);
    return found;
}

int
input_find(const char *name, char *path, struct fault *f)
{
    char hint[FAULT_TEXT];

    if (strcmp(name, "-") == 0) {
        snprintf(path, ARM_PATH, "-");
        return 0;
    }
    if (*name && find_named(name, "", true, path, hint))
        return 0;
    fault_set(f, FAULT_USAGE, name, 0, is_folder(name)
              ? "this is a folder, not a scenario or regime"
              : text_ends(name, ".yaml") ? "there is no such file"
              : "there is no scenario or regime of this name");
    if (*name && !is_folder(name))
        snprintf(f->hint, sizeof f->hint, "%s", hint);
    else if (*name && join(path, name, "world.yaml") && is_file(path))
        snprintf(f->hint, sizeof f->hint, "did you mean '%.100s/world'?",
                 name);
    return FAULT_USAGE;
}
