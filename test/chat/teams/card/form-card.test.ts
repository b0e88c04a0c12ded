import { describe, expect, it } from 'vitest';
import type { Field, FormView } from '../../../../src/chat/form.ts';
import type { AdaptiveCard } from '../../../../src/chat/teams/card/card.ts';
import { type Again, renderForm } from '../../../../src/chat/teams/card/form-card.ts';
import { readSubmission } from '../../../../src/chat/teams/card/submission.ts';
import {
  cardAnswer,
  errorAnswer,
  noteAnswer,
  peopleAnswer,
} from '../../../../src/chat/teams/inbound/invoke-answer.ts';
import { checkCard, walk } from '../../../support/teams/adaptive-card.ts';
import { readText } from '../../../support/teams/live-card.ts';

const known: FormView = {
  form: { type: 'known', app: 'figma', account: 'u1' },
  title: 'Mark as known',
  submit: 'Mark as known until …',
  intro: [
    {
      type: 'text',
      spans: [
        { bold: 'it-team@acme.example in Figma' },
        ': it is accepted as an exception and is no longer a finding.',
      ],
    },
  ],
  fields: [
    {
      type: 'choice',
      key: 'reason',
      label: 'Why it is fine',
      hint: null,
      optional: false,
      choices: ['group alias', 'meeting room', 'service account', 'other'].map((value) => ({
        value,
        label: value,
      })),
      initial: null,
    },
    { type: 'text', key: 'note', label: 'Note', hint: 'In your own words.', optional: true, initial: null },
    {
      type: 'day',
      key: 'until',
      label: 'Until',
      hint: 'Leave it empty for no end.',
      optional: true,
      initial: '2026-06-30',
    },
  ],
};
const link: FormView = {
  ...known,
  form: { type: 'link', app: 'figma', account: 'u4' },
  title: 'Link account',
  fields: [
    {
      type: 'person',
      key: 'person',
      label: 'Person',
      hint: 'Nearest: Pablo Ruiz.',
      optional: false,
      initial: { value: '12', label: 'Pablo Ruiz · pablo@acme.example' },
    },
  ],
};

function rendered(view: FormView, again: Again = {}): AdaptiveCard {
  const card = renderForm(view, again);
  checkCard(card);
  return card;
}

const inputs = (card: AdaptiveCard) => {
  const found: Readonly<Record<string, unknown>>[] = [];
  walk(card, '', (value) => {
    if (String(value.type).startsWith('Input.')) found.push(value);
  });
  return found;
};
/** The activity that Teams sends when the first button is pressed with these fields. */
const press = (card: AdaptiveCard, fields: Record<string, unknown>) => {
  const [button] = card.actions ?? [];
  return {
    ...(button?.type === 'Action.Execute' || button?.type === 'Action.Submit' ? button.data : {}),
    ...fields,
  };
};

