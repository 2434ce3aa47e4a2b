import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { api, inWords } from '../api.ts';
import { useAnnounce } from '../layout/announce.tsx';
import { Fault } from '../layout/fault.tsx';
import { addDays, counted, longDay, shortDay, timesOf, today } from '../layout/words.ts';
import { enterSickLeave } from './enter-sick-leave.ts';
import { type Match, PersonSearch } from './person-search.tsx';

const MOST_DAYS = 28;

const findPeople = async (typed: string): Promise<Match[]> =>
  (await api.workforce.people.list.query({ search: typed })).people.map(({ id, name, employments }) => ({
    id,
    name,
    hint: [...new Set(employments.map(({ employer, grade }) => `${grade}, ${employer}`))].join('; '),
  }));

/** What came of a sick call: the person and their days [from, to), the duties that are open now, all of it in words. */
export type SickCallEntered = {
  readonly person: string;
  readonly from: string;
  readonly to: string;
  readonly duties: readonly string[];
  readonly words: string;
};

/** Somebody rings in sick: their leave is entered, their duties of these days become gaps. */
export function SickCall({
  close,
  opened,
}: {
  readonly close: () => void;
  readonly opened: (call: SickCallEntered) => void;
}) {
  const queries = useQueryClient();
  const { say, alert } = useAnnounce();
  const [who, setWho] = useState<Match | null>(null);
  const [days, setDays] = useState(1);
  const field = useRef<HTMLInputElement>(null);
  const span = { from: today(), to: addDays(today(), days) };
  const held = useQuery({
    queryKey: ['held-by', who?.id, span],
    queryFn: () => api.sharedRotas.duties.heldBy.query({ person: who?.id ?? '', ...span }),
    enabled: who !== null,
  });
  useEffect(() => {
    if (who) field.current?.select();
  }, [who]);
  const record = useMutation({
    mutationFn: async ({ id }: Match) => {
      const leaveFault = await enterSickLeave(id, span);
      const { duties, elsewhere } = await api.sharedRotas.duties.heldBy.query({ person: id, ...span });
      const { cleared, refused } =
        duties.length === 0
          ? { cleared: [], refused: [] }
          : await api.sharedRotas.duties.vacate.mutate({
              commandId: newCommandId(),
              person: id,
              duties: duties.map(({ duty }) => duty),
              reason: 'Not available at short notice',
            });
      return { leaveFault, cleared: [...cleared], refused, elsewhere };
    },
    onSuccess: async ({ cleared, leaveFault, refused, elsewhere }, { id, name }) => {
      const words = [
        `${name} is off until ${longDay(addDays(span.to, -1))}; ${counted(cleared.length, 'duty is', 'duties are')} open.`,
        leaveFault === null ? 'The leave is entered.' : `The leave was not entered: ${leaveFault} Tell their employer.`,
        ...refused.map(({ because }) => because),
        ...(elsewhere > 0 ? [`${counted(elsewhere, 'duty', 'duties')} on other rotas: tell their managers.`] : []),
      ].join(' ');
      say(words);
      await queries.invalidateQueries();
      opened({ person: id, ...span, duties: cleared, words });
    },
    onError: (error) => alert(inWords(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (who) record.mutate(who);
  };
  return (
    <section aria-label="Sick call" className="weft-sick-call" onKeyDown={({ key }) => key === 'Escape' && close()}>
      <h2 className="nhsuk-heading-s">Somebody is off sick, from now</h2>
      {!who && (
        <PersonSearch
          label="Who? Type part of the name"
          find={findPeople}
          findKey={['sick']}
          choose={setWho}
          nobody="Nobody of this name works for you or under one of your arrangements."
          autoFocus
        />
      )}
      {who && (
        <form onSubmit={submit}>
          <p>
            <strong>{who.name}</strong>, {who.hint}{' '}
            <button type="button" className="weft-link-button" onClick={() => setWho(null)}>
              Somebody else
            </button>
          </p>
          <label className="nhsuk-label" htmlFor="sick-days">
            For how many days, today included
          </label>
          <input
            ref={field}
            className="nhsuk-input nhsuk-input--width-3"
            id="sick-days"
            type="number"
            min={1}
            max={MOST_DAYS}
            value={days}
            onChange={({ target }) => setDays(Math.max(1, Math.min(MOST_DAYS, Number(target.value) || 1)))}
          />
          {held.error && <Fault error={held.error} retry={() => held.refetch()} />}
          {held.data && (
            <div className="weft-small">
              {held.data.duties.length === 0 && <p>No duty of theirs is touched; the leave is entered all the same.</p>}
              <ul>
                {held.data.duties.map((duty) => (
                  <li key={duty.duty}>
                    {shortDay(duty.date)} {timesOf(duty)} {duty.code} {duty.role}, {duty.siteName} ({duty.rotaName})
                    {duty.isUnderWay && ', under way'}
                  </li>
                ))}
              </ul>
              {held.data.elsewhere > 0 && (
                <p>
                  {counted(held.data.elsewhere, 'duty is', 'duties are')} on rotas that you may not see: tell their
                  managers.
                </p>
              )}
            </div>
          )}
          {record.error && <Fault error={record.error} />}
          <p className="weft-actions">
            <button type="submit" className="nhsuk-button" disabled={record.isPending}>
              {record.isPending
                ? 'Entering …'
                : `Off sick; ${counted(held.data?.duties.length ?? 0, 'duty becomes a gap', 'duties become gaps')}`}
            </button>
            <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={close}>
              Leave it
            </button>
          </p>
        </form>
      )}
    </section>
  );
}
