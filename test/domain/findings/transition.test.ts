import { describe, expect, it } from 'vitest';
import { CONCERNS, type Concern } from '../../../src/domain/findings/classify.ts';
import { reconcile } from '../../../src/domain/findings/reconcile.ts';
import { transition } from '../../../src/domain/findings/transition.ts';
import { finding } from '../../support/build.ts';

const NOW = '2026-03-09T06:00:00.000Z';

/** Every pair of concerns, written out. */
const PAIRS: readonly (readonly [Concern, Concern, ReturnType<typeof transition>])[] = [
  ['active-after-leaving', 'offboarded', 'better'],
  ['active-after-leaving', 'inactive', 'better'],
  ['active-after-leaving', 'unknown', 'better'],
  ['offboarded', 'active-after-leaving', 'worse'],
  ['offboarded', 'inactive', 'better'],
  ['offboarded', 'unknown', 'better'],
  ['inactive', 'active-after-leaving', 'worse'],
  ['inactive', 'offboarded', 'worse'],
  ['inactive', 'unknown', 'better'],
  ['unknown', 'active-after-leaving', 'worse'],
  ['unknown', 'offboarded', 'worse'],
  ['unknown', 'inactive', 'worse'],
];

describe('a finding that becomes another', () => {
  it.each(PAIRS)('%s → %s is %s', (from, to, expected) => {
    expect(transition(from, to)).toBe(expected);
    const snoozed = finding({ key: 'a', concern: from, snoozedUntil: '2026-04-01' });
    const [changed] = reconcile(NOW, [{ key: 'a', concern: to }], [snoozed], () => 'gone').changed;
    expect(changed?.snoozedUntil).toBe(expected === 'worse' ? null : '2026-04-01');
  });

  it('every pair is listed, and a finding that stays the same is no change', () => {
    expect(PAIRS).toHaveLength(CONCERNS.length * (CONCERNS.length - 1));
    for (const concern of CONCERNS) expect(transition(concern, concern)).toBe('same');
  });
});
