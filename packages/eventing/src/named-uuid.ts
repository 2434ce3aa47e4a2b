import { hash } from 'node:crypto';

const NAMESPACE_BYTES = 16;

/** Makes UUIDs of version 5 (RFC 9562) from names within a namespace: the same name gives the same UUID everywhere. */
export function namedUuid(namespace: string): (name: string) => string {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  if (space.length !== NAMESPACE_BYTES) throw new Error(`The namespace ${namespace} is no UUID.`);
  return (name) => {
    const input = Buffer.allocUnsafe(NAMESPACE_BYTES + Buffer.byteLength(name));
    space.copy(input);
    input.write(name, NAMESPACE_BYTES);
    const hex = hash('sha1', input, 'hex');
    const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
}
