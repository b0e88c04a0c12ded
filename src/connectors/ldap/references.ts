import { splitDn } from '../ldap-client/dn.ts';
import type { Kind } from './settings.ts';

/** Parts of every domain in which there are no people. */
const NO_PEOPLE = ['cn=configuration', 'dc=domaindnszones', 'dc=forestdnszones'];

/** The names of the parts of the directory that other servers hold, mostly child domains. */
export function elsewhere(references: readonly string[], kind: Kind): readonly string[] {
  const names = references.flatMap((reference) => {
    const dn = dnIn(reference);
    const [own] = splitDn(dn) ?? [];
    return kind === 'ad' && own !== undefined && NO_PEOPLE.includes(own.key)
      ? []
      : [dn === '' ? reference : dn];
  });
  return [...new Set(names)].sort();
}

/** `ldap://emea.corp.example/DC=emea,DC=corp,DC=example`: https://www.rfc-editor.org/rfc/rfc4516 */
function dnIn(reference: string): string {
  const [, path = ''] = /^ldaps?:\/\/[^/]*\/([^?]*)/i.exec(reference) ?? [];
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
