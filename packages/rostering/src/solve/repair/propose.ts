import type { Gap } from '../../model.ts';
import { reasonsOf } from '../gaps.ts';
import { insert } from '../line-items.ts';
import { quickStop } from '../quick-stop.ts';
import type { Move, Proposal, RepairChange, RepairCost } from './model.ts';
import { type Aims, eachDifference, type Plan } from './plan.ts';
import type { Taken } from './setting.ts';

/** Tells a plan: who moves where and why, what stays open, what it costs. `before`: the aims with nothing done. */
export function proposalOf(plan: Plan, before: Aims): Proposal {
  const { setting, aims } = plan;
  const people = [...plan.moves.keys()].filter((person) => plan.moves[person]! > 0);
  return {
    changes: changesOf(plan),
    gaps: gapsOf(plan),
    before: costOf(before),
    after: costOf(aims),
    disturbed: {
      people: people.length,
      atShortNotice: people.filter((person) => isAtShortNotice(plan, person)).length,
    },
    begun: setting.begun,
  };
}

const costOf = ({ gapCost, soft }: Aims): RepairCost => ({ gaps: gapCost, total: gapCost + soft });

function isAtShortNotice({ setting, lines }: Plan, person: number): boolean {
  let isShort = false;
  eachDifference(setting, setting.standing[person]!, lines[person]!, (duty) => {
    isShort ||= setting.t.start[duty]! < setting.noticeEnd;
  });
  return isShort;
}

function gapsOf(plan: Plan): Gap[] {
  const { t, judge, wanted } = plan.setting;
  return [...plan.short]
    .sort((a, b) => a - b)
    .map((duty) => ({
      duty: t.problem.duties[duty]!.id,
      places: wanted[duty]! - plan.holders[duty]!.length,
      reasons: reasonsOf({ t, judge, lines: plan.lines as number[][] }, duty),
    }));
}

type Changed = { readonly outs: Move[]; readonly ins: Move[]; readonly start: number };

function changesOf(plan: Plan): RepairChange[] {
  const { setting } = plan;
  const { t } = setting;
  const byDuty = new Map<string, Changed>();
  const at = (duty: string, start: number): Changed => {
    const known = byDuty.get(duty) ?? { outs: [], ins: [], start };
    byDuty.set(duty, known);
    return known;
  };
  for (const taken of setting.taken) {
    at(taken.duty, setting.startOf(taken.duty)).outs.push(takenAway(taken));
  }
  for (let person = 0; person < t.people; person++) {
    eachDifference(setting, setting.standing[person]!, plan.lines[person]!, (duty, joins) => {
      const changed = at(t.item[duty]!.id, t.start[duty]!);
      if (joins) changed.ins.push(takesPlace(plan, person, duty));
      else changed.outs.push(leaves(plan, person, duty));
    });
  }
  return [...byDuty]
    .sort(([a, one], [b, other]) => one.start - other.start || (a < b ? -1 : 1))
    .flatMap(([duty, { outs, ins, start }]) =>
      Array.from({ length: Math.max(outs.length, ins.length) }, (_, index) => ({
        duty,
        out: outs[index] ?? null,
        in: ins[index] ?? null,
        isShortNotice: start < setting.noticeEnd,
      })),
    );
}

function takenAway({ person, duty, absence }: Taken): Move {
  if (absence === null) return { person, rule: null, records: [duty], reason: 'The duty is cancelled.' };
  const { from, to } = absence;
  return { person, rule: 'LEAVE', records: [person], reason: `Absent from ${from} until ${to}.` };
}

/** Why somebody leaves a duty: what they could not do beside it. */
function leaves(plan: Plan, person: number, duty: number): Move {
  const { setting, lines } = plan;
  const { t, judge } = setting;
  const gained: number[] = [];
  eachDifference(setting, setting.standing[person]!, lines[person]!, (item, joins) => {
    if (joins) gained.push(item);
  });
  const idOf = (item: number) => t.item[item]!.id;
  const id = t.problem.people[person]!.id;
  const longer = lines[person]!.slice();
  insert(t, longer, duty);
  const overlapping = gained.filter((item) => t.start[item]! < t.end[duty]! && t.end[item]! > t.start[duty]!);
  if (overlapping.length > 0) {
    const records = overlapping.map(idOf);
    return { person: id, rule: 'OVERLAP', records, reason: `Is needed for ${records.join(', ')} at the same time.` };
  }
  const { stoppedBy, stoppedWith } = judge.line(person, longer);
  const records = gained.map(idOf).filter((each) => stoppedWith.length === 0 || stoppedWith.includes(each));
  const rule = stoppedBy[0] ?? null;
  const because = rule === null ? 'Gives it up' : `Both would break ${rule}: gives it up`;
  return { person: id, rule, records, reason: `${because} for ${records.join(', ')}.` };
}

/** Why somebody takes a place: what opened it, and who else was free. */
function takesPlace(plan: Plan, person: number, duty: number): Move {
  const { setting, lines, holders } = plan;
  const { t } = setting;
  const { id, eligible } = t.problem.duties[duty]!;
  const by = setting.taken.filter((taken) => taken.duty === id);
  const gave = setting.standing.flatMap((line, each) =>
    line.includes(duty) && !holders[duty]!.includes(each) ? [t.problem.people[each]!.id] : [],
  );
  const records = by.length > 0 ? [...new Set(by.map((taken) => taken.person))] : gave;
  const others = t.candidates[duty]!.filter(
    (each) => !lines[each]!.includes(duty) && quickStop(t, each, lines[each]!, duty) === null,
  ).length;
  const why =
    by.length > 0
      ? 'Takes the place that an absence has opened'
      : gave.length > 0
        ? 'Takes the place of somebody who is needed elsewhere'
        : 'Takes a place that nobody had';
  const notice =
    t.start[duty]! < setting.noticeEnd ? ' Inside the notice period, because the place would stay empty.' : '';
  const reason = `${why}; of ${eligible.length} eligible, ${others + 1} were free at that time.${notice}`;
  return { person: t.problem.people[person]!.id, rule: null, records, reason };
}
