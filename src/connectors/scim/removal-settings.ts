import { z } from 'zod';
import type { ScimServer } from './server.ts';

const Secret = z.string().trim().min(1);
const Way = z.enum(['deactivate', 'delete']);

/** Without separate credentials, a removal is a task for an admin: those for reading are never used to write. */
const Credentials = z.strictObject({
  /** A bearer token that may write users. It may be the one for reading, if the admin says so by writing it here too. */
  token: Secret.optional(),
  username: Secret.optional(),
  password: z.string().min(1).optional(),
  way: Way.default('deactivate'),
});

/** `{ token: "${APP_WRITE_TOKEN}" }`; a single word is the form of earlier versions, and only names the way. */
export const ScimRemovalSettings = z
  .union([Way.transform((way) => ({ way })), Credentials])
  .default({ way: 'deactivate' })
  .describe('credentials that may write users, and how accounts are removed')
  .transform((written): z.infer<typeof Credentials> => written);

/** The server as it is written to; `null` without credentials that may. */
export function writingServer(
  server: ScimServer,
  { token, username, password }: z.infer<typeof Credentials>,
): ScimServer | null {
  if (token === undefined && (username === undefined || password === undefined)) return null;
  const { token: _token, username: _username, password: _password, headers, ...where } = server;
  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization');
  const proof = token === undefined ? { username, password } : { token };
  return { ...where, ...proof, headers: Object.fromEntries(others) };
}
