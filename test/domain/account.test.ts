import { describe, expect, it } from 'vitest';
import { ACCOUNT_STATES, holdsSeat } from '../../src/domain/account.ts';

describe('holdsSeat', () => {
  it('a deactivated or deleted account no longer uses a seat; an invited or suspended one still does', () => {
    expect(ACCOUNT_STATES.filter((state) => holdsSeat({ state }))).toEqual([
      'active',
      'invited',
      'suspended',
      'unknown',
    ]);
  });
});
