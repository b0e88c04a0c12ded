import { normaliseEmail } from '../../domain/email.ts';
import type { CsvRow, HeaderColumn } from './cell.ts';
import { BadCell, csvText, shortened } from './cell.ts';
import { isNothing } from './never.ts';

/** `smtp:` as Active Directory, Exchange and Entra write it before an address; in capitals before the main one. */
const KIND = /^([a-z][a-z0-9]*):\s*(.*)$/is;
/** Splits at `;`, `|`, a comma or a line break; at a space or `+` only before another prefix, because an address may contain a `+`. */
const BETWEEN = /[;|,\r\n]+|[\s+]+(?=[a-z][a-z0-9]*:)/i;

/** What Microsoft's reports write instead of names and addresses while a setting conceals them. */
const CONCEALED = /^[0-9a-f]{32}$/i;
const REVEAL =
  'is a concealed name; in the Microsoft 365 admin centre, under Settings, Org settings, Reports, turn concealed names off, and export again';

export interface Addresses {
  /** The one in the column of addresses, or else the one that is marked as the main one. */
  readonly email: string | null;
  /** The others, each once. */
  readonly aliases: readonly string[];
}

/** The addresses of a row, normalised. Other kinds (X500:, SIP:) are left out; text that should be a mail address and is not throws. */
export function addressesOf(
  cells: CsvRow,
  email: HeaderColumn | null,
  others: HeaderColumn | null,
): Addresses {
  if (csvText(cells, others) === '') {
    const only = plainAddress(csvText(cells, email));
    if (only !== null) return { email: only, aliases: NO_ALIASES };
  }
  const primary = listed(cells, email);
  const further = listed(cells, others);
  const main = [...primary.main, ...primary.others][0] ?? further.main[0] ?? null;
  if (further.all.length === 0 && primary.all.length < 2) return { email: main, aliases: [] };
  const aliases = new Set([...primary.all, ...further.all]);
  if (main !== null) aliases.delete(main);
  return { email: main, aliases: [...aliases] };
}

/** The readable addresses of a cell, normalised, whatever else is in it. */
export function readableAddresses(cells: CsvRow, column: HeaderColumn | null): readonly string[] {
  return csvText(cells, column)
    .split(BETWEEN)
    .flatMap((part) => {
      const [, kind, address] = KIND.exec(part.trim()) ?? [];
      return normaliseEmail(kind === undefined ? part.trim() : (address ?? '')) ?? [];
    });
}

interface Listed {
  /** Marked as the main one: `SMTP:` in capitals. */
  readonly main: readonly string[];
  readonly others: readonly string[];
  readonly all: readonly string[];
}

const NO_ALIASES: readonly string[] = [];
const NO_ADDRESS: Listed = { main: [], others: [], all: [] };

function listed(cells: CsvRow, column: HeaderColumn | null): Listed {
  const text = csvText(cells, column);
  if (text === '' || column === null) return NO_ADDRESS;
  const plain = plainAddress(text);
  if (plain !== null) return { main: [], others: [plain], all: [plain] };
  return isNothing(text) ? NO_ADDRESS : addressesIn(text, column);
}

/** Nearly every cell is one plain address; `null` for anything else. */
function plainAddress(text: string): string | null {
  const email = text === '' ? null : normaliseEmail(text);
  return email === null || /[:;|,]/.test(email) ? null : email;
}

function addressesIn(text: string, column: HeaderColumn): Listed {
  const main: string[] = [];
  const others: string[] = [];
  for (const item of text.split(BETWEEN).map((part) => part.trim())) {
    const [, kind, address] = KIND.exec(item) ?? [];
    if (item === '' || isNothing(item)) continue;
    // X500:, SIP:, EUM: and the like are not for mail.
    if (kind !== undefined && !/^(?:smtp|mailto)$/i.test(kind)) continue;
    (kind === 'SMTP' ? main : others).push(checkedEmail(address ?? item, column));
  }
  return { main, others, all: [...main, ...others] };
}

function checkedEmail(text: string, column: HeaderColumn): string {
  const email = normaliseEmail(text);
  if (email !== null) return email;
  if (CONCEALED.test(text)) throw new BadCell(column, `"${shortened(text)}" ${REVEAL}`);
  throw new BadCell(
    column,
    `"${shortened(text)}" is not an email address; write name@domain, and separate several with ; or |`,
  );
}
