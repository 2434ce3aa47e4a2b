import type { Position } from '../event.ts';

/** What the bus calls its subjects and streams on a server. */
export type Names = {
  /** Stream of one source's contracts, and its subjects. */
  contractsStream(source: string): string;
  contractsOf(source: string): string;
  /** Subject of one contract, by the subject of its message. */
  contract(subject: string): string;
  /** Where a source tells how far it is. */
  position(source: string): string;
  /** Where a source answers with a page of its contracts. */
  page(source: string): string;
  /** Where a consumer takes again what was set aside. */
  redeliver(consumer: string): string;
  readonly deadStream: string;
  readonly allDead: string;
  dead(consumer: string, source: string): string;
};

/** The names below a prefix. */
export const namesBelow = (prefix: string): Names => ({
  contractsStream: (source) => `${prefix}-contracts-${source}`,
  contractsOf: (source) => `${prefix}.contracts.${source}.>`,
  contract: (subject) => `${prefix}.contracts.${subject}`,
  position: (source) => `${prefix}.position.${source}`,
  page: (source) => `${prefix}.page.${source}`,
  redeliver: (consumer) => `${prefix}.redeliver.${consumer}`,
  deadStream: `${prefix}-dead-letters`,
  allDead: `${prefix}.dead.>`,
  dead: (consumer, source) => `${prefix}.dead.${consumer}.${source}`,
});

/** A position as text that comes before every other one where there is none. */
export const orBefore = (position: Position | null): string => position ?? '';
