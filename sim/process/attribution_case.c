/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attribution_case.c - evidence and private belief.
 *
 * Suspects: the eight highest priors for that victim (world/suspicion.h) and
 * "no state".  A culprit that is not among them cannot be named rightly.
 * When a file is looked at, each investigator a gets the sum of the weekly
 * steps since it last looked
 *   y_k = mu_k + sqrt(rho) eps_k + sqrt(1 - rho) eps_ak
 * with mu the signal of the true culprit, (1 - zeta) d at the culprit and zeta
 * d at the innocent if a flag is flown, d = d0 skill_a (1 - stealth off) (0.6
 * through a proxy) (1 - tip x share of the accord, where warnings are
 * shared).  It is the test with flag hypotheses of theory/sequential.h;
 * posterior at its threshold: it settles, and searches no more.  "No state"
 * settles it without a statement.
 *
 * One block of four words holds the noise of one suspect in one look: what
 * all share, and the government's, the firm's and the agency's own. */
#include "process/attribution_case.h"

#include <math.h>
#include <string.h>

#include "theory/hazards.h"
#include "theory/sequential.h"
#include "world/accord.h"
#include "world/suppressed.h"

/* ---- the file ----------------------------------------------------------- */

static void
put_priors(struct world *w, uint32_t o, const struct suspects *s)
{
    enum group g = world_operation_group(w, o);
    double nobody = w->p.attribution.nonstate_prior[g];
    double sum = 0;

    for (int k = 0; k < s->n; k++)
        sum += s->prior[k];
    for (int k = 0; k < s->n; k++) {
        w->operation.suspect[o * SUSPECT_STATES + (uint32_t)k] = s->state[k];
        w->operation.log_prior[o * SUSPECTS_MOST + (uint32_t)k] =
            log((1 - nobody) * s->prior[k] / sum);
    }
    w->operation.log_prior[o * SUSPECTS_MOST + (uint32_t)s->n] =
        log(fmax(nobody, 1e-12));
    w->operation.n_suspects[o] = (uint8_t)s->n;
}

/* The victim's rival with the highest prior, other than the culprit. */
static state_id
flag_of(const struct world *w, uint32_t o, const struct suspects *s)
{
    double u = draw_at(w->key, PURPOSE_flag, 0, w->operation.key[o], 0);
    state_id j = w->operation.target[o];

    if (u >= w->p.attribution.flag_share)
        return NO_STATE;
    for (int k = 0; k < s->n; k++)
        if (s->state[k] != w->operation.initiator[o]
            && (w->dyad.relation[dyad_of(w, j, s->state[k])]
                & RELATION_rival))
            return s->state[k];
    return NO_STATE;
}

uint32_t
file_open(struct world *w, uint32_t o, const struct suspicion *s)
{
    uint32_t file = world_append(w, TABLE_file);
    struct suspects out;
    double u = draw_at(w->key, PURPOSE_closing, 0, w->operation.key[o], 0);
    double weeks = fmin(hazard_weeks(hazard_threshold(u),
                                     w->p.attribution.closing_rate),
                        w->p.attribution.closing_weeks);

    suspicion_suspects(s, w, w->operation.target[o], &out);
    put_priors(w, o, &out);
    w->operation.flag[o] = flag_of(w, o, &out);
    w->operation.closes[o] = w->week + (int32_t)weeks;
    w->file.row[file] = o;
    w->file.opened[file] = w->week;
    w->file.closes[file] = w->operation.closes[o];
    return file;
}

/* ---- cases -------------------------------------------------------------- */

/* Warned attackers drop their tools: what shared warnings leave of the
 * signal. */
static double
tip_factor(const struct world *w)
{
    if (w->law.levers.accord.share_warnings == 0)
        return 1;
    return 1 - w->p.attribution.tip_off * accord_share(w);
}

static double
skill_of(const struct world *w, uint32_t o, enum author author)
{
    if (author == AUTHOR_government)
        return state_defence(w, w->operation.target[o]);
    if (author == AUTHOR_firm)
        return w->firm.skill[w->operation.firm[o]];
    return w->law.agency_skill;
}

