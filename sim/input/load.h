/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load.h - what the readers of this folder share while one arm is loaded.
 *
 * Private to sim/input/.  Readers go on after a fault, so they return nothing:
 * the first code is kept in struct load, all faults are in the list. */
#ifndef INPUT_LOAD_H
#define INPUT_LOAD_H

#include "base/yaml.h"
#include "input/arm.h"

enum { CHAIN_MOST = 4, WORLD_FILES = 4 };   /* a scenario and three parents  */

/* A scenario or one of its parents; the child is 0. */
struct ancestor {
    struct document doc;
    char path[ARM_PATH];
    unsigned long long device, inode;       /* 0, 0: not a file on disk      */
};

struct load {
    const struct arm_request *request;
    struct arm *a;
    struct faults *all;
    int code;                               /* of the first fault            */

    struct ancestor chain[CHAIN_MOST];
    size_t n_chain;
    bool broken;                /* a parent was not read: more is missing    */
    bool few_states;            /* a row of the states table was refused     */
    struct document regime;
    bool has_regime;                        /* regime.root was read          */
    const struct node **clause_node;        /* of each clause of the inputs  */

    /* What the chain says, the child's word last. */
    const struct node *start, *years, *regime_name, *members;
    const struct node *world_file[WORLD_FILES];
    const struct node **event;              /* items, in order               */
    size_t n_events;

    /* One for each cell of param_table: the node that set it, or the number
     * of the --set, from 1. */
    const struct node **where;
    int *where_set;
    size_t n_cells;
};

/* ---- faults ------------------------------------------------------------- */

void load_add(struct load *l, const struct fault *f);
/* A fault at a node; `hint` may be "". */
void load_refuse(struct load *l, const struct node *n, const char *hint,
                 const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void load_no_memory(struct load *l);
/* Path of the only parameter (no lever) of that name, in whatever section;
 * NULL if none or several have it. */
const char *param_anywhere(const char *name, char *path, size_t size);
/* A fault of the scenario as a whole: something is missing. */
void load_missing(struct load *l, const char *hint, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Words joined by commas, cut at a whole word. */
void join_words(const char *const word[], size_t n, char *buffer,
                size_t size);
/* An unknown key; lists or guesses among `known`, in `owner` ("" for none). */
void load_unknown(struct load *l, const struct node *value, const char *owner,
                  const char *const known[], size_t n);
/* The words of a list, likewise. */
void list_words(enum list list, char *buffer, size_t size);
/* Remembers that a file was read. */
void load_file(struct load *l, const char *path);

/* ---- typed values of nodes; false after a fault ------------------------- */

bool load_mapping(struct load *l, const struct node *n, const char *what);
bool load_list(struct load *l, const struct node *n, const char *what);
bool load_scalar(struct load *l, const struct node *n, const char *what);
bool load_number(struct load *l, const struct node *n, double min, double max,
                 double *value);
int32_t load_years(struct load *l, const struct node *n);   /* weeks, or 0 */
bool load_whole(struct load *l, const struct node *n, int min, int max,
                int *value);
bool load_word(struct load *l, const struct node *n, enum list list,
               int *member);
bool load_date(struct load *l, const struct node *n, day_number *day);
bool load_state(struct load *l, const struct node *n, state_id *id);
bool load_title(struct load *l, const struct node *n, char title[256]);
/* The kind and sector of one of the 15 pairs that exist, from `kind/sector`
 * or from two nodes; hints name those that do. */
bool load_cell(struct load *l, const struct node *n, int *kind, int *sector);
bool cell_exists(int kind, int sector);
void cells_of_kind(int kind, char *buffer, size_t size);

/* What to write after a value that is wrong: range, unit (or not) and the
 * present value with its place. */
void load_range(const struct load *l, struct param_cell cell, bool unit,
                char *buffer, size_t size);
size_t load_cell_index(struct param_cell cell);
/* Sets one parameter or lever from the text of a node. */
bool load_set(struct load *l, void *owner, struct param_cell cell,
              const struct node *n);

/* ---- readers ------------------------------------------------------------ */

/* Reads `path` and its parents into the chain; stops after the first if it has
 * clauses (then it is a regime and stays alone). */
void scenario_read(struct load *l, const char *path);
bool scenario_is_regime(const struct load *l);
/* Titles, parameters and the nodes of all other keys. */
void scenario_apply(struct load *l);
void scenario_calendar(struct load *l);
void scenario_states(struct load *l);       /* overrides; needs the tables   */
void scenario_members(struct load *l);
void scenario_events(struct load *l);

/* `section: {name: value, ...}` with parameters, or levers of a clause. */
void section_read(struct load *l, const struct node *section, bool lever,
                  void *owner);
bool section_exists(const char *name, bool lever);
/* Place in world_file of a key of `world` that names a table, else -1. */
int  world_file_of(const char *section, const char *key);

void tables_read(struct load *l);

/* `by`: the node that names it, NULL if it was typed. */
void regime_read(struct load *l, const char *path, const struct node *by);
/* Clauses of l->regime into the inputs; needs the calendar. */
void regime_apply(struct load *l);
void regime_members(struct load *l);        /* after scenario_members        */

/* --set; levers after regime_apply. */
void sets_params(struct load *l);
void sets_levers(struct load *l);

/* ---- files -------------------------------------------------------------- */

/* NAME or NAME.yaml beside `base` (a file), in its regimes/ if `regime`, then
 * shipped.  False if there is none; `hint` gets a did-you-mean. */
bool find_named(const char *name, const char *base, bool regime,
                char path[ARM_PATH], char hint[FAULT_TEXT]);

#endif
