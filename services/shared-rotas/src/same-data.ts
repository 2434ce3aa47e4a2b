/** Whether two values that went through the same schema say the same. */
export const isSameData = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
