import type { Message } from '../../../domain/message.ts';
import { quote } from '../../grammar.ts';
import { type Clock, capital, dayAtText, joined, numberText } from '../words.ts';

/** An account that was asked for as if it were a person. */
export interface UnownedAccount {
  readonly app: { readonly id: string; readonly name: string };
  readonly label: string;
  readonly isKnown: boolean;
  readonly hasOwner: boolean;
}

/** `That is an unknown account in Figma: why figma grace.mbeky@acme.example` */
export function unownedAccountsMessage(accounts: readonly UnownedAccount[]): Message {
  const why = ({ app, label }: UnownedAccount) => `why ${app.id} ${quote(label)}`;
  const texts = accounts.map((account) => `${kindText(account)} in ${account.app.name}: ${why(account)}`);
  const summary = `That is ${joined(texts)}`;
  return {
    summary,
    title: summary,
    body: [],
    buttons: accounts.slice(0, 3).map((account) => ({
      label: accounts.length === 1 ? 'Why?' : `Why in ${account.app.name}?`,
      command: why(account),
    })),
  };
}

function kindText({ isKnown, hasOwner }: UnownedAccount): string {
  if (hasOwner) return 'an account';
  return isKnown ? 'an account that is marked as known' : 'an unknown account';
}

/** `No longer in the roster: Maja Holm (maja.holm@acme.example) since 11 Nov. To see that record: who maja.holm@acme.example.` */
export function vanishedText(
  people: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    readonly goneAt: string | null;
  }[],
  clock: Clock,
): string {
  const texts = people.map(
    ({ id, name, email, goneAt }) =>
      `${name} (${email ?? id})${goneAt === null ? '' : ` since ${dayAtText(goneAt, clock)}`}`,
  );
  const [only] = people;
  return `No longer in the roster: ${joined(texts)}. To see ${people.length === 1 ? `that record: who ${quote(only?.email ?? only?.id ?? '')}` : 'one of those records, name its address'}.`;
}

/** `Jo Lund (N-16) had this address before. To see that record: who N-16.` */
export function hadItBeforeText(people: readonly { readonly id: string; readonly name: string }[]): string {
  const [only] = people;
  const texts = people.map(({ id, name }) => `${name} (${id})`);
  return `${joined(texts)} had this address before. To see ${people.length === 1 ? `that record: who ${quote(only?.id ?? '')}` : 'one of those records, name its id'}.`;
}

/** Current people of one roster with one address; `each` says everything about one of them. */
export function sharedAddressMessage(
  address: string,
  names: readonly string[],
  each: readonly Message[],
): Message {
  const number = names.length === 2 ? 'two' : numberText(names.length);
  const summary = `${capital(number)} people have the address ${address}: ${joined(names)}.`;
  return {
    summary,
    title: summary,
    body: [
      {
        type: 'text',
        spans: ['Accounts with it belong to none of them until the roster is corrected.'],
      },
      ...each.flatMap(({ title, summary: text, body }) => [
        { type: 'text', spans: [{ bold: title ?? text }] } as const,
        ...body,
      ]),
    ],
    buttons: each.flatMap(({ buttons }, index) =>
      buttons.map((button) => ({ ...button, label: `${button.label} ${names[index] ?? ''}`.trim() })),
    ),
  };
}
