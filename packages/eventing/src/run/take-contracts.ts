import { type Consumer, type Delivery, type Message, sourceOf } from '../bus.ts';
import type { Position } from '../event.ts';
import { type Loops, naming } from '../loops.ts';
import type { Rows, RowsFile } from '../rows.ts';
import { inTraceOf } from '../trace.ts';
import type { ContractView, Positions } from '../view.ts';
import type { ContractReaction } from './projections.ts';

type Taker = { readonly name: string; readonly on: { readonly [subject: string]: unknown } };

/** What a service takes in from others: the consumer for the bus, and how far it is. */
export type TakenIn = Pick<Consumer, 'subjects' | 'after' | 'deliver' | 'setAside' | 'redeliver'> & {
  readonly sources: readonly string[];
  /** Messages that were set aside and are still missed, oldest first. */
  missed(): readonly { readonly name: string; readonly subject: string; readonly id: string }[];
};

const toldBy = (name: string, { subject, id }: Message) => `${name} cannot take ${subject} ${id}`;

/** Takes contracts into views and reactions, each with its own position per source, kept beside the rows. */
export function takeContracts(
  {
    contractViews,
    contractReactions,
  }: { readonly contractViews: readonly ContractView[]; readonly contractReactions: readonly ContractReaction[] },
  {
    rows,
    positions,
    loops,
    moved,
  }: { readonly rows: RowsFile; readonly positions: Positions; readonly loops: Loops; readonly moved: () => void },
): TakenIn {
  const takers: readonly Taker[] = [...contractViews, ...contractReactions];
  const subjects = [...new Set(takers.flatMap(({ on }) => Object.keys(on)))];
  const sources = [...new Set(subjects.map(sourceOf))];
  const from = (name: string, source: string) => positions.get(name, source) ?? '';
  const slowest = (source: string): Position | null => {
    const reached = takers.map(({ name }) => from(name, source)).sort()[0];
    return reached ? (reached as Position) : null;
  };
  const handled = new Map(sources.map((source) => [source, slowest(source)]));

  const intoView = ({ name, on }: ContractView, target: Rows, message: Message) =>
    naming(toldBy(`View ${name}`, message), () => {
      const handle = on[message.subject];
      if (handle) inTraceOf(message, `view ${name}`, () => handle(target, message));
    });
  const intoReaction = async ({ name, on }: ContractReaction, message: Message) =>
    naming(toldBy(`Reaction ${name}`, message), async () =>
      inTraceOf(message, `reaction ${name}`, async () => on[message.subject]?.(message)),
    );

  function reached(source: string, position: Position) {
    if (position > (handled.get(source) ?? '')) handled.set(source, position);
    loops.well(`contracts of ${source}`);
    moved();
  }

  async function take({ source, messages, position }: Delivery) {
    const touched = contractViews.filter(({ on }) => messages.some(({ subject }) => on[subject]));
    for (const { name } of contractViews.filter((view) => !touched.includes(view)))
      if (position > from(name, source)) positions.pass(name, source, position);
    if (touched.length > 0)
      rows.transaction(() => {
        for (const view of touched) {
          const after = from(view.name, source);
          for (const message of messages) if (message.position > after) intoView(view, rows, message);
          if (position > after) positions.set(view.name, source, position);
        }
      });
    for (const reaction of contractReactions) {
      const { name, on } = reaction;
      const after = from(name, source);
      for (const [index, message] of messages.entries()) {
        if (!on[message.subject] || message.position <= after) continue;
        await intoReaction(reaction, message);
        // One event may make several messages: its position is passed with the last of them.
        if (messages[index + 1]?.position !== message.position) positions.pass(name, source, message.position);
      }
      if (position > from(name, source)) positions.pass(name, source, position);
    }
  }

  return {
    subjects,
    sources,
    after: (source) => handled.get(source) ?? null,
    async deliver(delivery) {
      try {
        await take(delivery);
      } catch (error) {
        loops.failed(`contracts of ${delivery.source}`, error);
        throw error;
      }
      reached(delivery.source, delivery.position);
    },
    async setAside({ source, messages, position }) {
      rows.transaction(() => {
        for (const { name, on } of takers) {
          if (from(name, source) >= position) continue;
          for (const { subject, id } of messages)
            if (on[subject])
              rows.run('INSERT OR REPLACE INTO set_aside VALUES (?, ?, ?, ?)', name, subject, id, position);
          positions.set(name, source, position);
        }
      });
      reached(source, position);
    },
    async redeliver(messages) {
      for (const message of messages) {
        const misses = ({ name }: Taker) =>
          rows.get('SELECT 1 FROM set_aside WHERE name = ? AND id = ?', name, message.id) !== undefined;
        const taken = ({ name }: Taker) =>
          rows.run('DELETE FROM set_aside WHERE name = ? AND id = ?', name, message.id);
        rows.transaction(() => {
          for (const view of contractViews.filter(misses)) {
            intoView(view, rows, message);
            taken(view);
          }
        });
        for (const reaction of contractReactions.filter(misses)) {
          await intoReaction(reaction, message);
          taken(reaction);
        }
      }
      moved();
    },
    missed: () =>
      rows.all<{ name: string; subject: string; id: string }>(
        'SELECT name, subject, id FROM set_aside ORDER BY position',
      ),
  };
}
