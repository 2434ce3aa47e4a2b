import type { Employment } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { nearest } from '@weft/service-kit';
import { organisationsIn, siteCodesIn } from '../network-facts/view.ts';

/** A code that network does not know, and what to write instead. */
export type UnknownCode = { readonly code: string; readonly because: string; readonly mend: string };

/** Looks codes of organisations and sites up in what network published. */
export function knownPlaces(rows: Rows) {
  const organisations = new Set<string>(organisationsIn(rows).map(({ code }) => code));
  const sites = new Set<string>(siteCodesIn(rows));
  const judge = (code: string, known: ReadonlySet<string>, what: string): UnknownCode | null => {
    if (known.has(code)) return null;
    const near = nearest(code, [...known]);
    return {
      code,
      because: `No ${what} with the ODS code ${code} is known.`,
      mend: near
        ? `Write ${near}, if that is meant; else ask the operator to record it.`
        : 'Check the code, or ask the operator to record it.',
    };
  };
  return {
    refuseOrganisation: (code: string) => judge(code, organisations, 'organisation'),
    refuseSite: (code: string) => judge(code, sites, 'site'),
    /** The first code of an employment that is not known. */
    refuse: ({ employer, homeSite }: Employment): UnknownCode | null =>
      judge(employer, organisations, 'organisation') ?? (homeSite === null ? null : judge(homeSite, sites, 'site')),
  };
}
