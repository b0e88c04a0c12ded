import type { Account } from '../../domain/account.ts';
import type { Day } from '../../domain/day.ts';
import { licenseName } from '../../domain/licenses/subscription.ts';
import { addMoney, isFree } from '../../domain/money/money.ts';
import { laterSaves, type Saves } from '../../domain/money/renewal.ts';
import { heldLines, type Pricing } from '../../domain/money/seat-lines.ts';
import type { PlannedStep, Saving } from '../../domain/removal/plan.ts';

/** What the steps save, by the prices of today. */
export function plannedSaving(
  { licenses }: Pick<Account, 'licenses'>,
  steps: readonly PlannedStep[],
  pricing: Pricing,
  today: Day,
): Saving {
  const freed = freedLicenses(licenses, steps);
  if (freed === 'unknown' || freed === 'none') return { kind: freed };
  const lines = heldLines({ licenses: freed, bucket: 'leaver', count: 1 }, pricing, today);
  const monthly = addMoney(lines.map((line) => line.monthly));
  if (isFree(monthly)) return { kind: lines.some(({ unpriced }) => unpriced > 0) ? 'unknown' : 'none' };
  const saves = lines.map((line) => line.saves).reduce(laterSaves, { kind: 'now' } as Saves);
  const from = saves.kind === 'from' ? saves.day : saves.kind === 'now' ? today : null;
  return { kind: 'monthly', monthly, from };
}

function freedLicenses(
  held: readonly string[],
  steps: readonly PlannedStep[],
): readonly string[] | 'unknown' | 'none' {
  const freeing = steps.filter(({ freesSeat }) => freesSeat === true);
  if (freeing.some(({ paysInstead }) => paysInstead === true)) return 'unknown';
  if (freeing.some(({ license }) => license === null)) return held;
  const taken = new Set(freeing.map(({ license }) => licenseName(license ?? '')));
  const freed = held.filter((license) => taken.has(licenseName(license)));
  if (freed.length > 0) return freed;
  return steps.some(({ freesSeat }) => freesSeat === 'unknown') ? 'unknown' : 'none';
}
