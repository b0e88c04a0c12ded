import { describe, expect, it } from 'vitest';
import type { Field, FormView } from '../../../../src/chat/form.ts';
import {
  PERSON_SEARCH,
  readSubmission,
  renderErrors,
  renderForm,
  renderPeople,
} from '../../../../src/chat/slack/blocks/modal.ts';
import { handleOf } from '../../../../src/domain/long-id.ts';
import { checkErrors, checkModal, checkOptions } from '../../../support/slack/block-kit.ts';
import { liveParts, readText } from '../../../support/slack/live-markup.ts';
import { HOSTILE_NAMES } from '../../fixtures/hostile-names.ts';
import { INJECTIONS } from '../../fixtures/injection.ts';

const field = { hint: null, optional: false };
const known: FormView = {
  form: { type: 'known', app: 'figma', account: 'id "with" <spaces>' },
  title: 'Mark as known',
  intro: [{ type: 'text', spans: [{ bold: 'it-team@acme.example' }, ' in Figma belongs to nobody.'] }],
  fields: [
    {
      ...field,
      type: 'choice',
      key: 'kind',
      label: 'Why is it fine?',
      choices: [
        { value: 'group alias', label: 'Group alias' },
        { value: 'contractor', label: 'Contractor' },
      ],
      initial: 'group alias',
    },
    { ...field, type: 'text', key: 'note', label: 'Note', optional: true, initial: null },
    {
      ...field,
      type: 'day',
      key: 'until',
      label: 'Until',
      optional: true,
      initial: '2026-06-30',
      hint: 'None: no end.',
    },
    {
      ...field,
      type: 'person',
      key: 'person',
      label: 'Whose account is it?',
      initial: { value: '12', label: 'Pablo Ruiz (pablo@acme.example)' },
    },
  ],
  submit: 'Mark as known',
};
const refresh = { channel: 'C1', ts: '1700000000.000100' };

/** Fills the modal as Slack hands it back. */
function submit(modal: ReturnType<typeof renderForm>, values: Readonly<Record<string, object>>): unknown {
  const { type, callback_id, private_metadata, blocks } = modal;
  const state = Object.fromEntries(
    blocks.flatMap((block) =>
      block.type === 'input'
        ? [
            [
              block.block_id,
              { [block.element.action_id]: { type: block.element.type, ...values[block.block_id] } },
            ],
          ]
        : [],
    ),
  );
  return { id: 'V1', team_id: 'T1', type, callback_id, private_metadata, blocks, state: { values: state } };
}

