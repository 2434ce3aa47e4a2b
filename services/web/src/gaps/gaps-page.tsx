import { useEffect, useRef, useState } from 'react';
import { Link, useParams, useSearchParams } from 'wouter';
import { useDutyCommands } from '../board/use-duty-commands.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { counted, shortDay } from '../layout/words.ts';
import { RotaPlaces } from '../rotas/rota-places.tsx';
import { Candidates } from './candidates.tsx';
import { GapTray } from './gap-tray.tsx';
import { RepairPanel } from './repair-panel.tsx';
import { byRota, openWords } from './repair-words.ts';
import { SickCall } from './sick-call.tsx';
import { useGaps } from './use-gaps.ts';
import { type Away, type Taken, useRepairBack } from './use-repair.ts';
import { useSettled } from './use-settled.ts';

type Filled = { readonly duty: string; readonly person: string; readonly rota: string | null; readonly words: string };

/** Places that nobody has, by day and by harm, with who could take each beside them. Of one rota, or of all. */
export function GapsPage() {
  const { rota } = useParams<{ rota?: string }>();
  const [search, setSearch] = useSearchParams();
  const [isSick, setIsSick] = useState(search.has('sick'));
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [entered, setEntered] = useState<{ readonly duty: string; readonly count: number } | null>(null);
  const [filled, setFilled] = useState<Filled | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [away, setAway] = useState<readonly Away[]>([]);
  const [repairing, setRepairing] = useState<ReadonlySet<string>>(new Set());
  const [taken, setTaken] = useState<Taken | null>(null);
  const [focus, setFocus] = useState<string | null>(null);
  const tray = useRef<HTMLDivElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const publish = useRef<HTMLAnchorElement>(null);
  const command = useDutyCommands();
  const back = useRepairBack(() => setTaken(null));
  const sick = new Set(away.map(({ person }) => person));
  const { gaps, shown, total, isFetching } = useGaps(rota ?? null, opened);
  const inAddress = search.get('duty');
  const chosen = shown.find(({ duty }) => duty === inAddress) ?? null;
  const settled = useSettled(chosen?.duty ?? null);
  // Whoever pressed Enter does not wait.
  const isAsked = chosen !== null && (settled === chosen.duty || entered?.duty === chosen.duty);
  const choose = (duty: string) => {
    setEntered(null);
    setSearch((before) => withDuty(before, duty), { replace: true });
  };

  useEffect(() => {
    if (focus === null || isFetching) return;
    setFocus(null);
    const target = tray.current?.querySelector<HTMLElement>(`[data-gap="${CSS.escape(focus)}"]`);
    (target ?? publish.current ?? said.current)?.focus();
  }, [focus, isFetching]);

  const onFilled = (duty: string, who: { readonly person: string; readonly name: string }) => {
    const at = shown.findIndex((each) => each.duty === duty);
    const [before] = shown.slice(at, at + 1);
    const isMore = (before?.missing ?? 1) > 1;
    const next = isMore ? before : (shown[at + 1] ?? shown[at - 1]);
    const isLastOpened = opened.has(duty) && !shown.some((each) => each.duty !== duty && opened.has(each.duty));
    setTaken(null);
    setFilled({
      duty,
      person: who.person,
      rota: before?.rota ?? rota ?? null,
      words: before ? `${shortDay(before.date)} ${before.code}, ${before.siteName}: ${who.name}` : who.name,
    });
    setOpened(new Set([...opened].filter((each) => isMore || each !== duty)));
    if (next) choose(next.duty);
    setFocus(isLastOpened ? '' : (next?.duty ?? ''));
  };

  return (
    <Page
      title="Gaps"
      wide
      lead={rota ? 'By day, the worst of a day first.' : 'Of all your rotas, by day, the worst of a day first.'}
    >
      {rota && <RotaPlaces rota={rota} here="Gaps" />}
      <p className="weft-actions">
        {!isSick && (
          <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => setIsSick(true)}>
            Somebody is off sick
          </button>
        )}
        {filled && (
          <span role="status" className="weft-filled">
            Filled: {filled.words}.{' '}
            <button
              type="button"
              className="weft-link-button"
              onClick={() =>
                command.mutate(
                  { do: 'clear', duty: filled.duty, person: filled.person },
                  { onSuccess: () => setFilled(null) },
                )
              }
            >
              Take back
            </button>{' '}
            {filled.rota && (
              <Link ref={publish} href={`/rotas/${filled.rota}/publish`} className="nhsuk-button">
                Check and publish
              </Link>
            )}
          </span>
        )}
      </p>
      {isSick && (
        <SickCall
          close={() => setIsSick(false)}
          opened={({ duties, words, ...who }) => {
            setIsSick(false);
            setTold(words);
            setTaken(null);
            setOpened(new Set([...opened, ...duties]));
            setRepairing(new Set([...repairing, ...duties]));
            setAway([...away, { person: who.person, from: who.from, to: who.to }]);
            const [duty] = duties;
            if (duty) choose(duty);
            setFocus(duty ?? '');
          }}
        />
      )}
      {told && (
        <p ref={said} tabIndex={-1} role="status" className="weft-sick-call">
          {told}
        </p>
      )}
      {taken && (
        <p role="status" className="weft-filled">
          The repair is made. {openWords(taken.proposal.gaps)}.{' '}
          <button
            type="button"
            className="weft-link-button"
            disabled={back.isPending}
            onClick={() => back.mutate(taken)}
          >
            Take it back
          </button>{' '}
          <Link ref={publish} href={`/rotas/${taken.rota}/publish`} className="nhsuk-button">
            Check and publish
          </Link>
        </p>
      )}
      {byRota(shown, repairing).map((asked, index) => (
        <RepairPanel
          key={asked.rota}
          {...asked}
          absent={away}
          hasKey={index === 0 && !isSick}
          leave={() => setRepairing(new Set([...repairing].filter((duty) => !asked.fill.includes(duty))))}
          taken={(what) => {
            const left = new Set<string>(what.proposal.gaps.map(({ duty }) => duty));
            setTaken(what);
            setFilled(null);
            setRepairing(new Set([...repairing].filter((duty) => !asked.fill.includes(duty))));
            setOpened(new Set([...opened].filter((duty) => left.has(duty) || !asked.fill.includes(duty))));
            setFocus('');
          }}
        />
      ))}
      {gaps.error && <Fault error={gaps.error} retry={() => gaps.refetch()} />}
      {command.error && <Fault error={command.error} />}
      {gaps.isPending && <p>Looking for gaps …</p>}
      {total === 0 && (
        <p className="nhsuk-inset-text">
          No gap from now on.{' '}
          {rota ? (
            <Link href={`/rotas/${rota}/publish`}>Check and publish the rota</Link>
          ) : (
            <Link href="/rotas">Look at a rota</Link>
          )}
          , or enter a sick call above.
        </p>
      )}
      {shown.length > 0 && (
        <>
          <p>
            {counted(total ?? 0, 'duty has a gap', 'duties have gaps')}
            {gaps.hasNextPage ? `; ${shown.length} are shown. ` : '.'}
            {gaps.hasNextPage && (
              <button
                type="button"
                className="weft-link-button"
                disabled={gaps.isFetching}
                onClick={() => gaps.fetchNextPage()}
              >
                Show more
              </button>
            )}
          </p>
          <div className="weft-gap-columns">
            <GapTray
              gaps={shown}
              chosen={chosen?.duty ?? null}
              opened={opened}
              tray={tray}
              showRota={!rota}
              choose={choose}
              enter={(duty) => {
                choose(duty);
                setEntered({ duty, count: (entered?.count ?? 0) + 1 });
              }}
            />
            <div className="weft-gap-people">
              {chosen && !repairing.has(chosen.duty) && (
                <p>
                  <button
                    type="button"
                    className="weft-link-button"
                    onClick={() => {
                      setTaken(null);
                      setRepairing(new Set([chosen.duty]));
                    }}
                  >
                    Propose a repair: the fewest moves that fill this gap
                  </button>
                </p>
              )}
              {chosen && isAsked ? (
                <Candidates
                  key={chosen.duty}
                  duty={chosen.duty}
                  sick={sick}
                  focus={entered?.duty === chosen.duty ? entered.count : 0}
                  filled={(who) => onFilled(chosen.duty, who)}
                />
              ) : (
                <p>{chosen ? 'Asking everybody’s diary …' : 'Choose a gap to see who could fill it.'}</p>
              )}
            </div>
          </div>
        </>
      )}
    </Page>
  );
}

function withDuty(search: URLSearchParams, duty: string): URLSearchParams {
  const next = new URLSearchParams(search);
  next.set('duty', duty);
  next.delete('sick');
  return next;
}
