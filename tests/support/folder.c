/* SPDX-License-Identifier: GPL-3.0-or-later */
/* folder.c - a temporary folder with a small world; see folder.h. */
#include "support/folder.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TINY "title: Tiny\nstart: 2017-02-14\nyears: 10\nregime: calm\n"     \
    "world:\n  states: states.csv\n  pairs: pairs.csv\n"                      \
    "  ecosystems: ecosystems.csv\n  firms: firms.csv\n"

static const struct file {
    const char *name, *text;
} files[] = {
    { "tiny.yaml", TINY "members: all\n" },
    { "free.yaml", TINY },
    { "states.csv",
      "state,name,region,bloc,gdp_musd,population,internet_2010_pct,"
      "internet_2015_pct,internet_latest_pct,internet_latest_year,"
      "military_tier,programme_groups,polyarchy,power,wealth_rank,"
      "trade_base_musd\n"
      "XAA,Arrania,N,CSTO,12e6,9e8,35,50,75,2023,5,60,0.15,0.5,0,162e5\n"
      "XBB,Borealand,F,NATO,15e6,35e7,72,76,93,2023,5,,0.85,1,1,124e5\n"
      "XCC,Cendria,N,NATO,4e5,12e6,74,80,92,2023,3,5,0.8,0,0.5,51e6\n" },
    { "pairs.csv",
      "a,b,rivalry_start_year,rivalry_end_year,defence_pact,watch\n"
      "XAA,XBB,1950,,0,1\nXBB,XCC,,,1,0\n" },
    { "ecosystems.csv",
      "state,ecosystem,user_share\nXAA,all,1\nXBB,all,1\nXCC,all,1\n" },
    { "firms.csv",
      "firm,home,segment,ecosystem,owner,share_pct,zero_days_2014_2019,skill\n"
      "industry of XAA,XAA,security,,0,,,1\n" },
    { "calm.yaml", "title: Calm\nclauses: []\n" },
    { "house.yaml",
      "title: House\nclauses:\n  - {agency: {}, from: 2018-01-01}\n" },
    { "loop-a.yaml", "inherits: loop-b.yaml\n" },
    { "loop-b.yaml", "inherits: loop-a.yaml\n" },
    { "deep-1.yaml", "inherits: tiny.yaml\n" },
    { "deep-2.yaml", "inherits: deep-1.yaml\n" },
    { "deep-3.yaml", "inherits: deep-2.yaml\n" },
    { "deep-4.yaml", "inherits: deep-3.yaml\n" },
    { "deep-5.yaml", "inherits: deep-4.yaml\n" },
};
enum { N_FILES = sizeof files / sizeof *files };

int
folder_write(const char *name, const void *bytes, size_t size)
{
    FILE *file = fopen(name, "wb");

    if (file == NULL)
        return -1;
    size_t written = size > 0 ? fwrite(bytes, 1, size, file) : 0;
    return fclose(file) == 0 && written == size ? 0 : -1;
}

int
folder_restore(const char *name)
{
    for (int k = 0; k < N_FILES; k++)
        if (strcmp(files[k].name, name) == 0)
            return folder_write(name, files[k].text, strlen(files[k].text));
    return unlink(name);
}

int
folder_enter(void)
{
    char shipped[1024], path[] = "/tmp/detente-test-XXXXXX";

    if (getcwd(shipped, sizeof shipped - 16) == NULL
        || setenv("DETENTE_TEST_HOME", shipped, 1) != 0)
        return -1;
    snprintf(shipped + strlen(shipped), 16, "/scenarios");
    if (setenv("DETENTE_SCENARIOS", shipped, 1) != 0
        || mkdtemp(path) == NULL || chdir(path) != 0
        || mkdir("a-folder", 0700) != 0)
        return -1;
    for (int k = 0; k < N_FILES; k++)
        if (folder_restore(files[k].name) != 0)
            return -1;
    return 0;
}

/* Files of `path`, then the folder; it holds one level of empty folders. */
static int
empty(const char *path)
{
    DIR *dir = opendir(path);
    int bad = 0;

    if (dir == NULL)
        return -1;
    for (struct dirent *e; (e = readdir(dir));) {
        char inner[2048];
        snprintf(inner, sizeof inner, "%s/%s", path, e->d_name);
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0
            && unlink(inner) != 0)
            bad |= rmdir(inner);
    }
    closedir(dir);
    return bad | rmdir(path);
}

int
folder_leave(void)
{
    char here[1024];
    const char *home = getenv("DETENTE_TEST_HOME");

    if (home == NULL || getcwd(here, sizeof here) == NULL
        || chdir(home) != 0)
        return -1;
    return empty(here);
}
