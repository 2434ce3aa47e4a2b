import { newCommandId, weftClient } from '@weft/client';
import { ensure, type Job } from '../job.ts';
import type { Someone, Told } from './on-page.ts';

const DAYS = 14;
/** Days of the week on which the board's first code is wanted. */
const WORKDAYS = 5;

type Drawn = { readonly code: string; readonly held: readonly (readonly string[])[] };

/** What the platform has in each cell of a board: people down, days across. */
async function drawnBy({
  url,
  board,
}: {
  readonly url: string;
  readonly board: string;
}): Promise<() => Promise<Drawn>> {
  const { token } = await weftClient({ url }).workforce.signIn.choose.mutate({
    commandId: newCommandId(),
    person: 'operator',
    organisation: 'WEFT',
  });
  const client = weftClient({ url, token: () => token });
  const { pathname, searchParams } = new URL(board);
  const from = searchParams.get('from') ?? '';
  const to = new Date(Date.parse(from) + DAYS * 86_400_000).toISOString().slice(0, 10);
  return async () => {
    const asked = { rota: pathname.split('/')[2] ?? '', from, to };
    const { people, days, duties, codes, places } = await client.sharedRotas.rotas.grid.query(asked);
    const codeOf = (duty: number) => codes[duties.kind[duty] as number]?.code ?? '';
    const cells = people.map(() => days.map(() => [] as string[]));
    for (const [place, duty] of places.duty.entries())
      cells[places.person[place] as number]?.[duties.day[duty] as number]?.push(codeOf(duty));
    return { code: codeOf(0), held: cells.map((row) => row.map((held) => held.sort().join('+'))) };
  };
}

/**
 * Looks with each frame until the page shows what the platform has. In one script: the page's policy lets no text be run
 * as a script again and again.
 */
const untilShown = ({ code, held }: Drawn) => `new Promise((resolve, reject) => {
  const shownIn = (cell) => cell.firstChild?.nodeType === 3 ? cell.firstChild.textContent : '';
  const wrong = () => ${JSON.stringify(held)}.flatMap((row, y) => row.flatMap((codes, x) => {
    const shown = shownIn(document.querySelector('[data-cell="' + y + ' ' + x + '"]'));
    return (codes === '' ? shown.includes('${code}') : shown !== codes) ? [[y, x, codes, shown]] : [];
  }));
  let frames = 0;
  const look = () => {
    if (wrong().length === 0) resolve();
    else if (++frames > 600) reject(new Error('The page shows otherwise: ' + JSON.stringify(wrong())));
    else requestAnimationFrame(look);
  };
  look();
})`;

/** Types a code into empty cells and takes it off again, by keys that wait for nobody. */
export async function rapidEdits(
  job: Job,
  { page }: Someone,
  told: Told & { readonly board: string; readonly edits: number },
) {
  await job.step(`bad input: after ${told.edits} rapid edits every cell shows what the platform has`, async () => {
    await page.goto(told.board);
    await page.locator('[data-cell="0 0"]').waitFor();
    const drawn = await drawnBy(told);
    const before = await drawn();
    let edits = 0;
    await page.locator('[data-cell="0 0"]').click();
    for (let column = 0; edits < told.edits; column = (column + 1) % WORKDAYS) {
      await page.keyboard.press('Control+Home');
      for (let step = 0; step < column; step++) await page.keyboard.press('ArrowRight');
      for (const [row, held] of before.held.entries()) {
        if (held[column] === '' && edits < told.edits) {
          await page.keyboard.type(before.code);
          await page.keyboard.press('Enter');
          if (row < before.held.length - 1) await page.keyboard.press('ArrowUp');
          await page.keyboard.press('Delete');
          edits += 2;
        }
        await page.keyboard.press('ArrowDown');
      }
    }
    await page.locator('.weft-status', { hasNotText: 'on the way' }).waitFor({ timeout: 60_000 });
    const after = await drawn();
    await page.evaluate(untilShown(after));
    ensure(
      JSON.stringify(after.held) === JSON.stringify(before.held),
      'Something that was typed and taken off is still there.',
    );
  });
}
