import {
  hadItBeforeText,
  sharedAddressMessage,
  unownedAccountsMessage,
  vanishedText,
} from '../../chat/say/owners/who-else.ts';
import { accountsCalled } from '../../flows/access/find-account.ts';
import { type App, type Context, clockOf, listApps } from '../../flows/context.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { type StoredAccount, searchAccounts } from '../../store/accounts/accounts.ts';
import { personByRef, type StoredPerson } from '../../store/people/people.ts';
import { hadItBefore, peopleNamed, unknownPerson, vanishedNamesakes } from '../arguments.ts';
import type { Answer, Command } from '../command.ts';
import { personAnswer } from './person-answer.ts';

export const who: Command = {
  verb: 'who',
  names: Number.POSITIVE_INFINITY,
  example: 'who jo.brandt@acme.example',
  does: 'one person: their status, and every account with license, cost and last use',
  group: 'look',
  keys: [],
  async answer(context, { words }) {
    const word = words.join(' ');
    const [person, second] = peopleNamed(context, word);
    if (person !== undefined && second !== undefined)
      return bothAnswer(context, word, peopleNamed(context, word));
    if (person !== undefined) return namedAnswer(context, word, person);
    const accounts = await accountsNamed(context, word);
    const [first] = accounts;
    if (first === undefined) throw unknownPerson(context, word);
    const owners = new Set(accounts.map(({ stored }) => stored.person));
    const owner = owners.size === 1 && first.stored.person !== null ? first.stored.person : null;
    const theirs = owner === null ? null : personByRef(context.store, owner);
    return theirs === null ? accountsAnswer(accounts) : personAnswer(context, theirs);
  },
};

/** A name means the person whom the roster lists; vanished records of the same name, and anybody else who had the address, are mentioned. */
function namedAnswer(context: Context, word: string, person: StoredPerson): Answer {
  const found = personAnswer(context, person);
  const before = hadItBefore(context, word, person);
  // Where both records have one address, it leads to this one.
  const vanished = (word.includes('@') ? [] : vanishedNamesakes(context, person)).map((one) =>
    one.email === person.email ? { ...one, email: null } : one,
  );
  if (vanished.length === 0 && before.length === 0) return found;
  const text = before.length > 0 ? hadItBeforeText(before) : vanishedText(vanished, clockOf(context));
  const note = { type: 'note', text } as const;
  return { ...found, message: { ...found.message, body: [...found.message.body, note] } };
}

/** People who share an address by a slip in the roster, one below the other. */
function bothAnswer(context: Context, word: string, people: readonly StoredPerson[]): Answer {
  const answers = people.map((person) => personAnswer(context, person));
  const [first] = answers;
  return {
    ok: true,
    message: sharedAddressMessage(
      word,
      people.map(({ name }) => name),
      answers.map(({ message }) => message),
    ),
    json: { people: answers.map(({ json }) => json) },
    ...(first?.missing === undefined ? {} : { missing: first.missing }),
  };
}

interface Called {
  readonly app: App;
  readonly stored: StoredAccount;
}

/** The accounts with this id, address or username, in every app. */
async function accountsNamed(context: Context, word: string): Promise<readonly Called[]> {
  const found: Called[] = [];
  for (const app of listApps(context)) {
    const called = await accountsCalled(context, app, word);
    for (const stored of called ?? searchAccounts(context.store, app.source.id, word))
      found.push({ app, stored });
  }
  return found;
}

function accountsAnswer(accounts: readonly Called[]): Answer {
  return {
    ok: false,
    message: unownedAccountsMessage(
      accounts.map(({ app, stored }) => ({
        app: { id: app.config.id, name: app.config.name },
        label: accountLabel(stored),
        isKnown: stored.known,
        hasOwner: stored.person !== null,
      })),
    ),
    json: {
      person: null,
      accounts: accounts.map(({ app, stored }) => ({
        app: app.config.id,
        account: stored.account.id,
        status: stored.status,
      })),
    },
  };
}
