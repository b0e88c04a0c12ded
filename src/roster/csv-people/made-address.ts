import { foldedWord } from '../../connectors/csv-cells/cell.ts';
import { normaliseEmail } from '../../domain/email.ts';

/** How a company makes addresses of names: `{first}.{last}@acme.example`; `{f}` and `{l}` are first letters. */
export const ADDRESS_FORM =
  /^(?:[a-z0-9._-]|\{(?:first|last|f|l)\})*\{(?:first|last)\}(?:[a-z0-9._-]|\{(?:first|last|f|l)\})*@[a-z0-9.-]+\.[a-z]{2,}$/i;

/** `Jörg`, `Müller` → `joerg.mueller@…` and `jorg.muller@…`; none where one of the names is missing. */
export function madeAddresses(form: string, first: string, last: string): readonly string[] {
  const spellings = [spelledOut, (name: string) => name].map((spell) => {
    const [a, b] = [first, last].map((name) => letters(spell(name.toLowerCase())));
    if (a === undefined || b === undefined || a === '' || b === '') return null;
    const parts: Readonly<Record<string, string>> = { first: a, last: b, f: a.slice(0, 1), l: b.slice(0, 1) };
    return normaliseEmail(form.replace(/\{(\w+)\}/g, (_, part: string) => parts[part.toLowerCase()] ?? ''));
  });
  return [...new Set(spellings.filter((address) => address !== null))];
}

function letters(name: string): string {
  return foldedWord(name).replace(/[^a-z0-9-]/g, '');
}

const SPELLED: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa' };

function spelledOut(name: string): string {
  return name.normalize('NFC').replace(/[äöüå]/g, (letter) => SPELLED[letter] ?? letter);
}
