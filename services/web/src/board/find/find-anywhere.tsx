import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../../api.ts';
import { useAnnounce } from '../../layout/announce.tsx';
import { today } from '../../layout/words.ts';
import { useRotas } from '../views/use-rotas.ts';
import { readAddress, writeAddress } from './address.ts';
import { answerOf } from './answer-of.ts';
import { type Findable, pagesOf } from './findable.ts';
import { Palette } from './palette.tsx';
import { questionWords } from './questions.ts';

type Props = { readonly isManager: boolean; readonly location: string; readonly close: () => void };

/** Fewer letters find too many people. */
const LEAST_LETTERS = 2;

/** Finds pages, rotas and people from a page that has no board; a question is answered by the board of its rota. */
export function FindAnywhere({ isManager, location, close }: Props) {
  const [typed, setTyped] = useState('');
  const [, go] = useLocation();
  const { say } = useAnnounce();
  const rota = /^\/rotas\/([^/]+)/.exec(location)?.[1] ?? null;
  const rotas = useRotas();
  const search = typed.trim();
  const people = useQuery({
    queryKey: ['people', search, 0],
    queryFn: () => api.workforce.people.list.query({ page: 0, search }),
    placeholderData: keepPreviousData,
    enabled: isManager && search.length >= LEAST_LETTERS,
  });
  const all: Findable[] = [
    ...(people.data?.people ?? []).map(
      ({ id, name }): Findable => ({ id: `person ${id}`, text: name, kind: 'Person', to: { page: `/people/${id}` } }),
    ),
    ...(isManager ? (rotas ?? []) : []).map(
      ({ id, name }): Findable => ({ id: `rota ${id}`, text: name, kind: 'Rota', to: { page: `/rotas/${id}` } }),
    ),
    ...pagesOf(rota, isManager),
  ];
  return (
    <Palette
      all={all}
      close={close}
      onTyped={setTyped}
      choose={({ to, text }) => {
        if ('page' in to) go(to.page);
        say(`${text}.`);
      }}
      ask={
        rota === null
          ? null
          : (question, words) => {
              const first = readAddress(new URLSearchParams(), today());
              go(`/rotas/${rota}?${writeAddress({ ...first, ...answerOf(question, words) })}`);
              say(`${questionWords(question)}.`);
            }
      }
    />
  );
}
