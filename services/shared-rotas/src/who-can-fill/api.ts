import { DutyId, PersonId } from '@weft/contracts';
import { isRejection } from '@weft/eventing';
import { checkPerson, newFindings, rulePackVersion } from '@weft/rostering';
import { asks, notFound } from '@weft/service-kit';
import { z } from 'zod';
import { seenRotas } from '../board/may-see.ts';
import { now } from '../board/moment.ts';
import { type ReadDeps, seenDuty, sourcesFor } from '../board/sources.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import { rotaFindingOf } from '../findings/rota-finding.ts';
import { contractedMinutes, frameOf, ruleDutyOf, rulePersonOf, workMinutesOf } from '../lines/rule-person.ts';
import { linesAt } from '../lines/state.ts';
import { localDay } from '../zone.ts';
import { askAll, eligibleFor, repairOf } from './ask.ts';
import { askable, openDutyOf } from './candidates.ts';
import { groupOf } from './group.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;

/** Asked before a duty is filled: who could, and what a certain person would break. */
export const whoCanFillProcedures = (deps: ReadDeps) => ({
  whoCanFill: asks(MANAGERS)
    .input(z.object({ duty: DutyId, enough: z.number().int().min(1).max(500).default(50) }))
    .query(({ ctx, input }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const { state, rota } = seenDuty(sources, input.duty);
      const { payer } = state.duty.parties;
      return askAll(sources, { rota, state, enough: input.enough, givingUp: true }).answers.map((answer) => ({
        ...answer,
        group: groupOf(answer),
        /** Who pays: the payer of the duty's arrangement, else the own employer. What it costs is not known here. */
        payer: sources.network.nameOn(payer ?? answer.employer, state.duty.date),
      }));
    }),

  check: asks(MANAGERS)
    .input(z.object({ duty: DutyId, person: PersonId }))
    .query(({ ctx, input }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const { rows, network } = sources;
      const { state, rota } = seenDuty(sources, input.duty);
      const known = knownPerson(rows, input.person);
      if (!known || !askable(rows, { rota, network, ...rota.period }).includes(input.person))
        throw notFound(`Person ${input.person}`);
      const { duty } = state;
      const verdict = eligibleFor(known, duty, network);
      const [line] = linesAt(rows, [input.person], now);
      const bookings = line?.bookings ?? [];
      const held = bookings.map(ruleDutyOf);
      const person = rulePersonOf(
        known,
        line ?? { person: input.person, revision: -1, bookings, leave: [] },
        rota.period,
      );
      const frame = frameOf(rota.period, network.travelMinutes);
      const others = held.filter(({ id }) => id !== duty.duty);
      const fresh = newFindings(
        checkPerson(frame, person, others),
        checkPerson(frame, person, [...others, openDutyOf(duty)]),
      );
      const seen = seenRotas(sources, now);
      const rotas = new Map(bookings.map((booking) => [booking.duty, booking.rota]));
      const inPeriod = (start: number) => {
        const day = localDay(new Date(start).toISOString());
        return day >= rota.period.from && day < rota.period.to;
      };
      const rostered = [...others, openDutyOf(duty)]
        .filter(({ start }) => inPeriod(start))
        .reduce((sum, each) => sum + workMinutesOf(each), 0);
      return {
        findings: fresh.map((finding) =>
          rotaFindingOf(finding, null, (id) => id === duty.duty || seen.has(rotas.get(id) ?? '')),
        ),
        gate: isRejection(verdict)
          ? { ok: false, because: verdict.because, code: verdict.rejected as string, details: verdict.details ?? null }
          : { ok: true, because: null, code: null, details: null },
        arrangement: isRejection(verdict) ? null : (verdict.arrangement?.id ?? null),
        repair: isRejection(verdict) || !line ? null : repairOf(sources, { rota, state, known, line, verdict }),
        isWorking: bookings.some(
          ({ duty: other, start, end }) =>
            other !== duty.duty && Date.parse(start) < Date.parse(duty.end) && Date.parse(end) > Date.parse(duty.start),
        ),
        /** Hours in the rota's period with this duty, against those agreed. */
        hoursAfter: { rostered: rostered / 60, contracted: contractedMinutes(person, rota.period) / 60 },
        rulePack: rulePackVersion(duty.date),
      };
    }),
});