describe('a form as a card', () => {
  it('has a field for each, with labels and hints, and the verb on the button', () => {
    const card = rendered(known);
    expect(inputs(card)).toMatchObject([
      { type: 'Input.ChoiceSet', id: 'field.reason', label: 'Why it is fine', isRequired: true },
      { type: 'Input.Text', id: 'field.note', label: 'Note (optional)', maxLength: 500 },
      { type: 'Input.Date', id: 'field.until', label: 'Until (optional)', value: '2026-06-30' },
    ]);
    expect(readText(card)).toContain(
      'it-team@acme.example in Figma: it is accepted as an exception and is no longer a finding.',
    );
    expect(readText(card)).toContain('In your own words.');
    expect(card.actions).toMatchObject([
      { title: 'Mark as known until …', verb: 'submit' },
      { title: 'Cancel', verb: 'back' },
    ]);
  });

  it('comes back with the filled-in values', () => {
    const data = press(rendered(known), {
      'field.reason': 'other',
      'field.note': ' our lamp ',
      'field.until': '',
    });
    expect(readSubmission(JSON.parse(JSON.stringify(data)))).toEqual({
      form: known.form,
      filled: { reason: 'other', note: 'our lamp' },
      typed: {},
    });
  });

  it('is shown again with errors next to the fields, and keeps the filled-in values', () => {
    const card = rendered(known, {
      errors: { until: 'Choose a day after today.', elsewhere: 'It was handled meanwhile.' },
      filled: { reason: 'meeting room', note: 'third floor', until: '2020-01-01' },
    });
    expect(inputs(card).map(({ value }) => value)).toEqual(['meeting room', 'third floor', '2020-01-01']);
    const lines = readText(card).split('\n');
    expect(lines).toContain('✗ Nothing was changed yet. Fix the marked fields and try again.');
    expect(lines).toContain('✗ It was handled meanwhile.');
    expect(lines.indexOf('✗ Choose a day after today.')).toBeGreaterThan(lines.indexOf('Until (optional)'));
  });

  it('asks for a person by choice, by search, or by typing when there is no search', () => {
    const card = rendered(link);
    expect(inputs(card)).toMatchObject([
      {
        id: 'field.person',
        label: 'Person',
        style: 'expanded',
        choices: [{ title: 'Pablo Ruiz · pablo@acme.example', value: '12' }],
        value: '12',
      },
      {
        id: 'search.person',
        label: 'Or search by name or address',
        style: 'filtered',
        choices: [],
        'choices.data': { type: 'Data.Query', dataset: 'people' },
      },
      { type: 'Input.Text', id: 'typed.person', label: 'Or type their name or address' },
    ]);
    expect(inputs(rendered(link, { search: false })).map(({ id }) => id)).toEqual([
      'field.person',
      'typed.person',
    ]);
    const [person] = link.fields;
    const unsuggested = rendered({ ...link, fields: [{ ...person, initial: null } as Field] });
    expect(inputs(unsuggested).map(({ label }) => label)).toEqual([
      'Person',
      'Or type their name or address',
    ]);
  });

  it.each([
    [{ 'field.person': '12' }, { person: '12' }, {}],
    [{ 'field.person': '12', 'search.person': '7', 'typed.person': '' }, { person: '7' }, {}],
    [{ 'field.person': '12', 'typed.person': 'diaz' }, {}, { person: 'diaz' }],
    [{ 'field.person': '12', 'search.person': '7', 'typed.person': 'diaz' }, { person: '7' }, {}],
    [{ 'field.person': '', 'search.person': '', 'typed.person': ' ' }, {}, {}],
  ])('prefers the person who was searched for to the suggested one: %j', (fields, filled, typed) => {
    expect(readSubmission(press(rendered(link), fields))).toEqual({ form: link.form, filled, typed });
  });

  it('offers the people who match a typed name', () => {
    const card = rendered(link, {
      errors: { person: 'Two people are called that: choose one.' },
      typed: { person: 'pablo' },
      people: {
        person: [
          { value: '7', label: 'Pablo Ruiz' },
          { value: '12', label: 'Pablo Diaz' },
        ],
      },
    });
    expect(inputs(card)[0]).toMatchObject({ choices: [{ value: '7' }, { value: '12' }] });
    expect(inputs(card)[0]).not.toHaveProperty('value');
    expect(inputs(card)[2]).toMatchObject({ value: 'pablo' });
  });

  it('never fills in a value that would come back shortened', () => {
    const [field] = link.fields;
    const text = { ...field, type: 'text' as const, key: 'name', hint: null, label: 'Name', optional: false };
    const long = rendered({ ...link, fields: [{ ...text, initial: 'x'.repeat(501) }] });
    expect(inputs(long)[0]).not.toHaveProperty('value');
    const fits = rendered({ ...link, fields: [{ ...text, initial: 'x'.repeat(500) }] });
    expect(inputs(fits)[0]).toMatchObject({ value: 'x'.repeat(500) });
  });
});

describe('an answer to an invoke', () => {
  const card = rendered(known);

  it('is a card, a line or an error', () => {
    expect(cardAnswer(card)).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: card,
    });
    expect(noteAnswer('Already handled.')).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Already handled.',
    });
    expect(errorAnswer(403, 'You can look but not change.')).toEqual({
      statusCode: 403,
      type: 'application/vnd.microsoft.error',
      value: { code: 'Forbidden', message: 'You can look but not change.' },
    });
  });

  it('has at most fifteen people', () => {
    const people = Array.from({ length: 40 }, (_, at) => ({
      value: String(at),
      label: at === 0 ? '' : `P${at}`,
    }));
    const answer = peopleAnswer(people) as { value: { results: unknown[] } };
    expect(answer).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.search.searchResponse',
    });
    expect(answer.value.results).toHaveLength(15);
    expect(answer.value.results.slice(0, 2)).toEqual([
      { title: '0', value: '0' },
      { title: 'P1', value: '1' },
    ]);
  });
});
