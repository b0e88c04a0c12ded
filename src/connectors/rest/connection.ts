import type { Connection, ConnectorIo } from '../base/connector.ts';
import { openLimits } from '../base/limits.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import { readAccounts } from '../rest-lists/accounts.ts';
import { proveAccess } from '../rest-lists/check.ts';
import { openClient } from '../rest-lists/open.ts';
import { readSubscriptions } from '../rest-lists/subscriptions.ts';
import { scimConnection } from './scim.ts';
import { type OwnSettings, valuesOf } from './settings.ts';

/** Connects to a declared app with settings that `settingsOf` returned. */
export function connectDeclared(
  declaration: Declaration,
  settings: OwnSettings & Readonly<Record<string, unknown>>,
  io: ConnectorIo,
): Connection {
  const { values, hidden } = valuesOf(declaration, settings);
  const { scim } = declaration;
  if (scim !== undefined)
    return scimConnection({ ...declaration, scim }, { values, own: settings, hidden }, io);
  const { base = null, pageSize = null, allowEmpty } = settings;
  const client = openClient(declaration, { io, settings: values, base, pageSize, hidden });
  const limits = openLimits();
  const { subscriptions: bought } = declaration;
  return {
    async check() {
      await proveAccess(client, declaration);
      // The first page of everything: a key that may not read, and what the plan withholds, show themselves there.
      for await (const _ of readAccounts(client, declaration, { limits, allowEmpty: true, brief: true }))
        break;
      if (bought !== undefined) await limits.unless('subscriptions', () => readSubscriptions(client, bought));
      return limits.withheld();
    },
    async *accounts() {
      await proveAccess(client, declaration);
      yield* readAccounts(client, declaration, { limits, allowEmpty });
    },
    ...(bought === undefined
      ? {}
      : {
          async subscriptions() {
            const reading = readSubscriptions(client, bought);
            await limits.unless('subscriptions', () => reading);
            return reading;
          },
        }),
    withheld: () => limits.withheld(),
    usage: () => client.meter.usage(),
  };
}
