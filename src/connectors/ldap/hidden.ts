import type { ConnectorError } from '../base/errors.ts';
import { ConnectorError as Failure } from '../base/errors.ts';
import type { Entry } from '../ldap-client/entry.ts';
import type { Directory } from './directory.ts';
import type { LdapPerson } from './person.ts';
import { ACCOUNT_RESTRICTIONS, GENERAL_INFORMATION, PUBLIC_INFORMATION } from './rights.ts';
import type { LdapSettings } from './settings.ts';

/** Attributes that every person must have but that the account cannot see: the server sends entries without them and says nothing. */
export interface Hidden {
  look(entry: Entry, person: LdapPerson | null): void;
  /** Throws if anything was missing. */
  prove(): void;
}

/** The property set of Active Directory that an attribute belongs to, which is what an admin grants. */
const RIGHT_OF: Readonly<Record<string, string>> = {
  userAccountControl: ACCOUNT_RESTRICTIONS,
  accountExpires: ACCOUNT_RESTRICTIONS,
  primaryGroupID: GENERAL_INFORMATION,
  objectGUID: PUBLIC_INFORMATION,
};

export function openHidden({ session, kind, facts }: Directory, { status, bind }: LdapSettings): Hidden {
  const needed = [facts.id, ...facts.needed];
  const missing = new Map<string, { count: number; readonly example: string }>();
  let [total, withStatus] = [0, 0];
  const miss = (attribute: string, example: string) => {
    const known = missing.get(attribute);
    if (known === undefined) missing.set(attribute, { count: 1, example });
    else known.count++;
  };
  return {
    look(entry, person) {
      total++;
      if (status !== undefined && entry.text(status.attribute) !== null) withStatus++;
      for (const attribute of needed)
        if (attribute === facts.id ? person === null : entry.text(attribute) === null)
          miss(attribute, person?.name ?? entry.dn);
    },
    prove() {
      const [first] = missing;
      if (first !== undefined) {
        const [attribute, { count, example }] = first;
        const others = [...missing.keys()].slice(1);
        throw withRight(
          session.failed({ kind: 'permission', text: hiddenText(attribute, others) }),
          rightFor(attribute),
        );

        function hiddenText(name: string, more: readonly string[]): string {
          const also = more.length === 0 ? '' : `, nor ${more.join(' and ')}`;
          const what = `shows ${bind} no ${name}${also} of ${count} of ${total} people, for example ${example}`;
          return kind === 'ad'
            ? `${what}. Without it nobody knows whether they still work there. Grant the account "${rightFor(name)}" on user objects; if the filter people: finds contacts too, leave them out of it`
            : `${what}. Let the account read ${name}; if the filter people: finds other entries too, leave them out of it`;
        }
      }
      if (status !== undefined && total > 0 && withStatus === 0)
        throw withRight(
          session.failed({
            kind: 'permission',
            text: `shows ${bind} no ${status.attribute} of any of ${total} people, by which status: is to tell who left. Let the account read it, or correct its name`,
          }),
          status.attribute,
        );
    },
  };

  function rightFor(attribute: string): string {
    return RIGHT_OF[attribute] ?? attribute;
  }
}

function withRight(error: ConnectorError, right: string): ConnectorError {
  return new Failure(error.app, error.kind, error.message, { right });
}
