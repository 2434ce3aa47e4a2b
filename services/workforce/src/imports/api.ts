import { OrganisationCode } from '@weft/contracts';
import type { EventLog, Metadata, Rows } from '@weft/eventing';
import { accepted, asks, badInput, commands, notFound, type Problem, Refused, router, within } from '@weft/service-kit';
import { z } from 'zod';
import { importOpened, rowsJudged } from '../import/events.ts';
import { type ImportProcess, type Imports, rowMetadata } from '../import/process.ts';
import { type JudgedRow, judgeRows } from '../import-rows/judge-rows.ts';
import { readRows } from '../import-rows/layouts.ts';
import { ImportKind } from '../import-rows/row.ts';
import { type Reach, reachNow } from '../reach/reach.ts';
import type { Streams } from '../streams.ts';

/** Characters of rows in one event: far below what an append may weigh. */
const PART_CHARACTERS = 200_000;
/** Rows and problems that a preview shows; its counts are of all. */
const SHOWN = 1000;
/** How long an answer waits for the import to be done. */
const PATIENCE_MS = 20_000;
const managers = ['rota-manager', 'operator'] as const;
const ImportId = z.uuid();

type Part = { readonly judged: JudgedRow[]; readonly problems: Problem[] };

/** Rows and problems in parts that each fit an event. */
function partsOf(judged: readonly JudgedRow[], problems: readonly Problem[]): readonly Part[] {
  const parts: Part[] = [];
  let room = 0;
  const put = (item: JudgedRow | Problem) => {
    const characters = JSON.stringify(item).length;
    if (parts.length === 0 || characters > room) {
      parts.push({ judged: [], problems: [] });
      room = PART_CHARACTERS;
    }
    room -= characters;
    const part = parts.at(-1) as Part;
    if ('facts' in item) part.judged.push(item);
    else part.problems.push(item);
  };
  for (const item of [...judged, ...problems]) put(item);
  return parts;
}

function bytesOf(contentBase64: string): Uint8Array {
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(contentBase64))
    throw badInput('The content of the file is not base64. Send the file again.');
  return Buffer.from(contentBase64, 'base64');
}

type Deps = {
  readonly log: EventLog;
  readonly rows: Rows;
  readonly streams: Streams;
  readonly imports: Imports;
  readonly process: ImportProcess;
};

