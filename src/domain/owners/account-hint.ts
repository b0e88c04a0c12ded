import type { Account } from '../account.ts';

/** What an account without an owner looks like: what the app says it is, or else what its address suggests. */
export const ACCOUNT_HINTS = ['guest', 'bot', 'service', 'shared', 'room', 'group-alias'] as const;
export type AccountHint = (typeof ACCOUNT_HINTS)[number];

/** A hint for the admin, never a decision; `null` when it looks like a person. */
export function accountHint(account: Pick<Account, 'emails' | 'username' | 'kind'>): AccountHint | null {
  const { kind } = account;
  if (kind === 'guest' || kind === 'bot' || kind === 'service' || kind === 'shared') return kind;
  const local = (account.emails[0] ?? account.username ?? '').toLowerCase().split('@')[0] ?? '';
  const words = local.split(/[^\p{L}\p{N}]+/u);
  if (words.some((word) => ROOM.has(word))) return 'room';
  if (words.some((word) => SERVICE.has(word))) return 'service';
  if (words.some((word) => GROUP.has(word))) return 'group-alias';
  return null;
}

const ROOM = new Set(['room', 'meeting', 'conference', 'boardroom', 'raum', 'salle']);
const SERVICE = new Set([
  'bot',
  'svc',
  'service',
  'ci',
  'deploy',
  'build',
  'noreply',
  'automation',
  'integration',
  'api',
  'backup',
]);
const GROUP = new Set(
  'team all staff everyone info hello contact support helpdesk sales marketing finance billing invoices accounts office admin admins hr jobs careers security it ops press legal'.split(
    ' ',
  ),
);
