/** Sizes in px. They are fixed while the same days are shown, so that a cell's place follows from its row and column. */
export const ROW_HEIGHT = 52;
export const NAME_WIDTH = 236;
const WIDE = 84;
const NARROW = 38;

/** Above so many cells only the rows in sight are drawn. */
export const CELLS_DRAWN = 3000;

/** How wide a day is, by how many are shown and how much room there is for them. */
export const dayWidth = (days: number, room: number): number =>
  Math.max(NARROW, Math.min(WIDE, Math.floor(room / Math.max(1, days))));
