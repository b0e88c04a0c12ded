import { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import { ConnectorError } from '../base/errors.ts';
import { type OwnAccounts, ownAccounts } from '../base/own-accounts.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import { placeholdersIn } from '../rest-declaration/placeholders.ts';
import type { OwnAccount, ReadBack } from '../rest-declaration/removal.ts';
import { askedFor, type RestClient } from '../rest-lists/client.ts';
import { keysOf, valueAt } from '../rest-values/path.ts';
import { type OneReader, readBack, type Shown } from './read-back.ts';

/** Looks at single accounts. It believes that one is gone only if the same request has been seen to show somebody else. */
export interface Seeing {
  /** The account as the app shows it; `null` when it is gone. Throws `ConnectorError`. */
  see(how: ReadBack, account: Account): Promise<Extract<Shown, { kind: 'row' }> | null>;
}

export interface SeeingOptions {
  readonly declaration: Pick<Declaration, 'ownAccount'>;
  readonly client: RestClient;
  readonly reader: OneReader;
  /** Every account; throws if the list cannot be read completely. */
  readonly list: () => AsyncIterable<readonly Account[]>;
}

export function openSeeing({ declaration, client, reader, list }: SeeingOptions): Seeing {
  // Requests that showed somebody on this connection: their address is right, and the credentials may read there.
  const working = new Set<ReadBack>();
  const own = ownAccount(client, declaration.ownAccount);

  return {
    async see(how, account) {
      const shown = await readBack(client, reader, how, account);
      if (shown.kind === 'row') {
        working.add(how);
        return shown;
      }
      if (shown.by === 'status' && working.has(how)) return null;
      if (shown.by !== 'others' && (await showsOwn(how, account))) return null;
      await proveUnlisted(account);
      return null;
    },
  };

  /** The account of the credentials certainly exists: a request that shows it would have shown the other one as well. */
  async function showsOwn(how: ReadBack, account: Account): Promise<boolean> {
    const byId = placeholdersIn(how.request).every(({ name }) => name !== 'email' && name !== 'username');
    if (!byId || declaration.ownAccount === undefined) return false;
    try {
      const id = await own();
      if (id === null || id === account.id) return false;
      const { kind } = await readBack(client, reader, how, { ...account, id });
      if (kind === 'row') working.add(how);
      return kind === 'row';
    } catch (error) {
      if (error instanceof ConnectorError) return false;
      throw error;
    }
  }

  async function proveUnlisted({ id }: Account): Promise<void> {
    for await (const page of list())
      if (page.some((listed) => listed.id === id))
        throw client.api.unexpected(
          `does not show account ${id} by itself, and still lists it; correct readBack in the declaration`,
        );
  }
}

/** Whose account the credentials of a client are, asked once; `null` where the declaration does not say how to find out. */
function ownAccount(client: RestClient, declared: OwnAccount | undefined): () => Promise<string | null> {
  let known: Promise<string> | null = null;
  async function asked({ id, ...request }: OwnAccount): Promise<string> {
    const { path, ...send } = await askedFor(client, request);
    const answer = await client.api.send(path, { ...send, idempotent: true });
    const found = valueAt(answer.json(z.unknown()), keysOf(id));
    if (typeof found === 'string' || typeof found === 'number') return String(found);
    throw answer.unexpected(`does not say whose account the credentials are (${id})`);
  }
  return async () => {
    if (declared === undefined) return null;
    known ??= asked(declared);
    return known;
  };
}

/** Whose accounts the credentials are, where the declaration says how to find out. */
export function ownAccountsOf(
  { ownAccount: declared }: Pick<Declaration, 'ownAccount'>,
  client: RestClient,
  writer: RestClient | null,
): { readonly ownAccounts?: OwnAccounts } {
  if (declared === undefined) return {};
  const writing = writer === null ? [] : [ownAccount(writer, declared)];
  return { ownAccounts: ownAccounts([ownAccount(client, declared)], writing) };
}