describe('a form', () => {
  it('becomes a modal with a field for each question', () => {
    const modal = renderForm(known, refresh);
    checkModal(modal);
    expect(liveParts(modal)).toEqual([]);
    expect(modal).toMatchObject({
      type: 'modal',
      title: { text: 'Mark as known' },
      submit: { text: 'Mark as known' },
      close: { text: 'Cancel' },
    });
    expect(modal.blocks.map((block) => (block.type === 'input' ? block.element : block.type))).toEqual([
      'rich_text',
      expect.objectContaining({
        type: 'static_select',
        initial_option: expect.objectContaining({ value: 'group alias' }),
      }),
      { type: 'plain_text_input', action_id: 'text', max_length: 3_000 },
      { type: 'datepicker', action_id: 'day', initial_date: '2026-06-30' },
      expect.objectContaining({ type: 'external_select', action_id: PERSON_SEARCH, min_query_length: 2 }),
    ]);
  });

  it('comes back with its subject, the views to refresh and the filled-in values', () => {
    const modal = renderForm(known, refresh);
    const view = submit(modal, {
      'field:kind': { selected_option: { text: { text: 'Contractor' }, value: 'contractor' } },
      'field:note': { value: 'until the <!channel> audit' },
      'field:until': { selected_date: null },
      'field:person': { selected_option: { value: '12' } },
    });
    expect(readSubmission(view)).toEqual({
      form: known.form,
      refresh,
      filled: { kind: 'contractor', note: 'until the <!channel> audit', person: '12' },
    });
  });

  it('omits fields that were left empty or blank', () => {
    const view = submit(renderForm(known, {}), {
      'field:note': { value: '   ' },
      'field:until': { selected_date: '2026-07-01' },
    });
    expect(readSubmission(view)?.filled).toEqual({ until: '2026-07-01' });
  });

  it('shows each error next to its field', () => {
    const modal = renderForm(known, refresh);
    const answer = renderErrors({ until: 'Choose a day after today.', note: '' });
    checkErrors(answer, modal);
    expect(answer).toEqual({
      response_action: 'errors',
      errors: { 'field:until': 'Choose a day after today.', 'field:note': '–' },
    });
  });

  it('repeats a long title and a long button in full below', () => {
    const modal = renderForm(
      { ...known, title: 'Mark it-team@acme.example as known', submit: 'Mark as known until 30 Jun' },
      {},
    );
    checkModal(modal);
    expect(readText(modal)).toContain('Mark it-team@acme.example as known');
    expect(readText(modal)).toContain('Mark as known until 30 Jun');
  });

  it('carries a long id by its handle, and leaves out a list that is too long to be shown again', () => {
    const form = { ...known.form, account: 'x'.repeat(3_000) };
    const modal = renderForm({ ...known, form }, { ...refresh, command: 'y'.repeat(3_000) });
    checkModal(modal);
    expect(JSON.parse(modal.private_metadata)).toEqual({
      form: { ...form, account: handleOf(form.account) },
      refresh,
    });
  });

  it('throws instead of shortening ids', () => {
    const choice = (value: string): Field => ({
      ...field,
      type: 'choice',
      key: 'c',
      label: 'c',
      choices: [{ value, label: 'x' }],
      initial: null,
    });
    expect(() => renderForm({ ...known, fields: [choice('x'.repeat(151))] }, {})).toThrow(/1 to 150/);
    expect(() => renderForm({ ...known, fields: [choice('')] }, {})).toThrow(/1 to 150/);
  });

  it('does not fill in a shortened value', () => {
    const name: Field = { ...field, type: 'text', key: 'name', label: 'Name', initial: 'a'.repeat(5_000) };
    const modal = renderForm({ ...known, fields: [name] }, {});
    checkModal(modal);
    expect(modal.blocks.at(-1)).toMatchObject({
      hint: { text: 'The current value is too long to edit here.' },
      element: expect.not.objectContaining({ initial_value: expect.anything() }),
    });
  });

  it.each<[string, (view: Record<string, unknown>) => unknown]>([
    ['another app’s callback', (view) => ({ ...view, callback_id: 'other' })],
    ['metadata that is no JSON', (view) => ({ ...view, private_metadata: '{' })],
    [
      'metadata of an unknown form',
      (view) => ({
        ...view,
        private_metadata: '{"form":{"type":"wipe","app":"a","account":"b"},"refresh":{}}',
      }),
    ],
    [
      'metadata with more than we put in',
      (view) => ({
        ...view,
        private_metadata: '{"form":{"type":"known","app":"a","account":"b"},"refresh":{},"admin":true}',
      }),
    ],
    ['no state', (view) => ({ ...view, state: undefined })],
    [
      'values of a wrong kind',
      (view) => ({ ...view, state: { values: { 'field:note': { text: { value: 7 } } } } }),
    ],
    ['nothing', () => null],
  ])('is rejected when forged: %s', (_, forge) => {
    const view = submit(renderForm(known, {}), {}) as Record<string, unknown>;
    expect(readSubmission(forge(view))).toBeNull();
  });

  it('ignores fields that are not ours', () => {
    const view = submit(renderForm(known, {}), {}) as { state: { values: Record<string, unknown> } };
    view.state.values.other = { x: { value: 'smuggled' } };
    view.state.values['field:__proto__'] = { x: { value: 'smuggled' } };
    const filled = readSubmission(view)?.filled ?? {};
    expect(filled.kind).toBeUndefined();
    expect(Object.getPrototypeOf(filled)).toBe(Object.prototype);
  });

  it('is accepted by Slack whatever names it contains', () => {
    for (const name of [...HOSTILE_NAMES, ...INJECTIONS]) {
      const modal = renderForm(
        {
          ...known,
          title: name,
          submit: name,
          intro: [
            { type: 'text', spans: [name, { bold: name }] },
            { type: 'note', text: name },
          ],
          fields: [
            { ...field, type: 'text', key: 'name', label: name, hint: name, initial: name },
            {
              ...field,
              type: 'choice',
              key: 'kind',
              label: name,
              choices: [{ value: 'x', label: name }],
              initial: 'x',
            },
            { ...field, type: 'person', key: 'person', label: name, initial: { value: '12', label: name } },
          ],
        },
        refresh,
      );
      checkModal(modal);
      expect(liveParts(modal), name).toEqual([]);
      const people = renderPeople(Array.from({ length: 150 }, (_, n) => ({ value: `${n}`, label: name })));
      checkOptions(people);
      expect(liveParts(people), name).toEqual([]);
    }
  });
});