/** Imports of files: a preview first, then what is right in it is applied, in the background and over restarts. */
export function importsApi({ log, rows, streams, imports, process }: Deps) {
  /** Reads and judges a file into the import's stream. A retry goes on where the first try was. */
  async function preview(
    {
      id,
      file,
      kind,
    }: { readonly id: string; readonly file: Parameters<typeof readRows>[0]; readonly kind: ImportKind },
    reach: Reach,
    metadata: Metadata,
  ) {
    const read = await readRows(file, kind);
    if ('unreadable' in read)
      throw new Refused({
        rejected: 'file-unreadable',
        because: read.unreadable.map(({ because, mend }) => `${because} ${mend}`).join('\n'),
        details: { problems: read.unreadable },
      });
    const { judged, problems } = await judgeRows(read.rows, {
      rows,
      reach,
      streams,
      metadata: (row) => rowMetadata(id, row, metadata),
    });
    const opened = {
      kind,
      fileName: file.fileName,
      organisation: OrganisationCode.parse(reach.organisation),
      encoding: read.encoding,
      rows: read.count,
      unused: [...read.unused],
    };
    accepted(await imports.handle(id, { type: 'OpenImport', file: opened }, within(metadata, 'open')));
    const sorted = [...read.problems, ...problems].sort((a, b) => a.row - b.row);
    for (const [part, one] of partsOf(judged, sorted).entries())
      accepted(await imports.handle(id, { type: 'AddPart', part: { part, ...one } }, within(metadata, `part/${part}`)));
    accepted(await imports.handle(id, { type: 'EndPreview' }, within(metadata, 'end')));
  }

  /** The preview as it stands in the log. */
  async function previewOf(id: string) {
    const { events } = await log.read(`import-${id}`);
    const opened = events.find(({ type }) => type === importOpened.type);
    if (!opened) throw notFound(`Import ${id}`);
    const { kind, fileName, encoding, rows: count, unused } = importOpened.decode(opened).data;
    const parts = events.filter(({ type }) => type === rowsJudged.type).map((event) => rowsJudged.decode(event).data);
    const judged = parts.flatMap((part) => part.judged);
    const problems = parts.flatMap((part) => part.problems);
    const countOf = (change: JudgedRow['change']) => judged.filter((one) => one.change === change).length;
    const wrongRows = [...new Set(problems.map(({ row }) => row))];
    return {
      import: id,
      kind,
      fileName,
      encoding,
      unused,
      rows: count,
      counts: { new: countOf('new'), changed: countOf('changed'), same: countOf('same'), wrong: wrongRows.length },
      changes: judged.slice(0, SHOWN).map(({ row, change, what }) => ({ row, change, what })),
      refused: problems.slice(0, SHOWN),
      wrongRows,
      position: events.filter(({ type }) => type === 'ImportPreviewed').at(-1)?.position ?? null,
    };
  }

  /** The state of an import that is the caller's organisation's. */
  async function own(id: string, reach: Reach) {
    const { state } = await imports.state(id);
    if (!state.opened || !(reach.isOperator || reach.own.has(state.opened.organisation)))
      throw notFound(`Import ${id}`);
    return { ...state, opened: state.opened };
  }

  return router({
    /** Says of each row what it would change, and what is wrong, by row and column. Nothing else is written. */
    preview: commands(managers, {
      fileName: z.string().trim().min(1).max(255),
      contentBase64: z.string(),
      kind: ImportKind,
    }).mutation(async ({ ctx, input: { fileName, contentBase64, kind } }) => {
      const reach = await reachNow(rows, ctx);
      const id = ctx.metadata.commandId;
      const { state } = await imports.state(id);
      if (state.opened) await own(id, reach);
      if (state.stage === 'reading')
        await preview({ id, kind, file: { fileName, bytes: bytesOf(contentBase64) } }, reach, ctx.metadata);
      return previewOf(id);
    }),

    /**
     * Applies the right rows, once every wrong one is refused by its number. Answers when all is done, or after 20 s
     * with stage 'applying': `status` then tells how far it is.
     */
    accept: commands(managers, {
      import: ImportId,
      refuseRows: z.array(z.number().int().positive()).max(20_000).default([]),
    }).mutation(async ({ ctx, input }) => {
      await own(input.import, await reachNow(rows, ctx));
      const command = { type: 'AcceptImport', refuseRows: input.refuseRows } as const;
      accepted(await imports.handle(input.import, command, ctx.metadata));
      await process.ended(input.import, PATIENCE_MS);
      const { state } = await imports.state(input.import);
      const { events } = await log.read(`import-${input.import}`);
      return {
        import: input.import,
        stage: state.stage,
        applied: state.next - state.refused.length,
        refused: state.refused,
        position: events.at(-1)?.position ?? null,
      };
    }),

    status: asks(managers)
      .input(z.object({ import: ImportId }))
      .query(async ({ ctx, input }) => {
        const { opened, stage, judged, next, refused, refusedRows, wrongRows } = await own(
          input.import,
          await reachNow(rows, ctx),
        );
        return {
          import: input.import,
          kind: opened.kind,
          fileName: opened.fileName,
          stage,
          rows: opened.rows,
          wrongRows: [...wrongRows],
          refusedRows,
          done: next,
          of: judged,
          applied: next - refused.length,
          /** Rows that the rules refused when their turn came, because something had changed since the preview. */
          refused,
        };
      }),

    /** The imports of the caller's organisation, newest first, 100 at most. */
    list: asks(managers).query(async ({ ctx }) => {
      const reach = await reachNow(rows, ctx);
      return rows.all<{
        import: string;
        kind: ImportKind;
        fileName: string;
        organisation: string;
        person: string;
        at: string;
        rows: number;
        stage: 'reading' | 'read' | 'applying' | 'applied';
      }>(
        `SELECT import, kind, file_name AS fileName, organisation, person, at, rows, stage FROM imports
         WHERE ?1 OR organisation IN (SELECT value FROM json_each(?2)) ORDER BY at DESC, import LIMIT 100`,
        reach.isOperator ? 1 : 0,
        JSON.stringify([...reach.own]),
      );
    }),
  });
}
