import { z } from 'zod';
import { REMOVAL_FILTERS, STEP_KINDS } from './removal/plan.ts';

/** The reasons that forms offer for why an Unknown or Inactive account is fine. */
export const KNOWN_REASONS = [
  'group alias',
  'meeting room',
  'service account',
  'shared mailbox',
  'contractor',
  'other',
] as const;

const subject = { app: z.string().min(1), account: z.string().min(1) };
/** `subscription`: its own id. */
const item = { app: z.string().min(1), subscription: z.string().min(1) };
const day = z.iso.date();
const domain = z.string().min(3).max(253);

/** As `planHash` makes it. */
const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** The number of a plan, or of one of its operations. */
const number = z.number().int().positive();

/**
 * Everything that a button, a form or a changing command can ask for. It carries ids and the admin's own words only, never
 * facts: the state is read again when the action is carried out.
 */
export const Action = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('known'),
    ...subject,
    reason: z.string().trim().min(1).max(500),
    until: day.nullable(),
  }),
  z.strictObject({ type: z.literal('unknown-again'), ...subject }),
  z.strictObject({
    type: z.literal('add-person'),
    ...subject,
    name: z.string().trim().min(1).max(200).nullable(),
    email: z.string().trim().min(3).max(320).nullable(),
    department: z.string().trim().max(200).nullable(),
    manager: z.string().trim().max(200).nullable(),
    endDate: day.nullable(),
  }),
  z.strictObject({ type: z.literal('link'), ...subject, person: z.number().int().positive() }),
  z.strictObject({ type: z.literal('unlink'), ...subject }),
  z.strictObject({ type: z.literal('snooze'), ...subject, until: day }),
  z.strictObject({ type: z.literal('unsnooze'), ...subject }),
  /** The seat was removed in the app: the next complete read shows whether it was. */
  z.strictObject({ type: z.literal('removal-said'), ...subject }),
  z.strictObject({ type: z.literal('removal-unsaid'), ...subject }),
  z.strictObject({
    type: z.literal('snooze-app'),
    app: z.string().min(1),
    /** Until that day, or for so many days from the moment the button is pressed: a card may be old. */
    until: day.optional(),
    days: z.number().int().min(1).max(366).optional(),
  }),
  z.strictObject({
    type: z.literal('known-subscription'),
    ...item,
    reason: z.string().trim().min(1).max(500),
    until: day.nullable(),
  }),
  z.strictObject({ type: z.literal('snooze-subscription'), ...item, until: day }),
  z.strictObject({ type: z.literal('undo-subscription'), ...item }),
  z.strictObject({ type: z.literal('unsnooze-app'), app: z.string().min(1) }),
  /**
   * Takes back the decisions with these numbers in the audit log. `at`: when they were made, so that a number that means
   * something else after a restore takes nothing back.
   */
  z.strictObject({
    type: z.literal('undo'),
    first: z.number().int().positive(),
    last: z.number().int().positive(),
    at: z.iso.datetime(),
  }),
  z.strictObject({ type: z.literal('accept-run'), run: z.number().int().positive() }),
  z.strictObject({ type: z.literal('accept-rule'), from: domain, to: domain }),
  z.strictObject({ type: z.literal('end-rule'), from: domain }),
  z.strictObject({ type: z.literal('keep-last-good'), run: z.number().int().positive() }),
  /** Confirms a plan that was shown, for one account, one person, or many accounts of an app. It confirms exactly that plan and no other. */
  z.strictObject({
    type: z.literal('confirm-removal'),
    app: z.string().min(1).optional(),
    account: z.string().min(1).optional(),
    person: number.optional(),
    only: z.enum(STEP_KINDS).optional(),
    filter: z.enum(REMOVAL_FILTERS).optional(),
    way: z.string().min(1).max(100).optional(),
    inDays: z.number().int().min(1).max(365).optional(),
    unowned: z.literal(true).optional(),
    oldData: z.literal(true).optional(),
    hash,
  }),
  z.strictObject({ type: z.literal('approve-removal'), plan: number, hash }),
  z.strictObject({ type: z.literal('cancel-removal'), plan: number }),
  /** Says that a task by hand cannot be done, and why. */
  z.strictObject({
    type: z.literal('task-not-possible'),
    ...subject,
    reason: z.string().trim().min(1).max(500),
  }),
  /** The person who was asked about a seat answers; nobody else can. */
  z.strictObject({ type: z.literal('seat-keep'), question: number }),
  z.strictObject({ type: z.literal('seat-release'), question: number }),
  z.strictObject({ type: z.literal('seat-until'), question: number, until: day }),
  z.strictObject({ type: z.literal('seat-give'), question: number, person: number }),
  /** An admin did what the answer asked for, or decided to leave the seat where it is. */
  z.strictObject({ type: z.literal('seat-request'), question: number, to: z.enum(['done', 'declined']) }),
  /** Takes back one step that was carried out. */
  z.strictObject({ type: z.literal('undo-removal'), operation: number }),
]);
export type Action = z.infer<typeof Action>;

/**
 * All forms, each named after the action that it leads to: a decision about one account or subscription, or an answer to a question.
 * `flows/forms/` defines them, and `chat/say/decide/forms.ts` has their words.
 */
export const FORM_TYPES = [
  'known',
  'add-person',
  'link',
  'snooze',
  'known-subscription',
  'snooze-subscription',
  'task-not-possible',
  'seat-until',
  'seat-give',
] as const satisfies readonly Action['type'][];
export type FormType = (typeof FORM_TYPES)[number];

/** The answer of the person who was asked about a seat. They may give it whether or not they are an admin. */
export type SeatAnswerAction = Extract<
  Action,
  { type: 'seat-keep' | 'seat-release' | 'seat-until' | 'seat-give' }
>;
const ANSWERS: readonly Action['type'][] = ['seat-keep', 'seat-release', 'seat-until', 'seat-give'];

export function isSeatAnswer(action: Pick<Action, 'type'>): boolean {
  return ANSWERS.includes(action.type);
}
