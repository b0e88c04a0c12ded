import { createHash } from 'node:crypto';
import type { PlannedRemoval, PlanShown } from './plan.ts';

/**
 * The hash of exactly what an admin confirms: accounts, owners, what they hold, steps and savings, no matter who asks or when. An
 * approval is for one hash and no other. What is merely shown with the plan, such as the age of the data, does not count.
 */
export function planHash({
  scope,
  removals,
  dryRun,
}: Pick<PlanShown, 'scope' | 'removals' | 'dryRun'>): string {
  const content = { scope, dryRun: dryRun !== null, removals: removals.map(hashed) };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

function hashed({ account: planned, steps, saving }: PlannedRemoval) {
  const { app, account, person, status, known, givenUp } = planned;
  const { id, state, kind, role, emails, username, licenses } = account;
  return {
    app,
    account: { id, state, kind, role, emails, username, licenses: [...licenses].sort() },
    person: person === null ? null : { ref: person.ref, status: person.status },
    status,
    known,
    ...(givenUp === undefined ? {} : { givenUp: givenUp.question }),
    saving: saving.kind === 'monthly' ? saving.monthly : saving.kind,
    steps: steps.map(({ way, license, how, inDays, because }) => ({ way, license, how, inDays, because })),
  };
}

/** The hash of a plan as it is stored, with everything that was shown with it. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** JSON whose keys are in one order, so that equal content is equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );
}
