import { leave } from './leave.ts';
import { overlap } from './overlap.ts';
import { rd7 } from './rd-7.ts';
import { rd7Rest } from './rd-7-rest.ts';
import { rd13 } from './rd-13.ts';
import { rd72 } from './rd-72.ts';
import { rdAvg48 } from './rd-avg48.ts';
import { rdBrk } from './rd-brk.ts';
import { rdLate4 } from './rd-late4.ts';
import { rdLate4Rest } from './rd-late4-rest.ts';
import { rdLong4 } from './rd-long4.ts';
import { rdLong4Rest } from './rd-long4-rest.ts';
import { rdNightRest } from './rd-night-rest.ts';
import { rdNight4 } from './rd-night4.ts';
import { rdOcConsec } from './rd-oc-consec.ts';
import { rdOcNext10 } from './rd-oc-next10.ts';
import { rdOc3In7 } from './rd-oc3in7.ts';
import { rdOc24 } from './rd-oc24.ts';
import { rdRest11 } from './rd-rest11.ts';
import { rdWe2 } from './rd-we2.ts';
import { rdWe3 } from './rd-we3.ts';
import type { Rule } from './rule.ts';
import { travel } from './travel.ts';
import { wtr48 } from './wtr-48.ts';
import { wtrBreak } from './wtr-break.ts';
import { wtrDaily } from './wtr-daily.ts';
import { wtrWeekly } from './wtr-weekly.ts';

/** Every rule that judges a rota: those of every person, of the working time regulations, of resident doctors. */
export const allRules: readonly Rule[] = [
  overlap,
  travel,
  leave,
  wtr48,
  wtrDaily,
  wtrWeekly,
  wtrBreak,
  rdAvg48,
  rd72,
  rd13,
  rdLong4,
  rdLong4Rest,
  rdLate4,
  rdLate4Rest,
  rdNight4,
  rdNightRest,
  rd7,
  rd7Rest,
  rdWe3,
  rdWe2,
  rdRest11,
  rdBrk,
  rdOc24,
  rdOcConsec,
  rdOc3In7,
  rdOcNext10,
];
