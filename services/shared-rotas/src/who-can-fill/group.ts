import type { FillAnswer } from './ask.ts';

/** In which group of people who may be asked somebody stands; nobody is left out. */

type FillGroup = 'free' | 'extra-hours' | 'other-employers' | 'giving-up' | 'rules' | 'away' | 'not-judged' | 'barred';

/**
 * 'free': own people within their hours. 'extra-hours': own people over them. 'other-employers': who comes under an
 * arrangement. 'giving-up': who could, if they gave up a duty of their own. 'rules': who would break a hard rule. 'away': on leave or at work. 'barred': whom the gate stops.
 */
export function groupOf({
  ok,
  stop,
  gate,
  arrangement,
  hoursBalance,
  repair,
}: Pick<FillAnswer, 'ok' | 'stop' | 'gate' | 'arrangement' | 'hoursBalance' | 'repair'>): FillGroup {
  if (!gate.ok) return 'barred';
  if (stop === 'not-judged') return 'not-judged';
  if (repair) return 'giving-up';
  if (stop === 'rules') return 'rules';
  if (!ok) return 'away';
  if (arrangement) return 'other-employers';
  return hoursBalance !== null && hoursBalance > 0 ? 'extra-hours' : 'free';
}
