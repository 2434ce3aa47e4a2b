const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'content-length',
]);

/** Whether a header is about one connection, and does not go on to the next. */
export const isHopByHop = (name: string): boolean => HOP_BY_HOP.has(name);
