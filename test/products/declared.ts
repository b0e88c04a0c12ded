import { catalogue } from '../../src/connectors/rest/catalogue.ts';
import type { Account } from '../../src/domain/account.ts';
import { everyOf, testIo } from '../support/connector-io.ts';

/** Reads a running product as it is declared in the catalogue. */
export function declaredAt(id: string, origin: string, settings: Readonly<Record<string, unknown>>) {
  const connector = catalogue.find((each) => each.id === id);
  if (connector === undefined) throw new Error(`catalogues/apps/${id}.yaml is missing`);
  // A product looks at the moment in which a token was signed.
  const io = testIo({ allow: [origin], now: () => new Date() });
  const connect = (changes: Readonly<Record<string, unknown>> = {}) =>
    connector.connect(connector.settings.parse({ ...settings, ...changes }), io);
  return { connect, read: (changes = {}): Promise<Account[]> => everyOf(connect(changes).accounts()) };
}
