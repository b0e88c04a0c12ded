import { dnKey } from '../ldap-client/dn.ts';
import type { Entry } from '../ldap-client/entry.ts';
import type { Session } from '../ldap-client/session.ts';
import type { Kind } from './settings.ts';

/** The members of a group as it names them: entries by their names in comparable form, and users by their uid. */
export interface Named {
  readonly keys: readonly string[];
  readonly uids: readonly string[];
  /** Values that are not names. */
  readonly unreadable: number;
}

/** The most values that Active Directory gives at once; every request asks for that many, so that every server answers alike. */
const RANGE = 1500;

/** The members of one group, a range at a time. */
export async function* membersOf(session: Session, kind: Kind, dn: string): AsyncGenerator<Named> {
  if (kind === 'ad') yield* rangesOf(session, dn);
  else {
    const attributes = ['member', 'uniqueMember', 'memberUid'];
    const group = await groupAt(session, dn, attributes);
    const uids = group.texts('memberUid').map((uid) => uid.toLowerCase());
    yield { ...keysOf([...group.texts('member'), ...group.texts('uniqueMember').map(withoutUid)]), uids };
  }
}

/** https://learn.microsoft.com/windows/win32/adsi/enumerating-members-in-a-group#range-retrieval */
async function* rangesOf(session: Session, dn: string): AsyncGenerator<Named> {
  for (let from = 0; ; ) {
    const group = await groupAt(session, dn, [`member;range=${from}-${from + RANGE - 1}`]);
    const ranged = rangeIn(group);
    // A group with few members, or none.
    const values = ranged?.values ?? group.texts('member');
    yield { ...keysOf(values), uids: [] };
    if (ranged === null || ranged.to === null) return;
    if (ranged.from !== from || ranged.to < from || values.length !== ranged.to - from + 1)
      throw session.failed({
        kind: 'unexpected-response',
        text: `sent other members of ${dn} than it was asked for (${ranged.from} to ${ranged.to} instead of from ${from}), so nobody knows whether they are all`,
      });
    from = ranged.to + 1;
  }
}

interface Range {
  readonly from: number;
  /** `null` for the last one. */
  readonly to: number | null;
  readonly values: readonly string[];
}

function rangeIn(group: Entry): Range | null {
  for (const name of group.names) {
    const [, from, to] = /^member;range=(\d+)-(\d+|\*)$/.exec(name) ?? [];
    if (from !== undefined)
      return { from: Number(from), to: to === '*' ? null : Number(to), values: group.texts(name) };
  }
  return null;
}

async function groupAt(session: Session, base: string, attributes: readonly string[]): Promise<Entry> {
  const group = await session.entry({ base, attributes, what: `list the members of ${base}` });
  if (group !== null) return group;
  throw session.failed({
    kind: 'changed',
    text: `no longer knows the group ${base}, which it had listed a moment before; the next read sees what became of it`,
  });
}

/** A unique member may carry a number after its name: https://www.rfc-editor.org/rfc/rfc4517#section-3.3.21 */
function withoutUid(name: string): string {
  return name.replace(/#'[01]*'B$/, '');
}

function keysOf(names: readonly string[]): Pick<Named, 'keys' | 'unreadable'> {
  const keys = names.flatMap((name) => dnKey(name) ?? []);
  return { keys, unreadable: names.length - keys.length };
}
