import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../src/chat/teams/card/render.ts';
import { alert, digest, status } from '../../chat/terminal/samples.ts';
import { cardProblems } from './adaptive-card.ts';
import { liveParts } from './live-card.ts';

type Tree = { [key: string]: Tree } & Tree[];
/** A valid card with one thing broken. */
const spoilt = (spoil: (card: Tree) => void, message = alert) => {
  const card = JSON.parse(JSON.stringify(renderMessage(message).card));
  expect(cardProblems(card)).toEqual([]);
  spoil(card);
  return cardProblems(card);
};
const run = (text: unknown) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] });
const block = (element: unknown) => cardProblems({ type: 'AdaptiveCard', version: '1.5', body: [element] });

describe('the check of cards finds', () => {
  it.each<[string, (card: Tree) => void, string]>([
    ['another version', (card) => Object.assign(card, { version: '1.6' }), '/version'],
    ['no body', (card) => Reflect.deleteProperty(card, 'body'), 'no body'],
    ['an unknown field', (card) => Object.assign(card, { speak: '<s>x</s>' }), '/speak'],
    ['a mention', (card) => Object.assign(card, { msteams: { entities: [] } }), '/msteams'],
    ['Markdown', (card) => card.body?.push({ type: 'TextBlock', text: 'x' } as never), '"TextBlock"'],
    [
      'a button without its fallback',
      (card) => Reflect.deleteProperty(card.actions?.[0] ?? {}, 'fallback'),
      'no fallback',
    ],
    [
      'a fallback that does something else',
      (card) => Object.assign(card.actions?.[0]?.fallback ?? {}, { data: { seatkeeper: 1 } }),
      'has another data',
    ],
    [
      'a button that is not ours',
      (card) => Object.assign(card.actions?.[0]?.data ?? {}, { seatkeeper: 2 }),
      'not marked as ours',
    ],
    [
      'seven buttons',
      (card) => Object.assign(card, { actions: Array.from({ length: 7 }, () => card.actions?.[0]) }),
      '7 items',
    ],
    ['text of two lines', (card) => card.body?.push(run('a\nb') as never), 'broken text'],
    ['half a character', (card) => card.body?.push(run('\ud83d') as never), 'broken text'],
    ['nothing to see', (card) => card.body?.push(run(' ') as never), 'nothing to see'],
    ['a card that is too large', (card) => card.body?.push(run('x'.repeat(25_000)) as never), 'bytes'],
  ])('%s', (_, spoil, problem) => {
    expect(spoilt(spoil).join('\n')).toContain(problem);
  });

  it('a chart without a fallback for clients that cannot draw it', () => {
    expect(
      spoilt((card) => {
        for (const element of card.body ?? [])
          if (String(element.type).startsWith('Chart')) delete element.fallback;
      }, digest).join(),
    ).toContain('no fallback');
  });

  it('a table row with fewer cells than columns', () => {
    expect(
      spoilt((card) => {
        for (const element of card.body ?? []) if (String(element.type) === 'Table') element.columns?.pop();
      }, status).join(),
    ).toContain('not as many cells as columns');
  });

  it('an input whose initial value cannot be chosen, and an input that occurs twice', () => {
    const input = {
      type: 'Input.ChoiceSet',
      id: 'field.a',
      label: 'a',
      style: 'compact',
      choices: [{ title: 'x', value: 'x' }],
    };
    expect(block(input)).toEqual([]);
    expect(block({ ...input, value: 'y' }).join()).toContain('none of its choices');
    expect(block({ ...input, choices: [] }).join()).toContain('nothing to choose from');
    expect(block({ type: 'Container', items: [input, input] }).join()).toContain('there twice');
  });
});

describe('the check of live parts', () => {
  it.each<[unknown, string]>([
    [{ type: 'TextBlock', text: '[x](https://evil.example)' }, 'TextBlock'],
    [{ type: 'FactSet', facts: [] }, 'FactSet'],
    [{ type: 'Image', url: 'https://evil.example/p.png' }, 'url'],
    [{ type: 'TextRun', text: '{{DATE(2026-01-01T00:00:00Z)}}' }, 'template'],
    [
      { type: 'TextRun', text: 'x', selectAction: { type: 'Action.OpenUrl', url: 'https://evil.example' } },
      'evil',
    ],
    [{ msteams: { entities: [] } }, 'entities'],
    [{ type: 'Action.Submit', title: 'x', iconUrl: 'https://evil.example' }, 'iconUrl'],
    [{ speak: '<speak>' }, 'speak'],
  ])('finds the live part of %j', (element, what) => {
    expect(liveParts({ body: [element] }).join()).toContain(what);
  });

  it('accepts our own links', () => {
    const link = {
      type: 'TextRun',
      text: 'x',
      selectAction: { type: 'Action.OpenUrl', url: 'https://figma.com/x' },
    };
    expect(liveParts(link, ['https://figma.com/'])).toEqual([]);
  });
});
