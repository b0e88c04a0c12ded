import { expect, it } from 'vitest';
import { lapseText } from '../../../../src/chat/say/decide/ended.ts';

it('a decision that ended because its account was gone for long names the days', () => {
  const lapse = { kind: 'away', from: '2026-03-02', to: '2026-04-09' } as const;
  expect(lapseText(lapse)).toBe('it was gone from 2026-03-02 to 2026-04-09');
});
