import { z } from 'zod';
import { ACCOUNT_KINDS, ACCOUNT_STATES } from '../../domain/account.ts';
import { oneRequest, Pages, REQUEST } from './request.ts';
import { Condition, KindRules, StateRules } from './rules.ts';
import { Column, Path, Value } from './value.ts';

export const CAPABILITY = z.enum([
  'accounts',
  'email',
  'lastActive',
  'subscriptions',
  'groups',
  'licenses',
  'kind',
  'role',
  'removal',
]);

const MAP = {
  /** With a list of values, all that exist count. */
  emails: Value.optional(),
  username: Value.optional(),
  name: Value.optional(),
  state: StateRules.optional(),
  kind: KindRules.optional(),
  role: Value.optional(),
  /** Like `emails`. */
  licenses: Value.optional(),
  lastActive: Value.optional(),
  created: Value.optional(),
};

/** What a row becomes. Nothing else of it is kept. */
export const AccountMap = z.strictObject({
  id: Value,
  ...MAP,
  columns: z.record(z.string().regex(/^[a-zA-Z][\w]*$/, 'must be a word'), Column).default({}),
  /** What may be missing in every row: fields, columns by their keys, or single paths. Everything else must be there in some row of the first page. */
  mayLack: z.array(z.string().min(1)).default([]),
});

/** The rows of one answer or of many. */
const ROWS = {
  ...REQUEST,
  /** Where the rows are; left out if the answer is the list itself. */
  items: Path.optional(),
  /** The rows are the values of a block, by their keys; the key is then `$key` in the row. */
  keyed: z.boolean().default(false),
  /** The answer is a single row, not a list. */
  single: z.boolean().default(false),
  pages: Pages.default({ by: 'none', again: 'error' }),
  /** Only such rows count. */
  only: Condition.optional(),
};

export const AccountList = z
  .strictObject({
    ...ROWS,
    /** Facts about all rows of this list, whatever they say. */
    set: z
      .strictObject({
        state: z.enum(ACCOUNT_STATES).optional(),
        kind: z.enum(ACCOUNT_KINDS).optional(),
        role: z.string().min(1).optional(),
        licenses: z.array(z.string().min(1)).min(1).optional(),
      })
      .optional(),
    /** Replaces what the declaration maps for all lists. */
    map: z.strictObject({ id: Value.optional(), ...MAP }).optional(),
    /** What to do with an account that an earlier list already had. */
    repeats: z.enum(['error', 'skip']).default('error'),
    /** The capability that is off if the plan or a right withholds this list. */
    for: CAPABILITY.optional(),
  })
  .superRefine(oneRequest);

/** Rows that accounts refer to: roles, licenses, activity. */
export const Table = z
  .strictObject({
    ...ROWS,
    /** Where a row has the value that accounts refer to. */
    key: Value,
    /** `true`: the rows come in the answers of the list of accounts, so nothing is asked. */
    sameAnswer: z.boolean().default(false),
    /** The capability that is off if the plan or a right withholds it; if left out, the read then fails. */
    for: CAPABILITY.optional(),
    exact: z.boolean().default(true),
  })
  .superRefine((table, context) => {
    if (!table.sameAnswer) return oneRequest(table, context);
    if (table.get !== undefined || table.post !== undefined)
      context.addIssue({ code: 'custom', message: 'is in the same answer, so it needs no get or post' });
    if (table.items === undefined)
      context.addIssue({ code: 'custom', path: ['items'], message: 'is missing; write where its rows are' });
  });

export const SubscriptionList = z
  .strictObject({
    ...ROWS,
    map: z.strictObject({
      id: Value,
      sku: Value.optional(),
      product: Value.optional(),
      purchased: Value.optional(),
      consumed: Value.optional(),
      renewsOn: Value.optional(),
      endsOn: Value.optional(),
      /** What may be missing in every subscription. */
      mayLack: z.array(z.string().min(1)).default([]),
    }),
  })
  .superRefine(oneRequest);

export type AccountMap = z.infer<typeof AccountMap>;
export type AccountList = z.infer<typeof AccountList>;
export type Table = z.infer<typeof Table>;
export type SubscriptionList = z.infer<typeof SubscriptionList>;
/** What all lists have in common. */
export type RowList = Pick<
  AccountList,
  'get' | 'post' | 'query' | 'body' | 'headers' | 'items' | 'keyed' | 'single' | 'pages' | 'only'
>;
