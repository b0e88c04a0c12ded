import { expect, it } from 'vitest';
import { vanishedText } from '../../../../src/chat/say/decide/ended.ts';

it('the reason why the decision about a gone account ended reads as in rows stored earlier', () => {
  expect(vanishedText('2026-03-02')).toBe('it vanished on 2026-03-02');
});
