import { readFileSync } from 'node:fs';
import type { EventLog } from '@weft/eventing';
import { z } from 'zod';
import type { Answer } from './test-data.ts';

const AnswerLine = z.object({
  flow: z.string(),
  commandId: z.string(),
  position: z.string().nullable().optional(),
  refused: z.string().optional(),
});

/** What was said to commands: which were accepted, with the position told, and which refused, with the code. */
export type Answers = {
  readonly accepted: readonly Answer[];
  readonly refused: readonly Answer[];
  /** Refusals by flow and code: 'fill overlap'. */
  readonly refusals: Readonly<Record<string, number>>;
};

/** Reads the answers that k6 wrote down, one JSON object a line. */
export function readAnswers(file: string): Answers {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'));
  const all = lines.map((line) => AnswerLine.parse(JSON.parse(line)) as Answer);
  const refused = all.filter((answer) => answer.refused !== undefined);
  const refusals: Record<string, number> = {};
  for (const { flow, refused: code } of refused) refusals[`${flow} ${code}`] = (refusals[`${flow} ${code}`] ?? 0) + 1;
  return { accepted: all.filter((answer) => answer.refused === undefined), refused, refusals };
}

/** Acknowledged minus stored. All empty when the log has what callers were told. */
export type NotStored = {
  /** Accepted, and no event is there of the command. */
  readonly commands: readonly string[];
  /** Accepted with a position at which there is no event of the command. */
  readonly positions: readonly string[];
  /** Refused, and the refusal is not kept: a retry would be decided again. */
  readonly refusals: readonly string[];
};

const wholeCommand = (commandId: string) => commandId.split('/', 1)[0] as string;

/** Compares what callers were told with the whole log. */
export async function notStored(log: EventLog, { accepted, refused }: Answers): Promise<NotStored> {
  const commands = new Map(accepted.filter(({ position }) => position).map((answer) => [answer.commandId, answer]));
  const positions = new Map(accepted.map(({ commandId, position }) => [commandId, position ?? null]));
  const refusals = new Set(refused.map(({ commandId }) => commandId));
  for await (const { events } of log.readAll({ after: null }))
    for (const { metadata, position, stream } of events) {
      const commandId = wholeCommand(metadata.commandId);
      commands.delete(commandId);
      if (positions.get(commandId) === position) positions.delete(commandId);
      if (stream === `answer-${commandId}`) refusals.delete(commandId);
    }
  return {
    commands: [...commands.keys()],
    positions: [...positions].filter(([, position]) => position !== null).map(([commandId]) => commandId),
    refusals: [...refusals],
  };
}
