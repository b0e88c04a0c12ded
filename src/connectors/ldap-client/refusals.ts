import type { ConnectorErrorKind } from '../base/errors.ts';
import type { LdapResult } from './wire.ts';

/** What a code that is not 0 means, for the admin. */
export interface Refusal {
  readonly kind: ConnectorErrorKind;
  /** What happened, and what to do; it is written after the name of the server and a colon. */
  readonly text: string;
  /** A wrong password counts towards locking the account, so the next try is far away. */
  readonly rests?: true;
}

/** Active Directory gives a number for the reason why a bind failed; other servers do not. */
const BIND_REASONS: Readonly<Record<string, string>> = {
  '525': 'does not know the account {bind}; correct bind',
  '52e': 'does not accept the password of {bind}, or does not know that account; correct bind and password',
  '530': 'does not let {bind} log on at this hour; allow it at every hour',
  '531': 'does not let {bind} log on from this machine; allow it',
  '532': 'says that the password of {bind} has expired; set a new one that does not expire',
  '533': 'says that the account {bind} is disabled; enable it, or write another one',
  '701': 'says that the account {bind} has expired; remove its end date, or write another one',
  '773': 'says that {bind} must change its password first; set one that need not be changed',
  '775':
    'says that the account {bind} is locked, because a wrong password was tried too often; unlock it, and correct password',
};

const NOT_ACCEPTED =
  'does not accept the password of {bind}, does not know that account, or has locked it (it does not say which); correct bind and password, or unlock the account';

/** Whether the name could be one that Active Directory accepts, or the whole name of an entry. */
const LOOKS_WHOLE = /[@\\=]/;
const WHOLE_NAME = 'write the whole DN, or name@domain in Active Directory';

/** Why the account was not let in. */
export function bindRefusal({ code, words }: LdapResult, bind: string): Refusal {
  const text = (template: string) => template.replaceAll('{bind}', bind);
  switch (code) {
    case 49: {
      const [, data = ''] = /\bdata ([0-9a-f]+)/i.exec(words) ?? [];
      const reason = BIND_REASONS[data.toLowerCase()] ?? NOT_ACCEPTED;
      const bare = LOOKS_WHOLE.test(bind) ? '' : `. ${bind} is a bare name: ${WHOLE_NAME}`;
      return { kind: 'auth', text: `${text(reason)}${bare}`, rests: true };
    }
    case 32:
    case 34:
      return {
        kind: 'auth',
        text: text(`cannot find {bind}, which is no whole name; ${WHOLE_NAME}`),
        rests: true,
      };
    case 53:
      return /inactiv|lock|disabl/i.test(words)
        ? { kind: 'auth', text: text(BIND_REASONS['533'] ?? ''), rests: true }
        : { kind: 'auth', text: text('refuses {bind}; look into its log'), rests: true };
    case 19:
      return { kind: 'auth', text: text(BIND_REASONS['775'] ?? ''), rests: true };
    case 48:
      return { kind: 'auth', text: text('does not let {bind} in with a password; give it one'), rests: true };
    case 8:
    case 13:
      return {
        kind: 'no-connection',
        text: 'accepts passwords over encrypted connections only; write ldaps://, or startTls: true beside ldap://',
      };
    default:
      return usualRefusal(code, text('let {bind} in'));
  }
}

export interface Asked {
  /** What should have been done: `list the people below DC=corp,DC=example`. */
  readonly what: string;
  readonly bind: string;
  readonly pageSize: number;
}

/** Why a search did not return what was asked for. */
export function searchRefusal({ code, words }: LdapResult, { what, bind, pageSize }: Asked): Refusal {
  switch (code) {
    case 1:
      return /bind/i.test(words)
        ? { kind: 'auth', text: `says that nobody is logged in, and could not ${what}; correct bind` }
        : usualRefusal(code, what);
    case 4:
      return {
        kind: 'permission',
        text: `stops after a number of entries, so it did not ${what} completely. Allow the account more: in OpenLDAP olcLimits: dn.exact="${bind}" size.prtotal=unlimited, in 389 Directory Server nsSizeLimit: -1 on its entry; or write a smaller pageSize`,
      };
    case 11:
      return {
        kind: 'permission',
        text: `does not hand out pages of ${pageSize} entries, or not so many in all, so it did not ${what}. Write a smaller pageSize, or raise the limits of ${bind}`,
      };
    case 3:
      return {
        kind: 'unavailable',
        text: `took longer than it allows to ${what}; raise its time limit for ${bind}, or index what the filter asks for`,
      };
    case 10:
      return {
        kind: 'unexpected-response',
        text: `did not ${what}, because another server holds that part of the directory; write the address of that server, or another base`,
      };
    case 12:
      return {
        kind: 'unexpected-response',
        text: `cannot ${what} in pages, and a list without pages may end early; allow the paged results control (1.2.840.113556.1.4.319)`,
      };
    case 32:
      return {
        kind: 'permission',
        text: `shows ${bind} nothing where it was to ${what}: it does not exist, or the account may not see it. Correct bases, or let the account read there`,
      };
    case 50:
      return { kind: 'permission', text: `does not let ${bind} ${what}; let the account read there` };
    default:
      return usualRefusal(code, what);
  }
}

function usualRefusal(code: number, what: string): Refusal {
  return code === 51 || code === 52
    ? {
        kind: 'unavailable',
        text: `is busy or being stopped, and did not ${what}; Seatkeeper will try again`,
      }
    : { kind: 'unexpected-response', text: `did not ${what}; look into its log` };
}
