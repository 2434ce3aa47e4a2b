/** An empty place costs more than any finding or hour can gain: patients before employers. In units of weight. */
export const GAP_COST = 5000;
