/* SPDX-License-Identifier: GPL-3.0-or-later */
/* setup.c - derived columns and first values.
 *
 *   offence   ln(1 + programme) / ln 217 (217: the largest coded one plus one)
 *   defence   1/2 wealth rank + 1/2 (military tier - 1)/4
 *   weight    programme ^ world.programme_power
 *   affinity  gdp^b_g exp(b_opp O + b_ally A + b_reg G + z), z ~ N(0, s^2)
 *   trade     gdp_j k_ij / trade_base_i, k = 3 in one region
 *   online    population x share online, linear between 2010, 2015 and the
 *             latest year, flat outside
 * Ranks and regional sums are columns of the shipped table and never worked
 * out here, so that a state that nobody meets changes nobody else. */
#include "model/setup.h"

#include <math.h>
#include <string.h>

#include "theory/choice.h"

/* The largest programme of the coding, plus one: offence of that state is
 * 1. */
#define PROGRAMME_MOST 217.0

/* ---- memory ------------------------------------------------------------- */

/* A rivalry in some year of spin-up or horizon, or on watch. */
static bool
followed(const struct inputs *in, const struct pair_facts *p)
{
    int first = inputs_year(in, -(int32_t)in->params.world.spin_up);
    int last = inputs_year(in, in->weeks);

    if (p->watch)
        return true;
    return p->rivalry_start != 0 && p->rivalry_start <= last
           && p->rivalry_end >= first;
}

static uint32_t
count_followed(const struct inputs *in)
{
    uint32_t n = 0;

    for (uint32_t k = 0; k < in->tables.n_pairs; k++)
        n += followed(in, &in->tables.pair[k]);
    return n;
}

static int
start_tables(struct world *w, struct fault *f)
{
    const struct inputs *in = w->in;
    uint32_t n = in->tables.n_states, cells = n * in->tables.n_ecosystems;
    uint32_t rows[N_TABLES] = {
        [TABLE_state] = n,
        [TABLE_dyad] = n * n,
        [TABLE_pair] = count_followed(in),
        [TABLE_cell] = cells,
        [TABLE_group] = cells * N_HABITS * N_CONDITIONS * N_HARMED,
        [TABLE_ecosystem] = in->tables.n_ecosystems,
        [TABLE_arsenal] = n * in->tables.n_ecosystems,
        [TABLE_firm] = in->tables.n_firms,
        [TABLE_series] = (uint32_t)in->weeks,
        [TABLE_agency] = 1,
    };

    for (enum table t = 0; t < N_TABLES; t++) {
        int code = world_table_start(w, t, rows[t], f);
        if (code)
            return code;
    }
    return 0;
}

/* ---- states ------------------------------------------------------------- */

/* Share of people online at the start, 0..1. */
static double
online_share(const struct state_facts *s, double year)
{
    const double at[] = { 2010, 2015, s->internet_latest_year };
    const double pct[] = { s->internet_2010_pct, s->internet_2015_pct,
                           s->internet_latest_pct };

    if (year <= at[0])
        return pct[0] / 100;
    for (int k = 1; k < 3; k++)
        if (year < at[k])
            return (pct[k - 1] + (pct[k] - pct[k - 1]) * (year - at[k - 1])
                    / (at[k] - at[k - 1])) / 100;
    return pct[2] / 100;
}

static bool
has_rival(const struct inputs *in, state_id i)
{
    int year = inputs_year(in, 0);

    for (uint32_t k = 0; k < in->tables.n_pairs; k++) {
        const struct pair_facts *p = &in->tables.pair[k];
        if ((p->a == i || p->b == i) && p->rivalry_start != 0
            && p->rivalry_start <= year && year <= p->rivalry_end)
            return true;
    }
    return false;
}

/* Coded, or by chance for a state whose programme is not coded. */
static double
programme_of(const struct world *w, state_id i)
{
    const struct params *p = &w->p;
    const struct state_facts *s = &w->in->tables.state[i];
    double gap = bloc_is_western(s->bloc)
                 ? 1 + 4 * p->world.reporting_gap : 1;

    if (!isnan(s->programme_groups))
        return s->programme_groups * gap;
    double chance = logistic(p->world.small_programme_logit
                             + (s->military_tier - 3) + has_rival(w->in, i)
                             + bloc_is_eastern(s->bloc));
    double u = draw_at(w->key, PURPOSE_programme, 0, entity_state(s->code), 0);
    return u < chance ? p->world.small_programme * gap : 0;
}

