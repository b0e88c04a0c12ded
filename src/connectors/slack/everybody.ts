import type { Account } from '../../domain/account.ts';
import { createSeenIds } from '../base/seen-ids.ts';
import type { SlackClient } from '../slack-api/client.ts';
import { accountOf, organizationAccountOf } from './account.ts';
import type { Facts } from './facts.ts';
import { type Company, isOurs, listUsers, type SlackUser } from './users.ts';
import { type Identity, missingScope } from './whoami.ts';

export interface Reader {
  readonly own: Identity;
  readonly company: Company;
  readonly facts: Facts;
}

const AT_ONCE = 1000;

/** Everybody who has, or had, an account: deactivated people, bots and guests included; not people of other companies. */
export async function* listEverybody(
  client: SlackClient,
  reader: Reader,
): AsyncGenerator<readonly Account[]> {
  const proof = openProof(client, reader);
  const { team } = reader.own;
  if (team !== null) {
    const seen = createSeenIds();
    for await (const users of listUsers(client, null)) {
      const ours = users.filter((user) => proof.isOurs(user));
      yield ours.map((user) => proof.account(user)).filter(({ id }) => seen.add(id));
    }
    proof.end();
    return;
  }
  // If somebody is active in one workspace and not in another, the account is active.
  const byId = new Map<string, Account>();
  for (const workspace of reader.company.teams)
    for await (const users of listUsers(client, workspace))
      for (const user of users.filter((each) => proof.isOurs(each))) {
        const account = proof.account(user);
        const other = byId.get(account.id);
        if (other === undefined || (other.state !== 'active' && account.state === 'active'))
          byId.set(account.id, account);
      }
  proof.end();
  for (const user of reader.facts.organization.values())
    if (!byId.has(user.id))
      byId.set(user.id, organizationAccountOf(user, reader.facts.of([user.id]), client.now()));
  const everybody = [...byId.values()];
  for (let at = 0; at < everybody.length; at += AT_ONCE) yield everybody.slice(at, at + AT_ONCE);
}

/** What a complete list must show: addresses, somebody of our own, and that the token is not a guest's. */
function openProof(client: SlackClient, { own, company, facts }: Reader) {
  let [people, withAddress, ours] = [0, 0, 0];
  const now = client.now();
  return {
    isOurs(user: SlackUser): boolean {
      const is = isOurs(user, company);
      if (is) ours++;
      return is;
    },
    account(user: SlackUser): Account {
      if (user.id === own.user && (user.is_restricted === true || user.is_ultra_restricted === true))
        throw client.api.unexpected(
          'says that the token is of a guest, who sees only some of the people; write the bot token of the app',
        );
      const account = accountOf(user, facts.of([user.enterprise_user?.id, user.id]), now);
      if (account.kind !== 'bot' && account.state === 'active') people++;
      if (account.emails.length > 0) withAddress++;
      return account;
    },
    end(): void {
      if (ours === 0) throw client.api.unexpected('listed nobody of the workspace that the token is of');
      if (people > 0 && withAddress === 0) throw missingScope(client.app, 'users:read.email');
    },
  };
}
