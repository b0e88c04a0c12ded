import { describe, expect, it } from 'vitest';
import { ACCOUNT_STATES, holdsSeat } from '../../src/domain/account.ts';

describe('holdsSeat', () => {
  it('a deactivated or deleted account is no seat any more; an invited or suspended one still is', () => {
    expect(ACCOUNT_STATES.filter((state) => holdsSeat({ state }))).toEqual([
      'active',
      'invited',
      'suspended',
      'unknown',
    ]);
  });
});
