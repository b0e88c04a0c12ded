import type { Part } from '../../../domain/message.ts';
import type { Field, Filled, FormErrors, FormView } from '../../form.ts';
import { clean } from '../../strip-controls.ts';
import { clickAction } from './actions.ts';
import type { AdaptiveCard, Element, Input, RichTextBlock } from './card.ts';
import { execute } from './execute.ts';
import { COUNT, INPUT_LENGTH, LIMIT } from './limit.ts';
import { FIELD, PERSON_SEARCH, SEARCHED, submitData, TYPED } from './submission.ts';
import { line, literal, run, spanRuns } from './text.ts';

/** What to show when a form comes again. */
export interface Again {
  /** Beside their fields. */
  readonly errors?: FormErrors;
  /** What was filled in is kept. */
  readonly filled?: Filled;
  /** What was typed instead of choosing: see `Submission`. */
  readonly typed?: Filled;
  /** Whom to choose from in a person field: those whom a typed name fits, or who was found by search. */
  readonly people?: Readonly<Record<string, readonly Choice[]>>;
  /** `false` for a client that cannot search for choices, like the Playground. Default `true`. */
  readonly search?: boolean;
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
    actions: [execute(title, data, { style: 'positive' }), ...clickAction('Cancel', { type: 'back' })],
  };
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
  const [first, ...others] = inputs(field, again);
  return [
    ...(first === undefined ? [] : [first]),
    ...(error === undefined ? [] : [problem(error)]),
    ...(field.hint === null
      ? []
      : said(line([run(field.hint, LIMIT.hint, { isSubtle: true, size: 'small' })], { spacing: 'none' }))),
    ...others,
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

/**
 * Those who come into question to choose from, then a search, which Teams makes while somebody types, then plain words for
 * clients that cannot search. The later wins: the first may have been chosen beforehand.
 */
function personInputs(
  field: Extract<Field, { type: 'person' }>,
  base: { readonly id: string; readonly label: string },
  again: Again,
): Input[] {
  const found = again.people?.[field.key] ?? [];
  const known = [...found, ...(field.initial === null ? [] : [field.initial])]
    .filter(({ value }, at, all) => all.findIndex((other) => other.value === value) === at)
    .slice(0, COUNT.people);
  const start = again.filled?.[field.key] ?? (found.length > 0 ? null : (field.initial?.value ?? null));
  const search: Input[] =
    again.search === false
      ? []
      : [
          {
            ...choiceInput(
              { id: `${SEARCHED}${field.key}`, label: 'Search by name or address' },
              [],
              null,
              'filtered',
            ),
            placeholder: 'Search the roster',
            'choices.data': { type: 'Data.Query', dataset: PERSON_SEARCH },
          },
        ];
  const typed: Input = {
    type: 'Input.Text',
    id: `${TYPED}${field.key}`,
    label: 'Or type their name or address',
    maxLength: INPUT_LENGTH,
    ...startingText(again.typed?.[field.key] ?? null),
  };
  const inputs = [
    ...(known.length > 0 ? [choiceInput(base, known, start, 'expanded')] : []),
    ...search,
    typed,
  ];
  return inputs.map((input, at) => ({ ...input, label: labelAt(input.label, base.label, at) }));
}

/** The first is called what the field is called, the others offer another way. */
function labelAt(own: string, field: string, at: number): string {
  if (at === 0) return field;
  return own.startsWith('Or ') ? own : `Or ${own.charAt(0).toLowerCase()}${own.slice(1)}`;
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
