import type { FillAnswer } from './ask.ts';

/** In which group of people who may be asked somebody stands; nobody is left out. */

type FillGroup = 'free' | 'extra-hours' | 'other-employers' | 'rules' | 'away' | 'not-judged' | 'barred';

/**
 * 'free': own people within their hours. 'extra-hours': own people over them. 'other-employers': who comes under an
 * arrangement. 'rules': who would break a hard rule. 'away': on leave or at work. 'barred': whom the gate stops.
 */
export function groupOf({
  ok,
  stop,
  gate,
  arrangement,
  hoursBalance,
}: Pick<FillAnswer, 'ok' | 'stop' | 'gate' | 'arrangement' | 'hoursBalance'>): FillGroup {
  if (!gate.ok) return 'barred';
  if (stop === 'not-judged') return 'not-judged';
  if (stop === 'rules') return 'rules';
  if (!ok) return 'away';
  if (arrangement) return 'other-employers';
  return hoursBalance !== null && hoursBalance > 0 ? 'extra-hours' : 'free';
}