static state_id
home_of(const struct world *w, uint32_t o, enum author author)
{
    if (author == AUTHOR_government)
        return w->operation.target[o];
    return author == AUTHOR_firm
           ? w->in->tables.firm[w->operation.firm[o]].home : NO_STATE;
}

/* Weekly signal if `suspect` did it; NO_STATE: nobody who hides. */
static double
signal_of(const struct world *w, uint32_t o, double skill, state_id suspect)
{
    const struct params *p = &w->p;
    double hidden = suspect == NO_STATE ? 0
        : p->attribution.stealth * w->state.offence[suspect];
    double d = p->attribution.skill * skill * (1 - hidden) * tip_factor(w);

    return w->operation.executor[o] == EXECUTOR_proxy
           ? d * p->attribution.proxy_signal : d;
}

static state_id
suspect_of(const struct world *w, uint32_t o, int k)
{
    return k < w->operation.n_suspects[o]
           ? w->operation.suspect[o * SUSPECT_STATES + (uint32_t)k] : NO_STATE;
}

void
case_open(struct world *w, uint32_t file, enum author author)
{
    uint32_t c = world_append(w, TABLE_case_file), o = w->file.row[file];
    double skill = fmax(0, skill_of(w, o, author));

    w->operation.cases[o * N_AUTHORS + author] = c;
    w->case_file.operation[c] = o;
    w->case_file.author[c] = (uint8_t)author;
    w->case_file.home[c] = home_of(w, o, author);
    w->case_file.firm[c] = author == AUTHOR_firm ? w->operation.firm[o]
                                                 : NO_FIRM;
    w->case_file.opened[c] = w->week;
    for (int k = 0; k <= w->operation.n_suspects[o]; k++)
        w->case_file.signal[c * SUSPECTS_MOST + (uint32_t)k] =
            signal_of(w, o, skill, suspect_of(w, o, k));
    w->case_file.true_signal[c] =
        signal_of(w, o, skill, w->operation.initiator[o]);
    w->case_file.named[c] = NEVER;
    w->case_file.suspect[c] = NO_STATE;
    w->case_file.blocked_until[c] = NEVER;
    w->case_file.published[c] = NEVER;
    w->file.search[file] |= (uint8_t)(1u << author);
    w->case_file.event[c] = w->case_file.public_event[c] = NOTHING;
}

/* ---- evidence ----------------------------------------------------------- */

/* Noise of one look, for each suspect: what all investigators share, as a
 * normal, and the words of each one's own. */
struct noise {
    uint32_t word[SUSPECTS_MOST][4];
    double common[SUSPECTS_MOST];
};

static void
noise_of_look(struct noise *noise, const struct world *w, uint32_t o)
{
    for (int k = 0; k <= w->operation.n_suspects[o]; k++) {
        state_id suspect = suspect_of(w, o, k);
        draw_block(w->key, PURPOSE_evidence, w->week, w->operation.key[o],
                   suspect == NO_STATE ? 0 : world_code(w, suspect),
                   noise->word[k]);
        noise->common[k] = normal_of_word(w->normals, noise->word[k][0]);
    }
}

static void
add_noise(struct world *w, uint32_t c, const struct noise *noise, int n,
          double weeks)
{
    double rho = w->p.attribution.common_noise;
    double shared = sqrt(weeks * rho), alone = sqrt(weeks * (1 - rho));
    double *evidence = &w->case_file.evidence[c * SUSPECTS_MOST];
    uint32_t own = 1u + w->case_file.author[c];

    for (int k = 0; k < n; k++)
        evidence[k] += shared * noise->common[k] + alone
            * normal_of_word(w->normals, noise->word[k][own]);
}

/* The signal: at the culprit, and at the innocent to whom a flag points. */
static void
add_signal(struct world *w, uint32_t o, uint32_t c, double weeks)
{
    double *evidence = &w->case_file.evidence[c * SUSPECTS_MOST];
    double d = weeks * w->case_file.true_signal[c];
    double zeta = w->operation.flag[o] == NO_STATE
                  ? 0 : w->p.attribution.flag_strength;

    for (int k = 0; k < w->operation.n_suspects[o]; k++) {
        state_id suspect = suspect_of(w, o, k);
        if (suspect == w->operation.initiator[o])
            evidence[k] += (1 - zeta) * d;
        else if (zeta > 0 && suspect == w->operation.flag[o])
            evidence[k] += zeta * d;
    }
}

