import { expect, it } from 'vitest';
import type { Filled, FormView } from '../../src/chat/form.ts';
import type { Bot } from '../../src/chat/platform.ts';
import { FORM_WORDS } from '../../src/chat/say/decide/forms.ts';
import { readSubmission as readModal, renderForm as renderModal } from '../../src/chat/slack/blocks/modal.ts';
import { renderForm as renderCard } from '../../src/chat/teams/card/form-card.ts';
import { readSubmission as readCard } from '../../src/chat/teams/card/submission.ts';
import { FORM_TYPES } from '../../src/domain/action.ts';
import type { Form } from '../../src/domain/message.ts';
import { formAbout, formsDesk } from '../support/forms-desk.ts';
import { offering } from './platform-contract.ts';
import { listener, sitDown } from './terminal/desk.ts';

/** The values filled in on every platform, one line per field in the order of the form. */
const ANSWERS: Readonly<Record<Form['type'], Filled>> = {
  known: { reason: 'contractor', note: 'until the audit', until: '2026-06-30' },
  'add-person': {
    name: 'Sam Studio',
    email: 'sam@studio.example',
    department: 'Design',
    manager: 'ada@acme.example',
    endDate: '2026-12-31',
  },
  link: { person: '1' },
  snooze: { until: '2026-04-15' },
  'known-subscription': { reason: 'renewal is agreed', until: '2026-06-30' },
  'snooze-subscription': { until: '2026-04-15' },
  'task-not-possible': { reason: 'the contract forbids it' },
  'seat-until': { until: '2026-06-30' },
  'seat-give': { person: '1' },
};

interface Submitted {
  readonly form: Form;
  readonly filled: Filled;
}

const SUBMIT: Readonly<Record<string, (bot: Bot, view: FormView, answers: Filled) => Promise<Submitted>>> = {
  async Slack(_, view, answers) {
    const modal = JSON.parse(JSON.stringify(renderModal(view, {})));
    const inputs = modal.blocks.filter(({ type }: { type: string }) => type === 'input');
    expect(inputs.map((input: { block_id: string }) => input.block_id)).toEqual(
      Object.keys(answers).map((key) => `field:${key}`),
    );
    const values = Object.fromEntries(
      Object.entries(answers).map(([key, value]) => [`field:${key}`, { any: { value } }]),
    );
    const read = readModal({ ...modal, state: { values } });
    if (read === null) throw new Error('Slack did not read its own form');
    return read;
  },

  async Teams(_, view, answers) {
    const card = JSON.parse(JSON.stringify(renderCard(view)));
    const ids = card.body.flatMap(({ id }: { id?: string }) => (id?.startsWith('field.') ? [id] : []));
    const expected = Object.keys(answers).map((key) => `field.${key}`);
    // A person is searched for, unless one was suggested.
    expect(ids).toEqual(view.form.type === 'link' ? [] : expected);
    const values = Object.entries(answers).map(([key, value]) => [`field.${key}`, value]);
    const read = readCard({ ...card.actions[0].data, ...Object.fromEntries(values) });
    if (read === null || read === 'outdated') throw new Error('Teams did not read its own form');
    return read;
  },

  async 'the terminal'(bot, view, answers) {
    const submitted: Submitted[] = [];
    const desk = await sitDown(
      listener().handle,
      {},
      {
        ...bot,
        submitForm: async (_by, form, filled) => {
          submitted.push({ form, filled });
          return { said: { summary: 'Done.', title: 'Done.', body: [], buttons: [] }, command: 'help' };
        },
      },
    );
    await desk.platform.post(offering({ label: 'Fill in…', form: view.form }), 'k');
    const lines = view.form.type === 'link' ? ['Ada Keller'] : Object.values(answers);
    await desk.lines('1', ...lines);
    for (const { label } of view.fields) expect(desk.seen()).toMatch(new RegExp(`${label}.*: `));
    await desk.leave();
    const [only] = submitted;
    if (only === undefined) throw new Error(`nothing was submitted: ${desk.seen()}`);
    return only;
  },
};

/** What a person answers about a seat, they alone open: see test/chat/slack/asking.test.ts. */
const OWN: readonly Form['type'][] = ['seat-until', 'seat-give'];
const EVERY = FORM_TYPES.filter((type) => !OWN.includes(type)).flatMap((type) =>
  Object.keys(SUBMIT).map((platform) => [type, platform] as const),
);

it.each(EVERY)('%s opens and submits the same fields in %s', async (type, platform) => {
  const { bot, office } = await formsDesk();
  const by = { on: 'terminal', id: 'terminal:kim', name: 'kim', mayChange: true } as const;
  const form = formAbout(type);
  const view = await bot.openForm(by, form);
  if (!('fields' in view)) throw new Error(view.summary);
  expect(view.fields.map(({ key }) => key)).toEqual(Object.keys(FORM_WORDS[type].fields));
  const [ada] = office.values("SELECT id FROM person WHERE name = 'Ada Keller'");
  const answers = type === 'link' ? { person: String(ada) } : ANSWERS[type];

  const submitted = await SUBMIT[platform]?.(bot, view, answers);
  expect(submitted).toMatchObject({ form, filled: answers });

  const result = await bot.submitForm(by, form, answers);
  expect(result).toHaveProperty('said');
});
