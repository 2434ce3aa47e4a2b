const hex = (bytes: number) =>
  Array.from(globalThis.crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/** Begins a trace (W3C traceparent). Its last field says that the caller records nothing: the platform decides for itself. */
export const newTraceparent = (): string => `00-${hex(16)}-${hex(8)}-00`;