static void
start_programme(struct world *w, state_id i)
{
    double programme = programme_of(w, i);

    w->state.programme[i] = programme;
    w->state.weight[i] = programme > 0
        ? pow(programme, w->p.world.programme_power) : 0;
    w->state.offence[i] = log1p(programme) / log(PROGRAMME_MOST);
    if (programme > 0) {
        w->derived.initiator[w->derived.n_initiators++] = i;
        w->derived.capability += w->state.weight[i];
    }
}

/* Stationary law of the logit walk: mean m, variance s^2 / (1 - (1-k)^2). */
static void
start_nationalism(struct world *w, state_id i)
{
    const struct params *p = &w->p;
    double k = 1 - p->politics.nationalism_return;
    double sd = p->politics.nationalism_shock / sqrt(1 - k * k);
    double mean = logit(p->politics.nationalism_open
                        + p->politics.nationalism_closed
                          * (1 - w->state.openness[i]));
    uint64_t who = entity_state(w->in->tables.state[i].code);
    double u = draw_at(w->key, PURPOSE_nationalism_start, 0, who, 0);

    w->state.nationalism_home[i] = mean;
    w->state.nationalism_logit[i] = mean + sd * draw_normal(u);
    w->state.nationalism[i] = logistic(w->state.nationalism_logit[i]);
}

static void
start_beliefs(struct world *w, state_id i)
{
    const struct params *p = &w->p;

    for (int g = 0; g < N_GROUPS; g++) {
        double q = p->decision.caught_prior[g];
        w->state.caught[i * N_GROUPS + g] = q * p->decision.caught_weight;
        w->state.uncaught[i * N_GROUPS + g] =
            (1 - q) * p->decision.caught_weight;
    }
    w->state.finding_cost[i] = p->decision.finding_prior;
    w->state.right[i] = p->attribution.right_prior[AUTHOR_government];
    w->state.wrong[i] = p->attribution.wrong_prior[AUTHOR_government];
    w->state.legitimacy[i] = 1;
    w->state.culprit_week[i] = -NEVER;
}

static void
start_diplomacy(struct world *w, state_id i)
{
    uint64_t who = entity_state(w->in->tables.state[i].code);

    w->state.treaty_taste[i] =
        draw_normal(draw_at(w->key, PURPOSE_taste_treaty, 0, who, 0));
    w->state.signed_week[i] = w->state.ratified_week[i] =
        w->state.leaves_week[i] = w->state.statute_week[i] = NEVER;
    w->state.cut_yes[i] = w->p.diplomacy.cut_yes;
    w->state.cut_all[i] = w->p.diplomacy.cut_yes + w->p.diplomacy.cut_no;
    w->state.trust[i] = 1;
}

/* How much it draws a domain of an attack (process/response_takedown.c);
 * nothing where there is no host, whatever the power. */
static double
hosting_of(const struct world *w, state_id i)
{
    double people = w->in->tables.state[i].population;
    double hosts = people > 0
        ? w->state.gdp[i] * (w->state.online[i] / people) : 0;

    return hosts > 0 ? pow(hosts, w->p.response.domains_power) : 0;
}

static void
start_state(struct world *w, state_id i)
{
    const struct state_facts *s = &w->in->tables.state[i];
    double year = 2010 + inputs_years_since(w->in, 0, 2010);

    w->state.gdp[i] = s->gdp_musd;
    w->state.online[i] = floor(s->population * online_share(s, year) + 0.5);
    w->state.hosting[i] = hosting_of(w, i);
    w->state.power[i] = s->power;
    w->state.bloc[i] = s->bloc;
    w->state.defence[i] = isnan(s->defence)
        ? 0.5 * s->wealth_rank + 0.5 * (s->military_tier - 1) / 4 : s->defence;
    w->state.openness[i] = isnan(s->openness) ? s->polyarchy : s->openness;
    start_programme(w, i);
    start_nationalism(w, i);
    start_beliefs(w, i);
    start_diplomacy(w, i);
}

/* ---- pairs -------------------------------------------------------------- */

static uint8_t
bloc_relation(uint8_t a, uint8_t b)
{
    uint8_t r = 0;

    if ((bloc_is_western(a) && bloc_is_eastern(b))
        || (bloc_is_eastern(a) && bloc_is_western(b)))
        r |= RELATION_opposed;
    if (a == b && a != BLOC_nonaligned)
        r |= RELATION_bloc;
    return r;
}

