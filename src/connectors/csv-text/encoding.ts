import { isCentralEuropean } from './central-europe.ts';

/** What a text file that is not UTF-8 may be; the first two are certain. */
export type OtherEncoding = 'utf-16le' | 'utf-16be' | 'windows-1252' | 'windows-1250' | 'shift_jis';

/** Recognises UTF-16 by its byte order mark, or by the zero byte in nearly every letter. */
export function utf16In(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 200);
  if (start.length < 8) return null;
  const nuls = (half: 0 | 1) => start.filter((byte, at) => at % 2 === half && byte === 0).length;
  const enough = (start.length / 2) * 0.8;
  if (nuls(1) >= enough && nuls(0) === 0) return 'utf-16le';
  if (nuls(0) >= enough && nuls(1) === 0) return 'utf-16be';
  return null;
}

/**
 * The encoding that Excel or an older console used if a file is not UTF-8. `null` if it is UTF-8 with something broken in it, like a letter
 * that was cut off at the end, or a part in another encoding.
 */
export function encodingOf(bytes: Buffer): OtherEncoding | null {
  const counts = count(bytes);
  // UTF-8 letters do not occur by chance.
  if (counts.utf8 > 0 || counts.other === 0) return null;
  if (counts.kana > 1 && isShiftJis(bytes)) return 'shift_jis';
  return isCentralEuropean(bytes) ? 'windows-1250' : 'windows-1252';
}

interface Counts {
  /** Complete UTF-8 letters. */
  utf8: number;
  /** Bytes above 127 that belong to none of those, except a letter cut off at the end. */
  other: number;
  /** Bytes with which Japanese syllables begin. */
  kana: number;
}

function count(bytes: Buffer): Counts {
  const counts = { utf8: 0, other: 0, kana: 0 };
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    const length = lengthOf(byte);
    const tail = bytes.subarray(at + 1, at + length);
    const isLetter = length > 1 && tail.every((next) => (next & 0xc0) === 0x80);
    if (isLetter && tail.length === length - 1) {
      counts.utf8++;
      at += length - 1;
    } else if (!(isLetter && at + length > bytes.length)) {
      counts.other++;
      if (byte === 0x82 || byte === 0x83) counts.kana++;
    } else break;
  }
  return counts;
}

/** The length of a UTF-8 letter by its first byte; 1 for a byte that cannot be the first. */
function lengthOf(byte: number): number {
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 1;
}

function isShiftJis(bytes: Buffer): boolean {
  try {
    new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
