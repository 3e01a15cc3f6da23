/* SPDX-License-Identifier: GPL-3.0-or-later */
/* week.c - the week, in order.  A process sees what earlier ones did this
 * week; what a later one wants of an earlier one it leaves as an event,
 * gathered next week. */
#include "model/week.h"

#include "process/process.h"

const struct process model_week[] = {
    { "politics", politics, WRITER_politics,
      "nationalism, crises, wars, what a scenario imposes",
      "sim/process/politics.c" },
    { "vulnerabilities", vulnerabilities, WRITER_vulnerabilities,
      "ways in: found, held, lost, shown, disclosed, patched",
      "sim/process/vulnerabilities.c" },
    { "diplomacy", diplomacy, WRITER_diplomacy,
      "who joins, who is bound, who pays; firms, help and what comes out",
      "sim/process/diplomacy.c" },
    { "decision", decision, WRITER_decision,
      "who gets a chance against whom, and what is made of it",
      "sim/process/decision.c" },
    { "strike", strike, WRITER_strike,
      "success, severity, victims, reach and loss of what was launched",
      "sim/process/strike.c" },
    { "spread", spread, WRITER_spread,
      "operations that run away as worms",
      "sim/process/spread.c" },
    { "response", response, WRITER_response,
      "who sees an operation first, and where that ends it",
      "sim/process/response.c" },
    { "attribution", attribution, WRITER_attribution,
      "evidence, private belief, public statements, the agency, the truth",
      "sim/process/attribution.c" },
    { "reaction", reaction, WRITER_reaction,
      "responses, sanctions, who joins, hostility, legitimacy",
      "sim/process/reaction.c" },
    { "civilians", civilians, WRITER_civilians,
      "people touched and recovered, and what they demand",
      "sim/process/civilians.c" },
    { "account", account, WRITER_account,
      "the sums of the run, the ladder, the record",
      "sim/process/account.c" },
};
const size_t model_week_length = sizeof model_week / sizeof *model_week;

int
week_run(struct world *w, struct fault *f)
{
    w->last_events = w->week_events;
    w->week_events = w->event.n;
    law_compile(&w->law, w->in->clause, w->in->n_clauses, w->week, &w->p);
    for (size_t k = 0; k < model_week_length; k++)
        model_week[k].run(w);
    if (w->overflow != N_TABLES)
        return fault_set(f, FAULT_RUN, "run", 0,
                         "more in week %d than a week may bring", w->week);
    w->week++;
    return 0;
}
