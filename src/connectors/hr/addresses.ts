import { z } from 'zod';
import { normaliseEmail, splitEmail } from '../../domain/email.ts';
import type { HrPerson } from './person.ts';

export const PrivateEmails = z
  .boolean()
  .default(false)
  .describe(
    '`true` also reads private addresses, so that accounts at them find their owner; a private one never stands for the work address',
  );

export interface AddressReading {
  /** The company's own mail domains. */
  readonly domains: readonly string[];
  readonly privateEmails: boolean;
}

type Written = string | null | undefined;

/**
 * Somebody's addresses, work before private. A private one at a domain of the company is a work address in the wrong field; any other one
 * is an alias, and only if the admin wants private addresses at all.
 */
export function addressesOf(
  work: readonly Written[],
  privately: readonly Written[],
  { domains, privateEmails }: AddressReading,
): Pick<HrPerson, 'email' | 'aliases'> {
  const ours = new Set(domains);
  const own = privately.flatMap(readable);
  const atWork = [
    ...work.flatMap(readable),
    ...own.filter((address) => ours.has(splitEmail(address).domain)),
  ];
  const [email = null] = atWork;
  const all = new Set([...atWork, ...(privateEmails ? own : [])]);
  all.delete(email ?? '');
  return { email, aliases: [...all] };
}

function readable(text: Written): string[] {
  const email = normaliseEmail(text ?? '');
  return email === null ? [] : [email];
}

/** The name made of these fields; `null` if they are empty. */
export function fullName(...parts: readonly Written[]): string | null {
  const name = parts
    .map((part) => part?.trim() ?? '')
    .filter((part) => part !== '')
    .join(' ');
  return name === '' ? null : name;
}