static void
start_trade(struct world *w, state_id i)
{
    const struct state_facts *s = w->in->tables.state;

    for (state_id j = 0; j < w->state.n; j++) {
        uint32_t d = dyad_of(w, i, j);
        bool region = s[i].region == s[j].region;
        double k = region ? w->p.world.region_trade : 1;
        uint8_t relation = bloc_relation(s[i].bloc, s[j].bloc);

        w->dyad.conflict[d] = -1;
        w->dyad.pair[d] = -1;
        if (i == j)
            continue;
        w->dyad.relation[d] = relation | (region ? RELATION_region : 0);
        if (s[i].trade_base_musd > 0)
            w->dyad.trade[d] = s[j].gdp_musd * k / s[i].trade_base_musd;
    }
}

static void
start_pairs(struct world *w)
{
    const struct tables *t = &w->in->tables;
    uint32_t row = 0;

    for (uint32_t k = 0; k < t->n_pairs; k++) {
        const struct pair_facts *p = &t->pair[k];
        uint32_t ab = dyad_of(w, p->a, p->b), ba = dyad_of(w, p->b, p->a);
        uint8_t relation = (uint8_t)((p->defence_pact ? RELATION_ally : 0)
                                     | (p->watch ? RELATION_watch : 0));
        w->dyad.relation[ab] |= relation;
        w->dyad.relation[ba] |= relation;
        if (!followed(w->in, p))
            continue;
        w->dyad.pair[ab] = w->dyad.pair[ba] = (int16_t)row;
        w->pair.a[row] = p->a;
        w->pair.b[row] = p->b;
        w->pair.watch[row] = p->watch;
        for (int r = 0; r < N_RUNGS; r++)
            w->pair.acted[row * N_RUNGS + (uint32_t)r] =
                w->pair.seen[row * N_RUNGS + (uint32_t)r] = -NEVER;
        row++;
    }
}

/* What pulls i toward j but for a rivalry; only where i can act. */
static void
start_affinity(struct world *w, state_id i)
{
    const struct params *p = &w->p;

    for (state_id j = 0; j < w->state.n; j++) {
        uint32_t d = dyad_of(w, i, j);
        double gdp = w->state.gdp[j] / 1e6;             /* USD trillion      */
        if (i == j || gdp <= 0 || w->state.weight[i] == 0)
            continue;
        uint64_t pair = entity_pair(world_code(w, i), world_code(w, j));
        double z = p->world.affinity_sd
                 * draw_normal(draw_at(w->key, PURPOSE_affinity, 0, pair, 0));
        uint8_t r = w->dyad.relation[d];
        double pull = p->world.gdp_pull * log(gdp) + z;
        if (r & RELATION_opposed)
            pull += p->world.opposition_pull;
        if (r & RELATION_ally)
            pull += p->world.alliance_pull;
        if (r & RELATION_region)
            pull += p->world.region_pull;
        w->dyad.affinity[d] = exp(pull);
    }
}

/* ---- people ------------------------------------------------------------- */

/* Largest remainders would be fairer by one person; the last habit gets
 * them. */
static void
start_cell(struct world *w, uint32_t c)
{
    int64_t left = (int64_t)w->cell.users[c];

    for (uint32_t h = 0; h < N_HABITS; h++) {
        double share = w->p.vulnerabilities.habit_share[h];
        int64_t n = h + 1 < N_HABITS
            ? (int64_t)floor(w->cell.users[c] * share + 0.5) : left;
        n = n < left ? n : left;
        w->group.people[(c * N_HABITS + h) * N_CONDITIONS * N_HARMED] = n;
        left -= n;
    }
}

static void
start_people(struct world *w)
{
    const struct tables *t = &w->in->tables;

    for (uint32_t c = 0; c < w->cell.n; c++) {
        uint32_t i = c / t->n_ecosystems, m = c % t->n_ecosystems;
        w->cell.users[c] = floor(w->state.online[i] * t->user_share[c] + 0.5);
        w->cell.key[c] = entity_cell(t->state[i].code, t->ecosystem[m].entity);
        w->cell.trust[c] = 1;
        start_cell(w, c);
    }
    for (uint32_t m = 0; m < t->n_ecosystems; m++) {
        w->ecosystem.density[m] = t->ecosystem[m].zero_days;
        w->ecosystem.nday[m] = NOTHING;
    }
}

/* ---- firms -------------------------------------------------------------- */

