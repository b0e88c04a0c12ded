import { LOCKS } from '../../chat/say/signing-in/resting.ts';
import type { ConnectorIo, PlanLimits } from '../../connectors/base/connector.ts';
import type { Capability } from '../../connectors/base/declaration.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import { findConnector } from '../../connectors/registry.ts';
import { findRosterSource } from '../../roster/registry.ts';
import { nested } from './entry.ts';
import { readableOf } from './readable.ts';

export type Tried =
  | {
      readonly ok: true;
      readonly readable: readonly Capability[];
      readonly withheld: PlanLimits;
      /** What was found out automatically. */
      readonly notes: readonly string[];
    }
  /** Settings that the connector refuses, by key. */
  | { readonly ok: false; readonly wrong: readonly { readonly key: string; readonly message: string }[] }
  | {
      readonly ok: false;
      readonly failed: string;
      /** Name and password were refused: the same are not to be sent again. */
      readonly refused?: true;
    };

/** Connects with these settings and makes the cheapest request that proves them. Stores nothing. */
export async function tryIt(
  { what, id }: { readonly what: 'app' | 'roster'; readonly id: string },
  settings: Readonly<Record<string, string | boolean>>,
  io: ConnectorIo,
): Promise<Tried> {
  const kind = what === 'app' ? findConnector(id) : findRosterSource(id);
  if (kind === undefined) throw new Error(`${id} is not registered`);
  const parsed = kind.settings.safeParse(nested(settings));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => ({ key: path.join('.'), message }));
    return { ok: false, wrong };
  }
  return tryConnection({ what, id }, parsed.data, io);
}

/** The same with settings that were checked. */
export async function tryConnection(
  { what, id }: { readonly what: 'app' | 'roster'; readonly id: string },
  settings: unknown,
  io: ConnectorIo,
): Promise<Exclude<Tried, { readonly wrong: unknown }>> {
  const kind = what === 'app' ? findConnector(id) : findRosterSource(id);
  if (kind === undefined) throw new Error(`${id} is not registered`);
  try {
    const connection = kind.connect(settings, io);
    if (connection.check !== undefined) {
      const withheld = await connection.check();
      const notes = 'people' in connection ? (connection.notes?.() ?? []) : [];
      return { ok: true, readable: readableOf(what, kind, withheld), withheld, notes };
    }
    if ('people' in connection) for await (const _ of connection.people()) break;
    return { ok: true, readable: readableOf(what, kind, []), withheld: [], notes: [] };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return error.signIn
      ? { ok: false, failed: `${error.message}. ${LOCKS}`, refused: true }
      : { ok: false, failed: error.message };
  }
}
