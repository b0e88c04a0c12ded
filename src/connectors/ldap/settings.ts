import { z } from 'zod';
import { splitDn } from '../ldap-client/dn.ts';
import { filterText, parseFilter } from '../ldap-client/filter.ts';

export const KINDS = ['ad', 'openldap', '389ds'] as const;
export type Kind = (typeof KINDS)[number];

const Text = z.string().trim().min(1);

/** `ldaps://dc1.corp.example`, or `ldap://` for StartTLS; nothing after the host and its port. */
const Url = Text.refine((text) => serverIn(text) !== null, {
  message: 'is not the address of a directory; write it like ldaps://dc1.corp.example, without a path',
});

const Dn = Text.refine((text) => (splitDn(text)?.length ?? 0) > 0, {
  message: 'is not a distinguished name; write it like OU=People,DC=corp,DC=example',
});
const NO_PLACE = {
  error: 'names no place in the directory; write it like ["OU=People,DC=corp,DC=example"]',
};
const Dns = z
  .union([z.string().transform((dn) => [dn]), z.array(z.string()).min(1, NO_PLACE)], NO_PLACE)
  .superRefine((dns, context) => {
    const message = splitProblem(dns);
    if (message !== null) context.addIssue({ code: 'custom', message });
  })
  .pipe(z.array(Dn));

/** YAML splits the names of a list at their commas: `[OU=Left,DC=corp]` are two names, of which the second one is everybody. */
function splitProblem(dns: readonly string[]): string | null {
  const parts = dns.filter((dn) => splitDn(dn)?.length === 1);
  // Organisations have no common root, so several of them may be meant.
  if (parts.length < 2 || parts.every((dn) => /^o=/i.test(dn.trim()))) return null;
  return `is split at its commas; write each whole name in quotes, like ["${dns.join(',')}"]`;
}

const Filter = Text.refine((text) => parseFilter(text) !== null, {
  message: 'is not a filter; write it like (&(objectClass=inetOrgPerson)(mail=*)), each part in brackets',
}).transform((text) => {
  const parsed = parseFilter(text);
  return parsed === null ? text : filterText(parsed);
});

const Words = z.array(Text).default([]);

/** How a directory is asked, and where people are in it. */
export const LdapSettings = z
  .strictObject({
    url: Url.describe('the address of the directory, ldaps:// or, with startTls, ldap://'),
    startTls: z
      .boolean()
      .default(false)
      .describe('true encrypts a connection to ldap:// before anything else'),
    serverName: Text.optional().describe(
      'the name in the certificate of the server, when url is an IP address',
    ),
    ca: Text.optional().describe(
      'a file with the certificate of your own CA (PEM), from the folder of seatkeeper.yaml',
    ),
    bind: Text.describe('the account that reads: name@domain in Active Directory, elsewhere its whole DN'),
    password: z.string().min(1).describe('its password, from the environment'),
    kind: z.enum(KINDS).optional().describe('found by itself'),
    bases: Dns.optional().describe('what people are read below; found by itself'),
    people: Filter.optional().describe('the filter for people; without one, ordinary people of the kind'),
    groups: z
      .union([z.literal(false), Filter], {
        error: 'is neither a filter nor false; write it like (objectClass=groupOfNames)',
      })
      .optional()
      .describe('the filter for groups; false reads none'),
    groupBases: Dns.optional().describe('what groups are read below; found by itself'),
    leavers: Dns.optional().describe('anyone who is below these has left'),
    status: z
      .strictObject({
        attribute: Text.describe('the attribute that says who is still there'),
        inactive: Words.describe('its words for people who are away, and may come back'),
        offboarded: Words.describe('its words for people who left'),
      })
      .refine(({ inactive, offboarded }) => inactive.length + offboarded.length > 0, {
        message: 'names no word; write inactive: or offboarded: with the words of that attribute',
      })
      .optional()
      .describe('which attribute says who left: attribute, with the words for inactive and offboarded'),
    pageSize: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(500)
      .describe('how many entries are asked for at once'),
  })
  .superRefine(({ url, startTls, kind }, context) => {
    const issue = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const server = serverIn(url);
    if (server === null) return;
    if (server.secure && startTls)
      issue('startTls', 'does not go with ldaps://, which is encrypted from the start; leave it out');
    if (!server.secure && !startTls)
      issue(
        'url',
        'is not encrypted, and the password would be; write ldaps://, or startTls: true beside ldap://',
      );
    if (kind === 'ad' && isGlobalCatalog(server.port)) issue('url', GLOBAL_CATALOG);
  });

export type LdapSettings = z.infer<typeof LdapSettings>;

export const GLOBAL_CATALOG =
  'is the global catalog (3268 or 3269), which does not know when accounts end; write the port 636, or leave it out';

export function isGlobalCatalog(port: number): boolean {
  return port === 3268 || port === 3269;
}

export interface Server {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

/** `null` for text that is not the address of a directory. */
export function serverIn(text: string): Server | null {
  const [, scheme = '', rest = ''] = /^(ldaps?):\/\/([^/?#@\s]+)\/?$/i.exec(text) ?? [];
  if (scheme === '') return null;
  try {
    // `URL` normalises the host of the schemes it knows, and does not know this one.
    const { hostname, port } = new URL(`https://${rest.replace(/:443$/, ':0443')}`);
    const secure = scheme.toLowerCase() === 'ldaps';
    const usual = secure ? 636 : 389;
    return {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (/:0*443$/.test(rest) ? 443 : usual) : Number(port),
      secure,
    };
  } catch {
    return null;
  }
}