static double
users_of(const struct world *w, uint32_t f, bool abroad)
{
    const struct tables *t = &w->in->tables;
    double sum = 0;

    for (uint32_t c = 0; c < w->cell.n; c++) {
        uint32_t i = c / t->n_ecosystems, m = c % t->n_ecosystems;
        if (t->ecosystem[m].owner == f && !(abroad && t->firm[f].home == i))
            sum += w->cell.users[c];
    }
    return sum;
}

/* Users of a firm that owns nothing are everybody online. */
static void
start_firm(struct world *w, uint32_t f)
{
    const struct firm_facts *firm = &w->in->tables.firm[f];
    double sd = w->p.response.firm_skill_sd, all = 0;
    double own = users_of(w, f, false);
    double z = draw_normal(draw_at(w->key, PURPOSE_firm_first, 0, firm->entity,
                                   0));

    for (uint32_t i = 0; i < w->state.n; i++)
        all += w->state.online[i];
    w->firm.skill[f] = firm->skill * exp(sd * z - sd * sd / 2);
    w->firm.users[f] = all > 0 ? own / all : 0;
    if (own > 0)
        w->firm.foreign[f] = users_of(w, f, true) / own;
    else if (all > 0)
        w->firm.foreign[f] = 1 - w->state.online[firm->home] / all;
    w->firm.helped_since[f] = w->firm.revealed[f] = NEVER;
    w->firm.right[f] = w->p.attribution.right_prior[AUTHOR_firm];
    w->firm.wrong[f] = w->p.attribution.wrong_prior[AUTHOR_firm];
}

/* ---- numbers worked out once -------------------------------------------- */

static void
start_severity(struct world *w)
{
    struct derived *v = &w->derived;

    for (int k = 0; k < N_KINDS; k++) {
        double sum = 0;
        v->severity_mean[k] = 0;
        for (int s = 0; s < N_LEVELS; s++) {
            double chance = w->p.strike.severity[k][s];
            v->severity_mean[k] += chance * (s + 1);
            v->severity_cumulated[k][s] = sum += chance;
        }
    }
}

static int
start_powers(struct world *w, struct fault *f)
{
    uint32_t n = (uint32_t)(w->in->weeks + (int32_t)w->p.world.spin_up + 2);
    int code = world_start_tables(w, n, f);
    if (code)
        return code;

    w->keep_power[0] = 1;
    for (uint32_t k = 1; k < n; k++)
        w->keep_power[k] = w->keep_power[k - 1] * w->derived.hostility_keep;
    return 0;
}

static void
start_derived(struct world *w)
{
    const struct params *p = &w->p;
    struct derived *v = &w->derived;

    *v = (struct derived){
        .hostility_keep = 1 - p->reaction.hostility_fade,
        .salience_keep = 1 - 1 / p->civilians.salience_weeks,
        .isolation_keep = exp2(-1 / p->decision.isolation_half_life),
        .calm_most = exp(p->decision.hostility_tempo),
        .year = INT32_MIN,
    };
    v->surge_most = v->calm_most
        * expm1(p->decision.crisis_tempo + p->decision.war_tempo);
    start_severity(w);
}

int
world_setup(struct world *w, const struct inputs *in, uint64_t seed,
            uint32_t replicate, struct fault *f)
{
    w->in = in;
    w->p = in->params;
    w->law = (struct law){ 0 };
    w->key = draw_key_for(seed, replicate);
    w->week = -(int32_t)in->params.world.spin_up;
    w->tally = (struct tally){ 0 };
    for (int r = 0; r < N_RUNGS; r++)
        w->tally.rung_week[r] = -NEVER;
    w->week_events = w->last_events = 0;
    w->overflow = N_TABLES;
    w->watch = (struct people_watch){ .moved = NULL };
    w->choices = (struct choice_watch){ .made = NULL };
    start_derived(w);

    int code = start_tables(w, f);
    if (code == 0)
        code = start_powers(w, f);
    if (code)
        return code;
    for (state_id i = 0; i < w->state.n; i++)
        start_state(w, i);
    for (state_id i = 0; i < w->state.n; i++)
        start_trade(w, i);
    start_pairs(w);
    for (state_id i = 0; i < w->state.n; i++)
        start_affinity(w, i);
    start_people(w);
    for (uint32_t k = 0; k < w->firm.n; k++)
        start_firm(w, k);
    w->agency.entered[0] = NEVER;
    w->agency.funding[0] = 1;
    w->agency.right[0] = in->params.attribution.right_prior[AUTHOR_agency];
    w->agency.wrong[0] = in->params.attribution.wrong_prior[AUTHOR_agency];
    return 0;
}
