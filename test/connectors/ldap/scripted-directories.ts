import type { Question, Reply, Script, ScriptedEntry } from './scripted-server.ts';

const ROOT = 'DC=corp,DC=example';

export const OPENLDAP: ScriptedEntry = {
  dn: '',
  objectClass: ['top', 'OpenLDAProotDSE'],
  namingContexts: ['dc=corp'],
};
export const AD: ScriptedEntry = {
  dn: '',
  supportedCapabilities: '1.2.840.113556.1.4.800',
  defaultNamingContext: ROOT,
  namingContexts: [ROOT, `CN=Configuration,${ROOT}`],
};

export const personAt = (name: string, more: Partial<ScriptedEntry> = {}): ScriptedEntry => ({
  dn: `uid=${name},dc=corp`,
  entryUUID: `id-${name}`,
  uid: name,
  cn: name,
  mail: `${name}@acme.co`,
  ...more,
});

/** An answer to each question for people; the root and everything else is answered as usual. */
export function listing(root: ScriptedEntry, pages: (question: Question, number: number) => Reply): Script {
  let asked = 0;
  return {
    search(question) {
      if (question.base === '') return { entries: [root] };
      if (question.scope === 0) return { entries: [{ dn: question.base }] };
      return pages(question, ++asked);
    },
  };
}

/** A person of Active Directory, by number. */
export function userOf(number: number, more: Partial<ScriptedEntry> = {}): ScriptedEntry {
  const id = Buffer.alloc(16);
  id.writeUInt32LE(number, 12);
  return {
    dn: `CN=User ${number},CN=Users,${ROOT}`,
    objectGUID: id,
    sAMAccountName: `u${number}`,
    userAccountControl: '512',
    accountExpires: '9223372036854775807',
    primaryGroupID: '513',
    ...more,
  };
}

/**
 * What Windows does and Samba does not: at most 1,000 entries on a page, however many are asked for, and at most 1,500 values of an attribute, in ranges, with the plain name beside
 * it, empty. https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/3f0137a1-63df-400c-bf97-e1040f055a99
 */
export function windows(people: readonly ScriptedEntry[], groups: readonly WindowsGroup[]): Script {
  const mostOnPage = 1000;
  const mostValues = 1500;
  return {
    search({ base, scope, filter, attributes, page }) {
      if (base === '') return { entries: [AD] };
      const group = groups.find(({ dn }) => dn === base);
      if (scope === 0 && group !== undefined) {
        const [, from = '0', to = String(mostValues - 1)] =
          /^member;range=(\d+)-(\d+)$/.exec(attributes[0] ?? '') ?? [];
        const begin = Number(from);
        if (begin > group.members.length) return { code: 1, words: 'The range is out of bounds' };
        const values = group.members.slice(begin, Math.min(Number(to) + 1, begin + mostValues));
        const end = begin + values.length;
        const last = end >= group.members.length ? '*' : String(end - 1);
        const members = values.length === 0 ? {} : { member: [], [`member;range=${begin}-${last}`]: values };
        return { entries: [{ dn: base, ...members }] };
      }
      if (scope === 0) return { entries: [{ dn: base }] };
      const all: readonly ScriptedEntry[] = filter.toLowerCase().includes('objectclass=group')
        ? groups.map(({ dn, name, rid }) => ({ dn, sAMAccountName: name, objectSid: sidOf(rid) }))
        : people;
      const begin = Number(page?.cookie ?? 0);
      const end = Math.min(begin + Math.min(page?.size ?? mostOnPage, mostOnPage), all.length);
      return { entries: all.slice(begin, end), cookie: end === all.length ? '' : String(end) };
    },
  };
}

export interface WindowsGroup {
  readonly dn: string;
  readonly name: string;
  readonly rid: number;
  readonly members: readonly string[];
}

function sidOf(rid: number): Buffer {
  const sid = Buffer.alloc(28);
  sid.writeUInt8(1, 0);
  sid.writeUInt8(5, 1);
  sid.writeUInt8(5, 7);
  // All of it is valid UTF-8, so that only bytes tell it from a text.
  for (let at = 8; at < 24; at++) sid.writeUInt8(0x41, at);
  sid.writeUInt32LE(rid, 24);
  return sid;
}
