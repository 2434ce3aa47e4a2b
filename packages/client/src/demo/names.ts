const FIRST = (
  'Ada Bo Cleo Dot Eli Fay Gus Hal Ida Jem Kit Lou Mab Ned Oda Pip Quin Ray Sid Tess Una Val Win Xan Yve Zed ' +
  'Ash Bea Cal Dee Eve Flo Gil Hob Ivo Jo Kay Len Moll Nan'
).split(' ');
const LAST = 'Example Sample Specimen Placeholder Fictional Imaginary Invented Pretend Notional Makebelieve Mock'.split(
  ' ',
);

/** The name of the nth invented person; no two are the same below 440. */
export function inventedName(n: number): string {
  const first = FIRST[n % FIRST.length]!;
  const last = LAST[(Math.floor(n / FIRST.length) + n) % LAST.length]!;
  return `${first} ${last}`;
}

/** The nth number of a register: of the right shape, at the very beginning of the range, and nobody's. */
export function inventedNumber(register: 'GMC' | 'NMC' | 'HCPC', n: number) {
  const digits = (width: number) => String(n).padStart(width, '0');
  const number = { GMC: digits(7), NMC: `00A${digits(4)}E`, HCPC: `PH${digits(6)}` }[register];
  return { body: register, number };
}
