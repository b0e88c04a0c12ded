import { z } from 'zod';
import { ConnectorError } from '../base/errors.ts';
import { textIn } from '../base/text.ts';
import { adviceFor } from './answers.ts';
import type { GoogleClient } from './client.ts';

const Admins = z.object({ users: z.array(z.object({ customerId: z.string().nullish() })).nullish() });

/**
 * Proves that the whole organisation is visible, by finding a super admin, which every organisation has: an admin whose role is limited
 * to an organisational unit may get a list that is merely shorter. Returns whose organisation it is.
 */
export async function proveSeesEverybody({ app, users, customer }: GoogleClient): Promise<string | null> {
  const query = new URLSearchParams({
    customer,
    maxResults: '1',
    query: 'isAdmin=true',
    fields: 'users(id,primaryEmail,isAdmin,customerId)',
  });
  const [admin] = (await users.get(`users?${query}`, Admins)).users ?? [];
  if (admin !== undefined) return textIn(admin.customerId) ?? (customer === 'my_customer' ? null : customer);
  const right = 'Users > Read';
  const advice = `only some of the users are seen: ${adviceFor(right)}`;
  throw new ConnectorError(app, 'permission', `Google lists no super admin; ${advice}`, {
    right,
    advice,
  });
}
