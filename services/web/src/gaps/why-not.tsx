import { useState } from 'react';
import { FillCheck } from '../board/fill-check.tsx';
import { counted } from '../layout/words.ts';
import type { CandidateFacts } from './candidate.tsx';
import { canFill, inGroups } from './candidate-groups.ts';
import { type Match, PersonSearch } from './person-search.tsx';

/** “Why not her?”: anybody by name, where they stand and what stands against them. */
export function WhyNot({ people, duty }: { readonly people: readonly CandidateFacts[]; readonly duty: string }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const find = async (typed: string): Promise<Match[]> =>
    people
      .filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()))
      .map(({ person, name, employerName, grade }) => ({
        id: person,
        name,
        hint: [employerName, grade].filter(Boolean).join(', '),
      }));
  const one = people.find(({ person }) => person === chosen);
  return (
    <section aria-label="Why not her?" className="weft-why-not">
      <PersonSearch
        label="Why not her? Type any name"
        findKey={['why-not', duty, people.length]}
        find={find}
        choose={({ id }) => setChosen(id)}
        nobody="Nobody of this name may be asked: neither an organisation of this rota nor of an arrangement for its sites employs them."
      />
      {one && <Answer key={one.person} one={one} people={people} duty={duty} />}
    </section>
  );
}

function Answer({
  one,
  people,
  duty,
}: {
  readonly one: CandidateFacts;
  readonly people: readonly CandidateFacts[];
  readonly duty: string;
}) {
  const [first] = people;
  const group = inGroups([one])[0]?.title ?? '';
  const isFirst = first?.person === one.person;
  return (
    <div role="status" className="weft-why-not__answer">
      <p>
        <strong>{one.name}</strong> stands {one.rank} of {counted(people.length, 'person', 'people')}:{' '}
        {group.toLowerCase()}.
      </p>
      <p>{one.reasons.join(' ')}</p>
      {!isFirst && first && canFill(one) && (
        <p>
          {first.name} stands first: {first.reasons.join(' ')}
        </p>
      )}
      {one.gate.ok && <FillCheck duty={duty} person={one.person} done={() => {}} />}
    </div>
  );
}
