/** A board in columns, as the platform answers it: see `grid-shape.ts` of the shared rotas. */
export type Grid = {
  readonly position: string | null;
  readonly rota: {
    readonly rota: string;
    readonly name: string;
    readonly period: { readonly from: string; readonly to: string };
    readonly version: number | null;
  };
  readonly from: string;
  readonly to: string;
  readonly days: readonly {
    readonly date: string;
    readonly weekday: number;
    readonly publicHoliday: string | null;
    readonly hours: number;
  }[];
  readonly sites: readonly { readonly code: string; readonly name: string }[];
  readonly roles: readonly string[];
  readonly codes: readonly Kind[];
  readonly people: readonly GridPerson[];
  readonly duties: {
    readonly id: readonly string[];
    readonly kind: readonly number[];
    readonly day: readonly number[];
    readonly count: readonly number[];
    readonly flags: readonly number[];
  };
  readonly places: {
    readonly duty: readonly number[];
    readonly person: readonly number[];
    readonly flags: readonly number[];
  };
  readonly taken: {
    readonly person: readonly number[];
    readonly day: readonly number[];
    readonly kind: readonly number[];
  };
  readonly findings: readonly GridFinding[];
  readonly outside: { readonly hard: number; readonly soft: number };
  readonly rules: readonly {
    readonly rule: string;
    readonly source: string;
    readonly verify: boolean;
  }[];
};

export type Kind = {
  readonly code: string;
  readonly service: string;
  readonly role: number;
  readonly site: number;
  readonly start: string;
  readonly end: string;
  readonly endDay: number;
  readonly skill: string | null;
};

export type GridPerson = {
  readonly person: string;
  readonly name: string;
  readonly employers: readonly { readonly code: string; readonly name: string }[];
  readonly grade: string | null;
  readonly skills: readonly string[];
  readonly home: number | null;
  readonly hours: { readonly rostered: number; readonly contracted: number };
  readonly carried: number | null;
  readonly average: { readonly hours: number; readonly limit: number; readonly weeks: number } | null;
  readonly nights: number;
  readonly weekends: number;
  readonly worst: 'hard' | 'soft' | 'overridden' | null;
  readonly leave: readonly { readonly kind: string; readonly day: number; readonly until: number }[];
  readonly elsewhere: readonly {
    readonly day: number;
    readonly start: string;
    readonly end: string;
    readonly place: { readonly site: number; readonly role: string } | null;
  }[];
};

export type GridFinding = {
  readonly rule: number;
  readonly person: number;
  readonly severity: 'hard' | 'soft';
  readonly from: string;
  readonly sentence: string;
  readonly mend: string | null;
  readonly overridden: { readonly reason: string; readonly role: string; readonly expires: string } | null;
  readonly duties: readonly number[];
  readonly days: readonly number[];
};
