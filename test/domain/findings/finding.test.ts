import { describe, expect, it } from 'vitest';
import { CONCERNS } from '../../../src/domain/findings/classify.ts';
import { severity } from '../../../src/domain/findings/finding.ts';

describe('severity', () => {
  it('sorts the worst finding first', () => {
    const shown = (['unknown', 'offboarded', 'inactive', 'active-after-leaving'] as const).toSorted(
      (a, b) => severity(a) - severity(b),
    );
    expect(shown).toEqual(CONCERNS);
  });
});
