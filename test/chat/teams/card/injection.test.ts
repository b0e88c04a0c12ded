import { describe, expect, it } from 'vitest';
import type { FormView } from '../../../../src/chat/form.ts';
import { renderForm } from '../../../../src/chat/teams/card/form-card.ts';
import { renderMessage } from '../../../../src/chat/teams/card/render.ts';
import { errorAnswer, noteAnswer, peopleAnswer } from '../../../../src/chat/teams/inbound/invoke-answer.ts';
import { checkCard } from '../../../support/teams/adaptive-card.ts';
import { everyPage } from '../../../support/teams/every-page.ts';
import { liveParts, readText, skeleton } from '../../../support/teams/live-card.ts';
import { FORBIDDEN } from '../../fixtures/hostile-names.ts';
import { expectSameLooks, HOSTILE, namingUnlinked, titled } from '../../hostile.ts';
import { naming } from '../../platform-contract.ts';

/** Names that only Teams would turn into more than text. */
const TEAMS_OWN = [
  '{{DATE(2026-01-01T00:00:00Z, LONG)}}',
  '{{TIME(2026-01-01T00:00:00Z)}}',
  '{{{DATE(2026-01-01T00:00:00Z)}}}',
  '{{field.reason.value}}',
  '<at>Seatkeeper</at>',
  '<attachment id="1"></attachment>',
  '1. one',
  '- one\r- two',
  '[jo](tel:+49301234)',
  '![](https://evil.example/pixel.png)',
  '**bold** _it_ ***both***',
];
const ALL = [...TEAMS_OWN, ...HOSTILE];
const OURS = ['https://acme.example/'];

function form(name: string): FormView {
  const base = { label: name, hint: name, optional: false };
  return {
    form: { type: 'link', app: 'figma', account: 'u1' },
    title: name,
    submit: name,
    intro: [{ type: 'text', spans: [name, { bold: name }] }],
    fields: [
      { ...base, type: 'text', key: 'name', initial: name },
      { ...base, type: 'choice', key: 'reason', choices: [{ value: 'a', label: name }], initial: null },
      { ...base, type: 'day', key: 'until', initial: name },
      { ...base, type: 'person', key: 'person', initial: { value: '1', label: name } },
    ],
  };
}

describe('a name from outside', () => {
  it.each(titled(ALL))('is never live: %s', (_, name) => {
    const cards = [
      renderMessage(naming(name)).card,
      renderMessage(naming(name), { command: 'who x', page: 2 }).card,
      ...everyPage(naming(name)).map(({ card }) => card),
      renderForm(form(name)),
      renderForm(form(name), {
        errors: { name, person: name, nowhere: name },
        filled: { name, person: '2' },
        typed: { person: name },
        people: { person: [{ value: '2', label: name }] },
      }),
    ];
    for (const card of cards) {
      checkCard(card);
      expect(liveParts(card, OURS)).toEqual([]);
      expect(FORBIDDEN.exec(readText(card).replaceAll('\n', ''))).toBeNull();
    }
    const { summary } = renderMessage(naming(name));
    expect(FORBIDDEN.exec(summary)).toBeNull();
    const people = peopleAnswer([{ value: '1', label: name }]);
    for (const answer of [noteAnswer(name), errorAnswer(400, name), people])
      expect(FORBIDDEN.exec(JSON.stringify(answer))).toBeNull();
  });

  it('never changes the layout around it', () => {
    expectSameLooks(ALL, (message) => skeleton(renderMessage(message)));
  });

  it('is shown as it is', () => {
    for (const name of [
      '[Okta](https://evil.example)',
      '**bold**',
      '- item',
      '<at>everyone</at>',
      'a & b',
      '# head',
    ]) {
      const lines = readText(renderMessage(namingUnlinked(name)).card).split('\n');
      expect(lines.filter((text) => text === name).length, name).toBeGreaterThan(4);
    }
  });

  it('is broken up when it contains a template that Teams would evaluate', () => {
    const { card } = renderMessage(namingUnlinked('{{DATE(2026-01-01T00:00:00Z)}}'));
    expect(readText(card)).toContain('{ {DATE(2026-01-01T00:00:00Z)}}');
  });
});

describe('a link', () => {
  const linked = (link: string, url: string) => {
    const { card } = renderMessage({
      summary: 'x',
      title: 'x',
      body: [{ type: 'text', spans: [{ link, url }] }],
      buttons: [],
    });
    checkCard(card);
    return card;
  };

  it('of ours stays a link', () => {
    const url = 'https://figma.com/admin?a=1&b=2';
    expect(liveParts(linked('Figma', url), [url])).toEqual([]);
    expect(JSON.stringify(linked('Figma', url))).toContain('Action.OpenUrl');
  });

  it('whose text is another address shows its real address', () => {
    expect(readText(linked('https://okta.com', 'https://evil.example'))).toBe('x\nhttps://evil.example/');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'http://evil.example',
    'mailto:jo@acme.example',
    'msteams://l/chat/0/0',
    'https://okta.com@evil.example/',
    '//evil.example',
    `https://x/${'a'.repeat(3_000)}`,
  ])('to anything but an https address is text: %s', (url) => {
    expect(liveParts(linked('Okta', url))).toEqual([]);
  });
});
