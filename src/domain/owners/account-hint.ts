import type { Account } from '../account.ts';

/** What an account without an owner looks like: what the app says it is, or else what its address suggests. */
export const ACCOUNT_HINTS = [
  'guest',
  'bot',
  'service',
  'shared',
  'room',
  'group-alias',
  'printer',
  'test',
] as const;
export type AccountHint = (typeof ACCOUNT_HINTS)[number];

/** A hint for the admin, never a decision; `null` when it looks like a person. */
export function accountHint(account: Pick<Account, 'emails' | 'username' | 'kind'>): AccountHint | null {
  const { kind } = account;
  if (kind === 'guest' || kind === 'bot' || kind === 'service' || kind === 'shared') return kind;
  const local = (account.emails[0] ?? account.username ?? '').toLowerCase().split('@')[0] ?? '';
  // `réunion` is `reunion`, and `besprechung2` is the second `besprechung`.
  const words = local
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/(?<=\p{L})\p{N}+$/u, ''))
    .filter((word) => word !== '');
  const first = words[0] ?? '';
  // `peter.drucker` and `maria.sala` are people; `drucker-3` and `sala2` are not.
  const has = (kind: ReadonlySet<string>) =>
    words.some((word) => kind.has(word) && (word === first || !SURNAMES.has(word)));
  if (has(ROOM)) return 'room';
  if (has(PRINTER)) return 'printer';
  if (has(TEST)) return 'test';
  if (has(SERVICE)) return 'service';
  if (has(GROUP)) return 'group-alias';
  return null;
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const ROOM = wordsOf(
  'room meeting conference boardroom raum besprechung besprechungsraum konferenz sitzung sitzungszimmer salle reunion sala',
);
const PRINTER = wordsOf(
  'printer copier scanner drucker kopierer imprimante imprimantes impresora impresoras',
);
const TEST = wordsOf('test tests testing testuser testaccount testkonto qa');
const SERVICE = wordsOf('bot svc service ci deploy build noreply automation integration api backup');
const GROUP = wordsOf(
  'team all staff everyone info hello contact support helpdesk sales marketing finance billing invoices accounts office admin admins hr jobs careers security it ops press legal ' +
    'accounting bookkeeping reception frontdesk procurement purchasing payroll ' +
    'buchhaltung empfang vertrieb einkauf personal rechnung rechnungen kontakt bewerbung verwaltung ' +
    'comptabilite accueil ventes achats facturation direction rh ' +
    'contabilidad recepcion ventas compras facturacion administracion rrhh',
);
/** Words that are surnames, too: they count only as the first word, because a surname comes last. */
const SURNAMES = wordsOf('drucker sala salle kopierer personal direction achats test');
