import { z } from 'zod';

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;

/** Where a file is: a path, a folder with a pattern, or the address of a server. `what`: as messages call it. */
export function fileName(what: string) {
  return z
    .string({
      error: ({ input }) => (input === undefined ? `is missing; write the path of ${what}` : undefined),
    })
    .trim()
    .min(1, `is empty; write the path of ${what}`)
    .superRefine((name, context) => {
      const message = problemOf(name);
      if (message !== null) context.addIssue({ code: 'custom', message });
    });
}

function problemOf(name: string): string | null {
  const [, scheme = ''] = SCHEME.exec(name) ?? [];
  if (scheme === '') return null;
  if (!/^(?:https?|sftp)$/i.test(scheme))
    return `begins with ${scheme}://, which is not read; write a path, or an address with https:// or sftp://`;
  if (!URL.canParse(name)) return 'is no address; write one like https://files.acme.example/members.csv';
  const { username, password, pathname } = new URL(name);
  if (password !== '') return 'holds a password; write it under sftp: or headers:, as a variable';
  if (/^sftp$/i.test(scheme)) {
    if (username === '') return 'names no user; write sftp://user@host/path';
    return pathname.length < 2 ? 'names no file; write sftp://user@host/path' : null;
  }
  return username === '' ? null : 'holds a user name; write it under headers:';
}

const HostKey = z
  .string()
  .trim()
  .regex(
    /^(?:SHA256:[A-Za-z0-9+/]{43}=?|(?:ssh|ecdsa|sk)-[\w@.-]+ [A-Za-z0-9+/]+=*( .*)?)$/,
    'is no host key; write its fingerprint, like SHA256:…, as `ssh-keyscan host | ssh-keygen -lf -` shows it',
  );

/** How servers with files are reached. */
export const FileAccess = z.strictObject({
  headers: z
    .record(z.string().trim().min(1), z.string().trim().min(1))
    .optional()
    .describe('headers for an https address, like `Authorization`; their values are variables'),
  sftp: z
    .strictObject({
      hostKey: z.union([HostKey, z.array(HostKey).min(1)], {
        error: 'is missing; write the fingerprint of the key of the server, like SHA256:…',
      }),
      privateKey: z.string().trim().min(1).optional(),
      passphrase: z.string().min(1).optional(),
      password: z.string().min(1).optional(),
    })
    .refine(({ privateKey, password }) => privateKey !== undefined || password !== undefined, {
      error: 'has neither privateKey nor password; write one of them, as a variable',
    })
    .optional()
    .describe('who asks an sftp address, and the key that its server must have'),
});

export type FileAccess = z.infer<typeof FileAccess>;

/** Keys for one server are not sent to another. `names`: all files of one source. */
export function accessProblem(names: readonly string[], { headers, sftp }: FileAccess): string | null {
  const servers = (scheme: RegExp) =>
    new Set(names.filter((name) => scheme.test(name)).map((name) => new URL(name).host));
  const [web, ssh] = [servers(/^https?:\/\//i), servers(/^sftp:\/\//i)];
  if (headers !== undefined && web.size > 1)
    return `headers: are for one server, and the files are on ${[...web].join(' and ')}`;
  if (ssh.size > 1) return `sftp: is one server, and the files are on ${[...ssh].join(' and ')}`;
  if (ssh.size === 1 && sftp === undefined)
    return 'an sftp address needs sftp: { hostKey, and privateKey or password } in seatkeeper.yaml';
  return null;
}

/** The address as messages show it, without the part after `?`, which is often a key. */
export function webName(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}
