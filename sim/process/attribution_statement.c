/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attribution_statement.c - chances that who knows says so; the equations
 * stand in attribution_public.c. */
#include "process/attribution_statement.h"

#include <math.h>

#include "theory/hazards.h"
#include "world/accord.h"

/* ---- governments -------------------------------------------------------- */

/* Logarithms of what makes a government more ready, and less. */
static double
overt_pull(const struct world *w, uint32_t c)
{
    uint32_t o = w->case_file.operation[c];

    return world_operation_group(w, o) == GROUP_overt
           ? w->p.attribution.public_overt : 0;
}

static double
trade_push(const struct world *w, uint32_t c)
{
    return w->p.attribution.public_trade
         * w->dyad.trade[dyad_of(w, w->case_file.home[c],
                                 w->case_file.suspect[c])];
}

double
statement_rate(const struct world *w, uint32_t c)
{
    return w->p.attribution.public_rate
         * exp(overt_pull(w, c) - trade_push(w, c));
}

double
statement_growth(const struct world *w)
{
    double years = fmax(0, inputs_years_since(w->in, w->week, 2013));

    return pow(1 + w->p.attribution.public_growth, years);
}

double
statement_mood(const struct world *w, uint32_t c)
{
    double mood = w->state.nationalism[w->case_file.home[c]] - 0.5;

    return exp(w->p.attribution.public_nationalism * mood);
}

/* ---- firms -------------------------------------------------------------- */

/* Less about its home, and about a state with many of its users while it is
 * not bound to be neutral. */
static double
shyness(const struct world *w, uint32_t c)
{
    uint16_t f = w->case_file.firm[c];
    state_id k = w->case_file.suspect[c];
    bool market = !accord_binds(w, f)
        && firm_users_in(w, f, k) > w->p.attribution.user_bias;
    bool shy = k == w->case_file.home[c] || market;

    return shy ? 1 - w->p.attribution.home_bias : 1;
}

double
statement_by_firm(const struct world *w, uint32_t c)
{
    return w->p.attribution.firm_names * shyness(w, c);
}

/* ---- the agency --------------------------------------------------------- */

/* Is the accused, or an ally of it, a member? */
static bool
has_friends(const struct world *w, state_id accused)
{
    if (w->state.member[accused])
        return true;
    for (state_id l = 0; l < w->state.n; l++)
        if (w->state.member[l]
            && (w->dyad.relation[dyad_of(w, accused, l)] & RELATION_ally))
            return true;
    return false;
}

/* Share of all users on ecosystems whose owner is at home in k. */
static double
industry_of(const struct world *w, state_id k)
{
    double sum = 0;

    for (uint32_t f = 0; f < w->firm.n; f++)
        if (w->in->tables.firm[f].home == k)
            sum += w->firm.users[f];
    return sum;
}

static double
veto(const struct world *w)
{
    return w->p.attribution.veto * (1 - w->law.levers.agency.independence);
}

static double
votes_of_states(const struct world *w, state_id k)
{
    return has_friends(w, k)
           ? w->law.levers.agency.seats[SEAT_government] * w->state.power[k]
           : 0;
}

static double
votes_of_industry(const struct world *w, state_id k)
{
    return w->law.levers.agency.seats[SEAT_industry] * industry_of(w, k);
}

double
statement_blocked(const struct world *w, uint32_t c)
{
    state_id k = w->case_file.suspect[c];

    return veto(w) * (votes_of_states(w, k) + votes_of_industry(w, k));
}

double
statement_leak(const struct world *w)
{
    return hazard_of_chance(w->p.attribution.leak) / 4;
}

/* ---- for those who watch ------------------------------------------------ */

static struct choice
choice_of(const struct world *w, uint32_t c, enum choice_kind kind)
{
    return (struct choice){
        .kind = kind, .i = w->case_file.home[c], .j = w->case_file.suspect[c],
        .asks = w->case_file.home[c], .event = w->case_file.public_event[c],
        .trigger = w->case_file.event[c] };
}

void
statement_tell_government(const struct world *w, uint32_t c, double before)
{
    struct choice told = choice_of(w, c, CHOICE_statement);
    double *part = told.at[1].part, hazard = w->case_file.statement_hazard[c];
    double limit = w->case_file.statement_limit[c];

    part[PART_statement_base] = w->p.attribution.public_rate;
    part[PART_statement_overt] = exp(overt_pull(w, c));
    part[PART_statement_trade] = exp(-trade_push(w, c));
    part[PART_statement_growth] = statement_growth(w);
    part[PART_statement_mood] = statement_mood(w, c);
    part[PART_statement_so_far] = hazard_chance(hazard);
    told.at[1].value = hazard - before;
    choice_two(&told, hazard_chance(hazard - before),
               hazard_luck(limit, before), hazard >= limit);
    choice_tell(w, &told);
}

void
statement_tell_firm(const struct world *w, uint32_t c, double u)
{
    struct choice told = choice_of(w, c, CHOICE_firm_statement);
    double chance = statement_by_firm(w, c);

    told.at[1].part[PART_firm_statement_base] = w->p.attribution.firm_names;
    told.at[1].part[PART_firm_statement_shy] = shyness(w, c);
    told.at[1].value = chance;
    choice_two(&told, chance, u, u < chance);
    choice_tell(w, &told);
}

void
statement_tell_release(const struct world *w, uint32_t c, double u)
{
    struct choice told = choice_of(w, c, CHOICE_release);
    state_id k = w->case_file.suspect[c];
    double chance = statement_blocked(w, c);

    told.at[1].part[PART_release_states] = veto(w) * votes_of_states(w, k);
    told.at[1].part[PART_release_industry] = veto(w) * votes_of_industry(w, k);
    told.at[1].value = chance;
    choice_two(&told, 1 - chance, 1 - u, u >= chance);
    choice_tell(w, &told);
}

void
statement_tell_leak(const struct world *w, uint32_t c)
{
    struct choice told = choice_of(w, c, CHOICE_leak);

    told.at[1].part[PART_leak_base] = statement_leak(w);
    told.at[1].value = statement_leak(w);
    choice_two(&told, hazard_chance(statement_leak(w)), NAN,
               w->case_file.blocked_until[c] <= w->week);
    choice_tell(w, &told);
}
