import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { api } from '../api.ts';
import { FillCheck } from '../board/fill-check.tsx';
import { useDutyCommands } from '../board/use-duty-commands.ts';
import { Fault } from '../layout/fault.tsx';
import { counted } from '../layout/words.ts';
import { Candidate, type CandidateFacts } from './candidate.tsx';
import { canFill, inGroups } from './candidate-groups.ts';
import { WhyNot } from './why-not.tsx';

const NOBODY: ReadonlySet<string> = new Set();

/** Who could fill a duty, in groups, each with reasons; Enter on a name fills, or asks for an override first. */
export function Candidates({
  duty,
  focus = 0,
  sick = NOBODY,
  filled = () => {},
}: {
  readonly duty: string;
  /** Counts wishes that the first candidate gets the focus. */
  readonly focus?: number;
  /** People who have just called in sick: their leave may not have reached their diary yet. */
  readonly sick?: ReadonlySet<string>;
  readonly filled?: (who: { readonly person: string; readonly name: string }) => void;
}) {
  const list = useRef<HTMLElement>(null);
  const [checked, setChecked] = useState<string | null>(null);
  const command = useDutyCommands();
  const people = useQuery({
    queryKey: ['check', 'who', duty],
    queryFn: () => api.sharedRotas.duties.whoCanFill.query({ duty }),
  });
  const isThere = people.data !== undefined;
  useEffect(() => {
    if (focus > 0 && isThere) list.current?.querySelector<HTMLElement>('[data-candidate]')?.focus();
  }, [focus, isThere]);
  if (people.error) return <Fault error={people.error} retry={() => people.refetch()} />;
  if (!people.data) return <p>Asking everybody’s diary …</p>;
  const take = (one: CandidateFacts) => {
    if (!canFill(one)) return setChecked(checked === one.person ? null : one.person);
    command.mutate({ do: 'fill', duty, person: one.person }, { onSuccess: () => filled(one) });
  };
  const asked = people.data.map((one) =>
    sick.has(one.person) ? { ...one, group: 'away' as const, reasons: ['Has just called in sick.'] } : one,
  );
  const groups = inGroups(asked);
  const able = asked.filter(canFill).length;
  return (
    <section ref={list} aria-label="Who can fill it" onKeyDown={moveAmong}>
      <h2 className="nhsuk-heading-s">Who can fill it</h2>
      <p className="weft-small">
        {able === 0
          ? 'Nobody can without breaking a rule. Below is what stops each; an override is possible where a rule does.'
          : `${counted(able, 'person', 'people')} can. Enter fills; arrow keys move.`}
      </p>
      {command.error && <Fault error={command.error} />}
      {groups.map(({ group, title, people: members }) => (
        <details
          key={group}
          className="weft-candidates"
          open={canFill({ group }) || group === 'giving-up' || group === 'rules'}
        >
          <summary>
            {title} ({members.length})
          </summary>
          <ol>
            {members.map((one) => (
              <Candidate
                key={one.person}
                one={one}
                busy={command.isPending && command.variables?.do === 'fill' && command.variables.person === one.person}
                isChecked={checked === one.person}
                take={() => take(one)}
              >
                <FillCheck
                  duty={duty}
                  person={one.person}
                  done={() => {
                    setChecked(null);
                    filled(one);
                  }}
                />
              </Candidate>
            ))}
          </ol>
        </details>
      ))}
      <WhyNot people={asked} duty={duty} />
    </section>
  );
}

/** Up and down among the people who are shown, whatever their group. */
function moveAmong(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const target = event.target as HTMLElement;
  if (step === 0 || !target.matches('[data-candidate]')) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('details[open] [data-candidate]')];
  const next = all[all.indexOf(target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
