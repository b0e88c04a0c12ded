import type { Connection, ConnectorIo } from '../base/connector.ts';
import { type Limits, openLimits } from '../base/limits.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import { readAccounts } from '../rest-lists/accounts.ts';
import { proveAccess } from '../rest-lists/check.ts';
import { openClient } from '../rest-lists/open.ts';
import { readSubscriptions } from '../rest-lists/subscriptions.ts';
import { ownAccountsOf } from '../rest-removal/gone.ts';
import { declaredRemoval } from '../rest-removal/removal.ts';
import { oneReader } from '../rest-removal/told.ts';
import { scimConnection } from './scim.ts';
import { type OwnSettings, valuesOf, writtenWith } from './settings.ts';

/** Connects to a declared app with settings that `settingsOf` returned. */
export function connectDeclared(
  declaration: Declaration,
  settings: OwnSettings & Readonly<Record<string, unknown>>,
  io: ConnectorIo,
): Connection {
  const { values, hidden } = valuesOf(declaration, settings);
  const writing = writtenWith(settings);
  const forWriting = writing === null ? null : valuesOf(declaration, writing);
  const { scim } = declaration;
  if (scim !== undefined)
    return scimConnection(
      { ...declaration, scim },
      { values, own: settings, hidden, writing: forWriting },
      io,
    );
  const { base = null, pageSize = null, allowEmpty } = settings;
  const client = openClient(declaration, { io, settings: values, base, pageSize, hidden });
  const writer =
    forWriting === null
      ? null
      : openClient(declaration, {
          io,
          settings: forWriting.values,
          base,
          pageSize,
          hidden: [...hidden, ...forWriting.hidden],
        });
  const limits = openLimits();
  const { subscriptions: bought } = declaration;
  async function* accounts(found: Limits, empty: boolean) {
    await proveAccess(client, declaration);
    yield* readAccounts(client, declaration, { limits: found, allowEmpty: empty });
  }
  return {
    async check() {
      await proveAccess(client, declaration);
      // The first page of everything shows whether the key may read, and what the plan withholds.
      for await (const _ of readAccounts(client, declaration, { limits, allowEmpty: true, brief: true }))
        break;
      if (bought !== undefined) await limits.unless('subscriptions', () => readSubscriptions(client, bought));
      return limits.withheld();
    },
    accounts: () => accounts(limits, allowEmpty),
    ...(bought === undefined
      ? {}
      : {
          async subscriptions() {
            const reading = readSubscriptions(client, bought);
            await limits.unless('subscriptions', () => reading);
            return reading;
          },
        }),
    ...ownAccountsOf(declaration, client, writer),
    ...(writer === null
      ? {}
      : {
          removal: declaredRemoval({
            declaration,
            client,
            reader: oneReader(declaration, io.now),
            writer,
            list: () => accounts(openLimits(), allowEmpty),
          }),
        }),
    withheld: () => limits.withheld(),
    usage: () => client.meter.usage(),
  };
}
