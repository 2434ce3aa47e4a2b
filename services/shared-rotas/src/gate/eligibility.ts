import type { Arrangement, Employment } from '@weft/contracts';
import { type Rejection, reject } from '@weft/eventing';
import type { Duty } from '../duty/events.ts';
import type { Network } from '../facts/network-facts.ts';
import type { KnownPerson } from '../facts/workforce-facts.ts';
import { type MissingCredential, missingCredentials, missingSentence } from './credentials.ts';

/** By which employment, and under which arrangement, a person may do a duty; null where the host is the employer. */
export type Eligible = {
  readonly employment: Employment;
  readonly arrangement: Arrangement | null;
};

export type EligibilityRefusal =
  | 'not-employed'
  | 'no-arrangement'
  | 'arrangement-ended'
  | 'grade-mismatch'
  | 'skill-missing'
  | 'credential-missing'
  | 'several-employments'
  | 'site-unknown';

/** How far an employment came, and what stopped it there. The furthest of a person's employments gives the reason. */
type Tried = { readonly step: number; readonly refusal: Rejection<EligibilityRefusal> };
type Asked = { readonly duty: Duty; readonly network: Network };

const isOn = ({ from, to }: { from: string; to: string | null }, day: string) =>
  from <= day && (to === null || day < to);

/** Arrangements by which an employer's people of a staff group work at a duty's site, whatever their term. */
function covering({ employer, staffGroup }: Employment, { duty, network }: Asked): Arrangement[] {
  const { date, site, service } = duty;
  const code = network.codeOn(employer, date);
  return [...network.arrangements.values()].filter(
    (one) =>
      (duty.arrangement === null || one.id === duty.arrangement) &&
      one.providers.some((provider) => network.codeOn(provider, date) === code) &&
      one.sites.some((covered) => covered === site) &&
      (one.services.length === 0 || one.services.includes(service)) &&
      (one.staffGroups.length === 0 || one.staffGroups.includes(staffGroup)),
  );
}

function tryEmployment(
  person: KnownPerson,
  employment: Employment,
  asked: Asked & { host: string },
): { readonly eligible: Eligible } | Tried {
  const { duty, network, host } = asked;
  const { date } = duty;
  const nameOf = (code: string) => network.nameOn(code, date);
  const isHosts = network.codeOn(employment.employer, date) === host;
  const possible = isHosts ? [] : covering(employment, asked);
  const current = possible.filter((one) => isOn(one, date));
  if (!isHosts && current.length === 0) {
    const where = `${nameOf(employment.employer)} at ${nameOf(host)} for ${duty.service} (${employment.staffGroup})`;
    const past = possible[0];
    return past
      ? {
          step: 2,
          refusal: reject(
            'arrangement-ended',
            `The arrangement "${past.name}" does not cover ${date}: it holds from ${past.from}${past.to ? ` until ${past.to}` : ''}. Agree to it again with a later end.`,
            { arrangement: past.id },
          ),
        }
      : {
          step: 1,
          refusal: reject('no-arrangement', `No arrangement covers people of ${where} on ${date}.`, { host }),
        };
  }
  if (duty.grades.length > 0 && !duty.grades.includes(employment.grade))
    return {
      step: 3,
      refusal: reject(
        'grade-mismatch',
        `The duty asks for ${duty.grades.join(' or ')}; the grade here is ${employment.grade}.`,
      ),
    };
  if (duty.skill !== null && !employment.skills.includes(duty.skill))
    return { step: 4, refusal: reject('skill-missing', `The duty asks for the skill ${duty.skill}.`) };
  if (isHosts) return { eligible: { employment, arrangement: null } };
  let least: readonly MissingCredential[] | null = null;
  for (const arrangement of current) {
    const missing = missingCredentials(person.credentials, {
      arrangement,
      host,
      employer: network.codeOn(employment.employer, date),
      day: date,
    });
    if (missing.length === 0) return { eligible: { employment, arrangement } };
    if (!least || missing.length < least.length) least = missing;
  }
  const sentences = (least ?? []).map((one) => missingSentence(one, nameOf));
  return { step: 5, refusal: reject('credential-missing', sentences.join(' '), { missing: least }) };
}

/**
 * Whether a person may do a duty on its day, and by which employment: the host's own if there is one; else one that an
 * arrangement covers, with grade, skill and credentials. `employer` chooses among several.
 */
export function eligibility(
  person: KnownPerson,
  duty: Duty,
  { network, employer }: { readonly network: Network; readonly employer: string | null },
): Eligible | Rejection<EligibilityRefusal> {
  const { date, site } = duty;
  const host = network.hostOn(site, date);
  if (host === null)
    return reject('site-unknown', `Nobody is known to run site ${site} on ${date}. The operator can record it.`);
  const current = person.employments.filter(
    (one) => isOn(one, date) && (employer === null || one.employer === employer),
  );
  if (current.length === 0)
    return reject(
      'not-employed',
      employer === null
        ? `This person has no employment on ${date}.`
        : `This person is not employed by ${network.nameOn(employer, date)} on ${date}.`,
    );
  const tried = current.map((employment) => tryEmployment(person, employment, { duty, network, host }));
  const possible = tried.flatMap((one) => ('eligible' in one ? [one.eligible] : []));
  const own = possible.filter(({ arrangement }) => arrangement === null);
  const best = own.length > 0 ? own : possible;
  const employers = [...new Set(best.map(({ employment }) => employment.employer))];
  if (employers.length > 1)
    return reject(
      'several-employments',
      `This person could do the duty for ${employers.map((code) => network.nameOn(code, date)).join(' or ')}. Say for which.`,
      { employers },
    );
  if (best[0]) return best[0];
  const refusals = tried.flatMap((one) => ('refusal' in one ? [one] : []));
  return refusals.sort((a, b) => b.step - a.step)[0]!.refusal;
}
