import { isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import { fileProblem, type Problem } from './problem.ts';

const MEND = 'In the spreadsheet choose "Save as" and "CSV UTF-8", or save it as .xlsx, and send that file.';
/** Bytes that windows-1252 leaves undefined: a text that holds one is written in another encoding. */
const UNDEFINED_BYTES = /[\u0081\u008d\u008f\u0090\u009d]/;
/** No western word has so many accented letters in a row: it is another alphabet. */
const OTHER_ALPHABET = /[\u00c0-\u00ff]{4}/;
/** Below this, the detector's guess on a short list of names says nothing. */
const SURE = 50;

/** The text of a file in UTF-8, UTF-16 with its mark, or windows-1252; else the problem. Never replaces a letter. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: string } | Problem {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return decodeUtf16(buffer.subarray(2), 'utf-16le');
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return decodeUtf16(buffer.subarray(2), 'utf-16be');
  if (buffer.includes(0))
    return fileProblem('The file holds bytes that no CSV text has. It may be another kind of file.', MEND);
  if (isUtf8(buffer)) return { text: buffer.toString('utf8').replace(/^\ufeff/, ''), encoding: 'UTF-8' };
  const [guess] = chardet.analyse(buffer);
  const western = !guess || /^(windows-125[02]|ISO-8859-(1|2|9|15))$/i.test(guess.name) || guess.confidence < SURE;
  const text = iconv.decode(buffer, 'windows-1252');
  if (western && !UNDEFINED_BYTES.test(text) && !OTHER_ALPHABET.test(text)) return { text, encoding: 'windows-1252' };
  return fileProblem(
    `The letters are written in an encoding that is not read here${guess ? ` (it looks like ${guess.name})` : ''}; they would come out wrong.`,
    MEND,
  );
}

function decodeUtf16(buffer: Buffer, encoding: 'utf-16le' | 'utf-16be') {
  const text = iconv.decode(buffer, encoding);
  if (buffer.length % 2 === 0 && text.isWellFormed()) return { text, encoding: encoding.toUpperCase() };
  return fileProblem('The file says that it is UTF-16, but is cut off or damaged.', MEND);
}

/** What a cell was before its UTF-8 was once read as windows-1252 ("JosÃ©" → "José"), or null when it was not. */
export function unscramble(cell: string): string | null {
  if (!/[^\0-\x7f]/.test(cell)) return null;
  const bytes = iconv.encode(cell, 'windows-1252');
  if (iconv.decode(bytes, 'windows-1252') !== cell || !isUtf8(bytes)) return null;
  return bytes.toString('utf8');
}
