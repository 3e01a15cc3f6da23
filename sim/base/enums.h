/* SPDX-License-Identifier: GPL-3.0-or-later */
/* enums.h - the short lists that parameters, clauses and files speak of.
 *
 * Each list is the enum, the number of its members and the words that stand in
 * scenario files and in CSV.  Append only: codes are part of draws. */
#ifndef BASE_ENUMS_H
#define BASE_ENUMS_H

/* Kinds of operation. */
#define KIND_LIST(X)                                                           \
    X(espionage) X(theft) X(influence) X(disruption) X(destruction)
#define SECTOR_LIST(X)                                                         \
    X(government) X(military) X(infrastructure) X(industry) X(civilians)
#define EXECUTOR_LIST(X) X(own) X(proxy)
/* Severity on the scale of the dyadic incident data sets; 0, 9, 10 not
 * used. */
#define LEVEL_LIST(X) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8)
/* Beliefs about being caught are held for two groups of kinds. */
#define GROUP_LIST(X) X(covert) X(overt)
/* Who investigates and states: the first victim's government, a firm, the
 * agency. */
#define AUTHOR_LIST(X) X(government) X(firm) X(agency)
/* Those of them that see operations; the same codes. */
#define DETECTOR_LIST(X) X(government) X(firm)
#define RESPONSE_LIST(X)                                                       \
    X(silence) X(protest) X(sanction) X(collective) X(in_kind)                 \
    X(escalate) X(armed)
#define SEAT_LIST(X) X(government) X(industry) X(academia) X(civil_society)
/* Distribution of the stakes of an opportunity or crisis, scaled to its
 * mean. */
#define STAKES_LIST(X) X(exponential) X(uniform) X(pareto) X(two_point)
/* Which public findings bind third parties (process/attribution.c). */
#define NEEDS_LIST(X) X(statements) X(agency)
#define BLOC_LIST(X)                                                           \
    X(nonaligned) X(FVEY) X(NATO) X(US_partner) X(EU_nonNATO)                  \
    X(CN_RU_aligned) X(CSTO) X(GCC)
#define RUNG_LIST(X)                                                           \
    X(calm) X(espionage) X(harassment) X(disruption) X(destruction)            \
    X(mass_harm) X(armed_conflict)
/* What a person can be in, and how often harmed (3 = three or more). */
#define CONDITION_LIST(X) X(fine) X(compromised) X(disrupted)
#define HARMED_LIST(X) X(never) X(once) X(twice) X(more)

/* How fast people install a patch. */
#define HABIT_LIST(X) X(fast) X(slow) X(never)

#define X(name) KIND_##name,
enum kind { KIND_LIST(X) N_KINDS };
#undef X
#define X(name) SECTOR_##name,
enum sector { SECTOR_LIST(X) N_SECTORS };
#undef X
#define X(name) EXECUTOR_##name,
enum executor { EXECUTOR_LIST(X) N_EXECUTORS };
#undef X
#define X(name) LEVEL_##name,
enum level { LEVEL_LIST(X) N_LEVELS };          /* severity = level + 1      */
#undef X
#define X(name) GROUP_##name,
enum group { GROUP_LIST(X) N_GROUPS };
#undef X
#define X(name) AUTHOR_##name,
enum author { AUTHOR_LIST(X) N_AUTHORS };
#undef X
#define X(name) DETECTOR_##name,
enum detector { DETECTOR_LIST(X) N_DETECTORS };
#undef X
#define X(name) RESPONSE_##name,
enum response { RESPONSE_LIST(X) N_RESPONSES };
#undef X
#define X(name) SEAT_##name,
enum seat { SEAT_LIST(X) N_SEATS };
#undef X
#define X(name) STAKES_##name,
enum stakes { STAKES_LIST(X) N_STAKES };
#undef X
#define X(name) NEEDS_##name,
enum needs { NEEDS_LIST(X) N_NEEDS };
#undef X
#define X(name) BLOC_##name,
enum bloc { BLOC_LIST(X) N_BLOCS };
#undef X
#define X(name) RUNG_##name,
enum rung { RUNG_LIST(X) N_RUNGS };
#undef X
#define X(name) CONDITION_##name,
enum condition { CONDITION_LIST(X) N_CONDITIONS };
#undef X
#define X(name) HARMED_##name,
enum harmed { HARMED_LIST(X) N_HARMED };
#undef X

#define X(name) HABIT_##name,
enum habit { HABIT_LIST(X) N_HABITS };
#undef X

/* The fifteen (kind, sector) pairs that operations exist for: by the own
 * service only, or by proxy too.  The order is that of the codes of acts:
 * append only. */
#define CELL_LIST(OWN, BOTH)                                                   \
    OWN(espionage, government) OWN(espionage, military)                        \
    OWN(espionage, infrastructure) OWN(espionage, industry)                    \
    OWN(espionage, civilians)                                                  \
    BOTH(theft, industry) BOTH(theft, civilians)                               \
    BOTH(influence, government) BOTH(influence, civilians)                     \
    BOTH(disruption, government) BOTH(disruption, infrastructure)              \
    BOTH(disruption, civilians)                                                \
    BOTH(destruction, military) BOTH(destruction, infrastructure)              \
    BOTH(destruction, industry)

/* The two sides of opposed blocs; the others are of neither. */
static inline int
bloc_is_western(int bloc)
{
    return bloc == BLOC_FVEY || bloc == BLOC_NATO || bloc == BLOC_US_partner
           || bloc == BLOC_EU_nonNATO;
}

static inline int
bloc_is_eastern(int bloc)
{
    return bloc == BLOC_CN_RU_aligned || bloc == BLOC_CSTO;
}

/* Every list by name, so that text can be bound to it.  `lists_word` is NULL
 * out of range; `lists_find` -1 if the word is not in the list. */
enum list {
    LIST_kind, LIST_sector, LIST_executor, LIST_level, LIST_group, LIST_author,
    LIST_response, LIST_seat, LIST_stakes, LIST_needs, LIST_bloc, LIST_rung,
    LIST_condition, LIST_harmed, LIST_habit, LIST_detector, N_LISTS
};

int         list_size(enum list which);
const char *list_name(enum list which);                 /* "kind"            */
const char *list_word(enum list which, int member);     /* "espionage"       */
int         list_find(enum list which, const char *word);

#endif
