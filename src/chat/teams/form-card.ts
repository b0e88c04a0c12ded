import { clean } from '../clean.ts';
import type { Field, Filled, FormErrors, FormView } from '../form.ts';
import type { Part } from '../message.ts';
import { clickAction } from './actions.ts';
import type { AdaptiveCard, Element, Input, RichTextBlock } from './card.ts';
import { execute } from './execute.ts';
import { COUNT, INPUT_LENGTH, LIMIT } from './limit.ts';
import { FIELD, PERSON_SEARCH, submitData, TYPED } from './submission.ts';
import { line, literal, run, spanRuns } from './text.ts';

/** What to show when a form comes again. */
export interface Again {
  /** Beside their fields. */
  readonly errors?: FormErrors;
  /** What was filled in is kept. */
  readonly filled?: Filled;
  /** Choices for a person field, where what was typed fits several. */
  readonly people?: Readonly<Record<string, readonly Choice[]>>;
  /** Without [Cancel], which a dialog has already. */
  readonly dialog?: boolean;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The form as a card: what it is about, its fields with what is wrong beside them, and the verb on the button. */
export function renderForm(view: FormView, again: Again = {}): AdaptiveCard {
  const { errors = {} } = again;
  const data = submitData(view.form);
  const title = literal(view.submit, LIMIT.button).trim() || 'Send';
  const stray = Object.entries(errors).filter(([key]) => !view.fields.some((field) => field.key === key));
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: 'en',
    body: [
      ...said(line([run(view.title, LIMIT.title, { weight: 'bolder', size: 'medium' })])),
      ...view.intro.flatMap(intro),
      ...(Object.keys(errors).length > 0
        ? [problem('Nothing was changed yet. Mend what is marked and try again.')]
        : []),
      ...stray.map(([, text]) => problem(text)),
      ...view.fields.flatMap((field) => fieldElements(field, again)),
    ],
    actions: [
      execute(title, data, { style: 'positive' }),
      ...(again.dialog === true ? [] : clickAction('Cancel', { type: 'back' })),
    ],
  };
}

/** The form as a dialog, for `dialogAnswer`. Dialogs know only Action.Submit. */
export function renderDialog(
  view: FormView,
  again: Omit<Again, 'dialog'> = {},
): { title: string; card: AdaptiveCard } {
  const card = renderForm(view, { ...again, dialog: true });
  const actions = (card.actions ?? []).map((action) =>
    action.type === 'Action.Execute' ? action.fallback : action,
  );
  return { title: literal(view.title, LIMIT.dialogTitle).trim() || 'Seatkeeper', card: { ...card, actions } };
}

function intro(part: Part): Element[] {
  if (part.type === 'text') return said(line(spanRuns(part.spans)));
  if (part.type === 'note')
    return said(line([run(part.text, LIMIT.note, { isSubtle: true, size: 'small' })]));
  if (part.type !== 'facts') return [];
  return part.facts.flatMap(({ label, value }) =>
    said(
      line([run(`${label}: `, LIMIT.label, { isSubtle: true }), run(value, LIMIT.fact)], { spacing: 'none' }),
    ),
  );
}

function fieldElements(field: Field, again: Again): Element[] {
  const error = again.errors?.[field.key];
  return [
    ...inputs(field, again),
    ...(error === undefined ? [] : [problem(error)]),
    ...(field.hint === null
      ? []
      : said(line([run(field.hint, LIMIT.hint, { isSubtle: true, size: 'small' })], { spacing: 'none' }))),
  ];
}

function inputs(field: Field, again: Again): Input[] {
  const kept = again.filled?.[field.key];
  const base = {
    id: `${FIELD}${field.key}`,
    label: `${literal(field.label, LIMIT.label).trim() || field.key}${field.optional ? ' (optional)' : ''}`,
    ...(field.optional || field.type === 'person'
      ? {}
      : { isRequired: true as const, errorMessage: 'This cannot be empty.' }),
  };
  switch (field.type) {
    case 'text':
      return [
        { ...base, type: 'Input.Text', maxLength: INPUT_LENGTH, ...startingText(kept ?? field.initial) },
      ];
    case 'day': {
      const value = kept ?? field.initial;
      return [{ ...base, type: 'Input.Date', ...(value !== null && DAY.test(value) ? { value } : {}) }];
    }
    case 'choice': {
      const choices = field.choices.slice(0, COUNT.choices);
      return [choiceInput(base, choices, kept ?? field.initial, choices.length > 3 ? 'compact' : 'expanded')];
    }
    case 'person':
      return personInputs(field, base, again);
    default:
      return field satisfies never;
  }
}

/** Teams searches while somebody types; where it does not, and on what cannot search, a name or address will do. */
function personInputs(
  field: Extract<Field, { type: 'person' }>,
  base: { readonly id: string; readonly label: string },
  again: Again,
): Input[] {
  const found = again.people?.[field.key] ?? [];
  const choices = [...found, ...(field.initial === null ? [] : [field.initial])]
    .filter(({ value }, at, all) => all.findIndex((other) => other.value === value) === at)
    .slice(0, COUNT.choices);
  const typed = again.filled?.[`${TYPED}${field.key}`];
  const start = again.filled?.[field.key] ?? (found.length > 0 ? null : (field.initial?.value ?? null));
  return [
    {
      ...choiceInput(base, choices, start, 'filtered'),
      placeholder: 'Search by name or address',
      'choices.data': { type: 'Data.Query', dataset: PERSON_SEARCH },
    },
    {
      type: 'Input.Text',
      id: `${TYPED}${field.key}`,
      label: 'Or type their name or address',
      maxLength: INPUT_LENGTH,
      ...startingText(typed ?? null),
    },
  ];
}

function choiceInput(
  base: { readonly id: string; readonly label: string },
  choices: readonly Choice[],
  value: string | null,
  style: 'compact' | 'expanded' | 'filtered',
): Extract<Input, { type: 'Input.ChoiceSet' }> {
  return {
    ...base,
    type: 'Input.ChoiceSet',
    style,
    choices: choices.map((choice) => ({
      title: literal(choice.label, LIMIT.choice).trim() || choice.value,
      value: choice.value,
    })),
    ...(value !== null && choices.some((choice) => choice.value === value) ? { value } : {}),
  };
}

/** What stands in a field comes back: a value that would have to be cut is not put there. */
function startingText(value: string | null): { value?: string } {
  if (value === null) return {};
  const text = clean(value, INPUT_LENGTH + 1).trim();
  return text === '' || text.length > INPUT_LENGTH ? {} : { value: text };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Icon, word and colour: a mistake is never shown by colour alone. */
function problem(text: string): RichTextBlock {
  const shown = literal(text, LIMIT.error).trim() || 'This is not possible.';
  return {
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: `✗ ${shown}`, color: 'attention' }],
    spacing: 'small',
  };
}

function said(block: RichTextBlock | null): RichTextBlock[] {
  return block === null ? [] : [block];
}
