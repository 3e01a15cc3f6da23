/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plain_attribution.c - evidence every week, a block for each normal, the
 * whole posterior for each case; and every wait as one draw a week.
 *
 * Opening, settling, stating, closing and the docket are those of the process,
 * which is read as text for that, with a plain look in place of its own. */
#define file_open plain_file_open
#define case_open plain_case_open
#define file_look shared_look
#include "process/attribution_case.c"
#undef file_look
#define file_look plain_look
#define attribution(w) shared_attribution(w)
#include "plain.h"

uint8_t plain_look(struct world *w, uint32_t file);

#include "process/attribution.c"

/* ---- evidence ----------------------------------------------------------- */

static double
plain_normal(const struct world *w, uint32_t o, int k, uint32_t who)
{
    uint32_t index = 2 * ((uint32_t)k * (N_AUTHORS + 1) + who);
    return draw_normal(draw_at(w->key, PURPOSE_evidence, w->week,
                               w->operation.key[o], index));
}

static struct inquiry
plain_inquiry(const struct world *w, uint32_t o, uint32_t c)
{
    struct inquiry q = {
        .n_suspects = w->operation.n_suspects[o] + 1, .has_nonstate = 1,
        .flag_share = w->p.attribution.flag_share,
        .flag_strength = w->p.attribution.flag_strength };

    for (uint32_t k = 0; k < (uint32_t)q.n_suspects; k++) {
        q.log_prior[k] = w->operation.log_prior[o * SUSPECTS_MOST + k];
        q.d[k] = w->case_file.signal[c * SUSPECTS_MOST + k];
    }
    return q;
}

static void
plain_judge(struct world *w, uint32_t o, uint32_t c)
{
    struct inquiry q = plain_inquiry(w, o, c);
    double posterior[SUSPECTS_MOST];
    int leader = 0;

    inquiry_posterior(&q, &w->case_file.evidence[c * SUSPECTS_MOST],
                      w->case_file.weeks[c], posterior);
    for (int k = 1; k < q.n_suspects; k++)
        if (posterior[k] > posterior[leader])
            leader = k;
    if (posterior[leader] >= threshold_of(w, w->case_file.author[c]))
        settle(w, c, suspect_of(w, o, leader), posterior[leader]);
}

/* One week of one investigator. */
static void
plain_week_of(struct world *w, uint32_t o, uint32_t a, const double common[])
{
    double own = sqrt(1 - w->p.attribution.common_noise);
    uint32_t c = w->operation.cases[o * N_AUTHORS + a];

    for (int k = 0; k <= w->operation.n_suspects[o]; k++)
        w->case_file.evidence[c * SUSPECTS_MOST + (uint32_t)k] +=
            common[k] + own * plain_normal(w, o, k, 1 + a);
    add_signal(w, o, c, 1);
    w->case_file.weeks[c]++;
    plain_judge(w, o, c);
}

uint8_t
plain_look(struct world *w, uint32_t file)
{
    double shared = sqrt(w->p.attribution.common_noise), common[SUSPECTS_MOST];
    uint32_t o = w->file.row[file];
    uint8_t search = w->file.search[file], settled = 0;

    for (int k = 0; k <= w->operation.n_suspects[o]; k++)
        common[k] = shared * plain_normal(w, o, k, 0);
    for (uint32_t a = 0; a < N_AUTHORS; a++) {
        if (!(search >> a & 1))
            continue;
        uint32_t c = w->operation.cases[o * N_AUTHORS + a];
        plain_week_of(w, o, a, common);
        if (w->case_file.named[c] != NEVER)
            w->file.search[file] &= (uint8_t)~(1u << a);
        if (w->case_file.suspect[c] != NO_STATE)
            settled |= (uint8_t)(1u << a);
    }
    return settled;
}

/* ---- waits -------------------------------------------------------------- */

/* Statements of a government and leaks from the agency: this week, or not. */
static void
plain_silence(struct world *w, uint32_t file, double growth)
{
    uint32_t o = w->file.row[file];
    uint32_t c = w->operation.cases[o * N_AUTHORS + AUTHOR_government];
    uint32_t g = w->operation.cases[o * N_AUTHORS + AUTHOR_agency];
    double month = hazard_of_chance(w->p.attribution.leak);

    if (w->file.silent[file] >> AUTHOR_government & 1) {
        double mood = w->state.nationalism[w->case_file.home[c]] - 0.5;
        double rate = w->case_file.statement_rate[c] * growth
            * exp(w->p.attribution.public_nationalism * mood);
        w->case_file.statement_limit[c] =
            plain_happens(w, PURPOSE_government_names, w->operation.key[o],
                          rate) ? 0 : INFINITY;
    }
    if (w->file.silent[file] >> AUTHOR_agency & 1)
        w->case_file.blocked_until[g] =
            plain_happens(w, PURPOSE_agency_block, w->operation.key[o],
                          month / 4) ? w->week : NEVER;
}

static void
plain_closing(struct world *w, uint32_t file)
{
    uint32_t o = w->file.row[file];
    int32_t most = w->file.opened[file]
                 + (int32_t)w->p.attribution.closing_weeks;
    bool closes = plain_happens(w, PURPOSE_closing, w->operation.key[o],
                                w->p.attribution.closing_rate);

    w->file.closes[file] = w->operation.closes[o] =
        closes || w->week >= most ? w->week : NEVER;
}

void
plain_attribution(struct world *w)
{
    double growth = statement_growth(w);

    for (uint32_t k = 0; k < w->file.n; k++) {
        plain_closing(w, k);
        plain_silence(w, k, growth);
    }
    for (uint32_t k = 0; k < w->verdict.n; k++) {
        uint32_t o = w->verdict.row[k];
        w->operation.truth_week[o] =
            plain_happens(w, PURPOSE_truth, w->operation.key[o],
                          w->p.attribution.truth_rate) ? w->week : NEVER;
    }
    shared_attribution(w);
}
