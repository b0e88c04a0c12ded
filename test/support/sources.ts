import { ConnectorError, type ConnectorErrorKind } from '../../src/connectors/base/errors.ts';
import type { Account } from '../../src/domain/account.ts';
import type { PersonRecord } from '../../src/domain/person.ts';
import type { Context } from '../../src/flows/context.ts';
import * as build from './build.ts';
import type { Office } from './company.ts';

/** The sources of a test, by id, in place of those that seatkeeper.yaml names; others stay what they are. */
export interface Sources {
  readonly apps?: Readonly<Record<string, (signal: AbortSignal) => AsyncIterable<readonly Account[]>>>;
  readonly rosters?: Readonly<
    Record<string, (signal: AbortSignal) => AsyncIterable<readonly PersonRecord[]>>
  >;
}

/** The office's context with these sources. They count as far away: their pages are read ahead. */
export function withSources({ context }: Office, { apps = {}, rosters = {} }: Sources): Context {
  const { dependencies } = context;
  const never = new AbortController().signal;
  return {
    ...context,
    dependencies: {
      ...dependencies,
      app(config, signal = never) {
        const list = apps[config.id];
        const inPlace = dependencies.app(config, signal);
        if (list === undefined) return inPlace;
        const { check, removal } = inPlace;
        return { check, removal, accounts: () => list(signal) };
      },
      roster(config, signal = never) {
        const list = rosters[config.id];
        return list === undefined ? dependencies.roster(config, signal) : { people: () => list(signal) };
      },
    },
  };
}

export function account(id: string, email: string, more: Partial<Account> = {}): Account {
  return build.account({ id, emails: [email], ...more });
}

export function person(id: string, email: string, more: Partial<PersonRecord> = {}): PersonRecord {
  return build.person({ id, email, name: `Person ${id}`, ...more });
}

export function trouble(app: string, kind: ConnectorErrorKind = 'unavailable'): ConnectorError {
  return new ConnectorError(app, kind, `${app} did not answer`);
}