static double
threshold_of(const struct world *w, enum author author)
{
    return author == AUTHOR_agency ? w->law.levers.agency.threshold
                                   : w->p.attribution.threshold[author];
}

static void
settle(struct world *w, uint32_t c, state_id suspect, double belief)
{
    uint32_t o = w->case_file.operation[c];

    w->case_file.named[c] = w->week;
    w->case_file.suspect[c] = suspect;
    w->case_file.belief[c] = belief;
    if (suspect == NO_STATE)
        return;
    w->case_file.event[c] = world_event(w, &(struct event_row){
        .kind = EVENT_finding, .actor = w->case_file.home[c],
        .target = suspect, .row = c, .victim = NOTHING, .belief = belief,
        .flags = suspect == w->operation.initiator[o] ? EVENT_FLAG_right : 0,
        .trigger = w->operation.seen_event[o] });
}

/* What is kept from being found is looked for on. */
static bool
kept_from(const struct world *w, uint32_t c, state_id suspect)
{
    return suppressed(w, &(struct suppressed){ .kind = EVENT_finding,
        .key = w->operation.key[w->case_file.operation[c]],
        .author = (enum author)w->case_file.author[c], .target = suspect });
}

static void
judge(struct world *w, uint32_t o, uint32_t c)
{
    double belief;
    struct inquiry q;           /* not zeroed: this is asked often */

    q.n_suspects = w->operation.n_suspects[o] + 1;
    q.has_nonstate = 1;
    q.flag_share = w->p.attribution.flag_share;
    q.flag_strength = w->p.attribution.flag_strength;
    memcpy(q.log_prior, &w->operation.log_prior[o * SUSPECTS_MOST],
           sizeof q.log_prior);
    memcpy(q.d, &w->case_file.signal[c * SUSPECTS_MOST], sizeof q.d);
    int leader = inquiry_leader(&q, &w->case_file.evidence[c * SUSPECTS_MOST],
                                w->case_file.weeks[c],
                                threshold_of(w, w->case_file.author[c]),
                                &belief);
    if (leader >= 0 && !kept_from(w, c, suspect_of(w, o, leader)))
        settle(w, c, suspect_of(w, o, leader), belief);
}

/* Adds what has come in since the investigator last looked. */
static void
catch_up(struct world *w, uint32_t o, uint32_t c, const struct noise *noise)
{
    int32_t weeks = w->week - w->case_file.opened[c] - w->case_file.weeks[c];

    add_noise(w, c, noise, w->operation.n_suspects[o] + 1, weeks);
    add_signal(w, o, c, weeks);
    w->case_file.weeks[c] = (uint16_t)(w->case_file.weeks[c] + weeks);
}

/* Who still looks: without an agency its open cases wait for another. */
static uint8_t
searching(const struct world *w, uint32_t file)
{
    uint8_t agency = 1u << AUTHOR_agency;

    return w->law.in_force[CLAUSE_agency]
           ? w->file.search[file]
           : (uint8_t)(w->file.search[file] & ~agency);
}

uint8_t
file_look(struct world *w, uint32_t file)
{
    uint32_t o = w->file.row[file];
    uint8_t search = searching(w, file), settled = 0;
    struct noise noise;

    if (search)
        noise_of_look(&noise, w, o);
    for (uint32_t a = 0; a < N_AUTHORS; a++) {
        uint32_t c = w->operation.cases[o * N_AUTHORS + a];
        if (!(search >> a & 1))
            continue;
        catch_up(w, o, c, &noise);
        judge(w, o, c);
        if (w->case_file.named[c] != NEVER)
            w->file.search[file] &= (uint8_t)~(1u << a);
        if (w->case_file.suspect[c] != NO_STATE)
            settled |= (uint8_t)(1u << a);
    }
    return settled;
}
