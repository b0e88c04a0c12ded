import { describe, expect, it } from 'vitest';
import { decodeButton, encodeButton } from '../../../../src/chat/teams/card/button.ts';
import { renderMessage } from '../../../../src/chat/teams/card/render.ts';
import type { Action } from '../../../../src/domain/action.ts';
import { carried } from '../../../../src/domain/long-id.ts';
import type { Button } from '../../../../src/domain/message.ts';
import { checkCard } from '../../../support/teams/adaptive-card.ts';
import { readText } from '../../../support/teams/live-card.ts';
import { HOSTILE_NAMES } from '../../fixtures/hostile-names.ts';
import { INJECTIONS } from '../../fixtures/injection.ts';
import { ACCEPT, ACTIONS, offering } from '../../platform-contract.ts';

const subject = { app: 'figma', account: 'u1' };
/** The card after its way through Teams. */
const returned = (button: Button) => JSON.parse(JSON.stringify(encodeButton(button)));

describe('a button', () => {
  it.each([...ACTIONS, ACCEPT])('brings the action $type back exactly as it was sent', (action) => {
    expect(decodeButton(returned({ label: 'Do it', action }))).toEqual({ type: 'action', action });
  });

  it('brings back a command and a form', () => {
    const form = { type: 'link', ...subject } as const;
    expect(decodeButton(returned({ label: 'x', form }))).toEqual({ type: 'form', form });
    expect(decodeButton(returned({ label: 'x', command: 'access figma page:2' }))).toEqual({
      type: 'command',
      command: 'access figma page:2',
      page: 1,
    });
  });

  it('brings back every id unchanged, or is not offered', () => {
    for (const account of [...HOSTILE_NAMES, ...INJECTIONS].filter((name) => name !== '')) {
      const form = { type: 'known', app: 'figma', account } as const;
      const data = encodeButton({ label: 'x', form });
      if (data === null) expect(account.length > 500 || /\p{Surrogate}/u.test(account)).toBe(true);
      else
        expect(decodeButton(JSON.parse(JSON.stringify(data)))).toEqual({ type: 'form', form: carried(form) });
    }
  });

  it('carries only ids, and none of the text on it', () => {
    const button: Button = { label: 'Link to Pablo Ruiz', action: { type: 'link', ...subject, person: 12 } };
    expect(JSON.stringify(encodeButton(button))).not.toContain('Pablo');
  });

  it('that is too large is named, with what to do instead', () => {
    const { card } = renderMessage(offering({ label: 'Look it up', command: 'x'.repeat(3_000) }));
    checkCard(card);
    expect(readText(card)).toContain('Too long or too many for a card: Look it up. Type the command instead');
  });

  it('that needs confirmation opens a second step inside the card', () => {
    const { card } = renderMessage(
      offering({
        label: 'Remove seat…',
        action: { type: 'accept-run', run: 7 },
        look: 'danger',
        confirm: { title: 'Remove Jo Park from Figma?', text: 'Frees the seat at once.', yes: 'Remove seat' },
      }),
    );
    checkCard(card);
    const [button] = card.actions ?? [];
    if (button?.type !== 'Action.ShowCard') throw new Error('no second step');
    expect(button).toMatchObject({ title: 'Remove seat…', style: 'destructive' });
    expect(readText(button.card)).toContain('Remove Jo Park from Figma?\nFrees the seat at once.');
    expect(button.card.actions).toMatchObject([
      { type: 'Action.Execute', title: 'Remove seat', style: 'destructive', data: { action: { run: 7 } } },
    ]);
  });

  it('that is dangerous never acts on the first click, even without a question of its own', () => {
    const action: Action = { type: 'accept-run', run: 7 };
    const { card } = renderMessage(offering({ label: 'Accept this once', action, look: 'danger' }));
    expect(card.actions).toMatchObject([{ type: 'Action.ShowCard' }]);
  });
});
