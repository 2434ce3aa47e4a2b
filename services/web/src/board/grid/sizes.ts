/** Sizes in px. They are fixed, so that where a cell lies follows from its row and column. */
export const ROW_HEIGHT = 52;
export const NAME_WIDTH = 236;
const WIDE = 64;
const NARROW = 38;

/** Above so many cells only the rows in sight are drawn. */
export const CELLS_DRAWN = 3000;

/** How wide a day is, by how many are shown. */
export const dayWidth = (days: number): number => Math.max(NARROW, Math.min(WIDE, Math.floor(980 / Math.max(1, days))));
