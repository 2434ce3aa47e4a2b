import { reject } from '@weft/eventing';
import { z } from 'zod';

/** A number in a professional register, and whose register it is. */
export const ProfessionalNumber = z.object({ body: z.string().min(1).max(20), number: z.string().min(1).max(20) });
export type ProfessionalNumber = z.infer<typeof ProfessionalNumber>;

/**
 * Shapes of the registers' numbers. They have no check digit that is published, so only the shape is judged: whether
 * the number is in the register, and whose it is, only the register knows.
 */
const SHAPES: Readonly<Record<string, { readonly shape: RegExp; readonly words: string }>> = {
  GMC: { shape: /^\d{7}$/, words: '7 digits' },
  GP: { shape: /^G\d{7}$/, words: 'G and 7 digits' },
  NMC: { shape: /^\d{2}[A-Z]\d{4}[A-Z]$/, words: '2 digits, a letter, 4 digits and a letter' },
  GDC: { shape: /^CD\d{6}$/, words: 'CD and 6 digits' },
  GPhC: { shape: /^\d{7}$/, words: '7 digits' },
  HCPC: { shape: /^[A-Z]{2}\d{6}$/, words: '2 letters and 6 digits' },
  SDS: { shape: /^\d{12}$/, words: '12 digits' },
};

/** The registers that are known here. */
export const BODIES: readonly string[] = Object.keys(SHAPES);

/** The number as it is kept: the body's usual spelling, no spaces, capital letters. */
export const tidyNumber = ({ body, number }: ProfessionalNumber): ProfessionalNumber => ({
  body: BODIES.find((known) => known.toLowerCase() === body.trim().toLowerCase()) ?? body.trim(),
  number: number.replace(/\s+/g, '').toUpperCase(),
});

/** Why a tidy number cannot be one of its register, or null. */
export function refuseShape({ body, number }: ProfessionalNumber) {
  const known = SHAPES[body];
  if (!known) return reject('number-shape', `"${body}" is not a register that is known here: ${BODIES.join(', ')}.`);
  if (known.shape.test(number)) return null;
  return reject('number-shape', `"${number}" is no number of the ${body}: it has ${known.words}.`);
}

/** The id of the stream that says whose number it is. */
export const numberId = ({ body, number }: ProfessionalNumber): string => `${body}.${encodeURIComponent(number)}`;
