import { expect, it } from 'vitest';
import { withheldText } from '../../../src/chat/say/sync/withheld.ts';
import { lostBeyond } from '../../../src/domain/sync/withheld.ts';

const wholly = { capability: 'lastActive', reason: 'it needs Entra ID P1' } as const;
const partly = { ...wholly, reason: 'the usage report is missing', partly: true } as const;

it('what is told in part explains no row that lost it', () => {
  expect(lostBeyond({ 'last-active': 7, email: 2 }, [wholly])).toEqual({ email: 2 });
  expect(lostBeyond({ 'last-active': 7, email: 2 }, [partly])).toEqual({ 'last-active': 7, email: 2 });
});

it('what is told in part is not called missing', () => {
  expect(withheldText(wholly)).toBe('no activity (it needs Entra ID P1)');
  expect(withheldText(partly)).toBe('only some activity (the usage report is missing)');
});
