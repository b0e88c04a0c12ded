import type { Question, Way } from './way.ts';

const url = (example: string): Question => ({
  key: 'url',
  what: 'the address of a server of the directory',
  example,
});

const ACCOUNT: readonly Question[] = [
  {
    key: 'bind',
    what: 'the account that reads: name@domain in Active Directory, its whole DN in OpenLDAP and 389 Directory Server',
    example: 'seatkeeper@corp.example',
  },
  { key: 'password', what: 'its password', kind: 'secret' },
  {
    key: 'ca',
    what: 'the path of the certificate of your own CA (PEM), beside seatkeeper.yaml, where the server has one of those',
    example: 'corp-ca.pem',
    optional: true,
  },
  {
    key: 'serverName',
    what: 'the name in the certificate of the server, where the address has only an IP address',
    example: 'dc1.corp.example',
    optional: true,
  },
];

/** Kind and bases are found automatically; an account is never used over an unencrypted connection. */
export const LDAP_WAYS: readonly Way[] = [
  {
    name: 'over TLS from the start (ldaps://, port 636)',
    questions: [url('ldaps://dc1.corp.example'), ...ACCOUNT],
  },
  {
    name: 'with StartTLS (ldap://, port 389)',
    questions: [url('ldap://dc1.corp.example'), ...ACCOUNT],
    fixed: { startTls: true },
  },
];
