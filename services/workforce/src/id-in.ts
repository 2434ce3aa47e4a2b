/** The id of the thing whose stream it is: what stands after the category's dash. */
export const idIn = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
