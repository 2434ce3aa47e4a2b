import { useQuery } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { useCommand } from '../layout/use-command.ts';
import { ImportPreview, type Preview } from './import-preview.tsx';

const PEOPLE_KINDS = ['people', 'employments', 'credentials', 'leave'] as const;
const ROTA_KINDS = ['demand', 'patterns', 'rota'] as const;
type Kind = (typeof PEOPLE_KINDS)[number] | (typeof ROTA_KINDS)[number];
const isPeopleKind = (kind: Kind): kind is (typeof PEOPLE_KINDS)[number] =>
  (PEOPLE_KINDS as readonly string[]).includes(kind);

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let from = 0; from < bytes.length; from += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(binary);
}

/** Reads a spreadsheet: says what it would change and which rows are wrong, before anything is imported. */
export function ImportPage() {
  const [kind, setKind] = useState<Kind>('people');
  const [rota, setRota] = useState('');
  const [preview, setPreview] = useState<Preview | null>(null);
  const rotas = useQuery({ queryKey: ['rotas'], queryFn: () => api.sharedRotas.rotas.list.query() });
  const read = useCommand(async (file: File): Promise<Preview> => {
    const upload = { commandId: newCommandId(), fileName: file.name, contentBase64: await base64Of(file) };
    if (isPeopleKind(kind))
      return { of: 'workforce', ...(await api.workforce.imports.preview.mutate({ ...upload, kind })) };
    return { of: 'shared-rotas', ...(await api.sharedRotas.imports.preview.mutate({ ...upload, kind, rota })) };
  }, 'The file was read. Nothing has been imported.');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const file = new FormData(event.currentTarget).get('file');
    if (file instanceof File && file.size > 0) read.mutate(file, { onSuccess: setPreview });
  };
  return (
    <Page
      title="Import"
      lead="A CSV or XLSX file. You see what it would change first; nothing is imported until you say so."
    >
      <form onSubmit={submit} className="weft-form">
        <label className="nhsuk-label" htmlFor="import-kind">
          What the file holds
        </label>
        <select
          className="nhsuk-select"
          id="import-kind"
          value={kind}
          onChange={(event) => setKind(event.target.value as Kind)}
        >
          {[...PEOPLE_KINDS, ...ROTA_KINDS].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        {!isPeopleKind(kind) && (
          <>
            <label className="nhsuk-label" htmlFor="import-rota">
              Into the rota
            </label>
            <select
              className="nhsuk-select"
              id="import-rota"
              value={rota}
              required
              onChange={(event) => setRota(event.target.value)}
            >
              <option value="">Choose a rota</option>
              {rotas.data?.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </>
        )}
        <label className="nhsuk-label" htmlFor="file">
          File
        </label>
        <input className="nhsuk-file-upload" id="file" name="file" type="file" accept=".csv,.tsv,.txt,.xlsx" required />
        <p>
          <button type="submit" className="nhsuk-button" disabled={read.isPending}>
            {read.isPending ? 'Reading …' : 'Preview'}
          </button>
        </p>
      </form>
      {read.error && <Fault error={read.error} />}
      {preview && <ImportPreview key={preview.import} preview={preview} />}
    </Page>
  );
}
