/** Tables of workforce, in the order in which they rest on each other. */
const WORKFORCE_KINDS = ['people', 'employments', 'credentials', 'leave'] as const;
/** Tables of one rota. */
const ROTA_KINDS = ['demand', 'patterns', 'rota'] as const;
export const KINDS = [...WORKFORCE_KINDS, ...ROTA_KINDS] as const;

type WorkforceKind = (typeof WORKFORCE_KINDS)[number];
type RotaKind = (typeof ROTA_KINDS)[number];
export type TableKind = (typeof KINDS)[number];

export const isWorkforceKind = (kind: TableKind): kind is WorkforceKind =>
  (WORKFORCE_KINDS as readonly string[]).includes(kind);
export const isRotaKind = (kind: TableKind): kind is RotaKind => (ROTA_KINDS as readonly string[]).includes(kind);
