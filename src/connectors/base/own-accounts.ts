import { ConnectorError } from './errors.ts';

/** Asks the app whose account some credentials are; `null` where they are nobody's. */
type Ask = () => Promise<string | null>;

/** The accounts that an app's credentials belong to, by their ids: they are never removed. */
export type OwnAccounts = () => Promise<readonly string[]>;

/**
 * Those of the credentials for reading and for writing, each asked until it has answered once. What may not tell whose it is, is passed over where it only
 * reads; with what writes, nothing is done before that is known.
 */
export function ownAccounts(reading: readonly Ask[], writing: readonly Ask[] = []): OwnAccounts {
  const asks = [...reading.map(unlessRefused), ...writing].map(untilAnswered);
  return async () => [...new Set((await Promise.all(asks.map((ask) => ask()))).filter((id) => id !== null))];
}

function untilAnswered(ask: Ask): Ask {
  let answered: { readonly id: string | null } | null = null;
  return async () => {
    answered ??= { id: await ask() };
    return answered.id;
  };
}

const REFUSALS: readonly ConnectorError['kind'][] = ['permission', 'not-allowed', 'plan'];

function unlessRefused(ask: Ask): Ask {
  return async () => {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof ConnectorError && REFUSALS.includes(error.kind)) return null;
      throw error;
    }
  };
}
