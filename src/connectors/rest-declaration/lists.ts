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
  /** Of a list, all that are there count. */
  emails: Value.optional(),
  username: Value.optional(),
  name: Value.optional(),
  state: StateRules.optional(),
  kind: KindRules.optional(),
  role: Value.optional(),
  /** As emails. */
  licenses: Value.optional(),
  lastActive: Value.optional(),
  created: Value.optional(),
};

/** What a row becomes. Nothing else of it is kept. */
export const AccountMap = z.strictObject({
  id: Value,
  ...MAP,
  columns: z.record(z.string().regex(/^[a-zA-Z][\w]*$/, 'must be a word'), Column).default({}),
  /** What no row need have: fields, columns by their keys, or single paths. All else must be there in some row of the first page. */
  mayLack: z.array(z.string().min(1)).default([]),
});

/** The rows of one answer or of many. */
const ROWS = {
  ...REQUEST,
  /** Where the rows are; left out where the answer is the list itself. */
  items: Path.optional(),
  /** The rows are the values of a block, by their keys; the key is then `$key` in the row. */
  keyed: z.boolean().default(false),
  /** There is one row, and it is no list. */
  single: z.boolean().default(false),
  pages: Pages.default({ by: 'none', again: 'error' }),
  /** Only such rows count. */
  only: Condition.optional(),
};

export const AccountList = z
  .strictObject({
    ...ROWS,
    /** What is true of all rows of this list, whatever they say. */
    set: z
      .strictObject({
        state: z.enum(ACCOUNT_STATES).optional(),
        kind: z.enum(ACCOUNT_KINDS).optional(),
        role: z.string().min(1).optional(),
        licenses: z.array(z.string().min(1)).min(1).optional(),
      })
      .optional(),
    /** In place of what the declaration maps for all lists. */
    map: z.strictObject({ id: Value.optional(), ...MAP }).optional(),
    /** What an account means that an earlier list had already. */
    repeats: z.enum(['error', 'skip']).default('error'),
    /** What is off where the plan or a right withholds this list. */
    for: CAPABILITY.optional(),
  })
  .superRefine(oneRequest);

/** Rows that accounts refer to: roles, licenses, activity. */
export const Table = z
  .strictObject({
    ...ROWS,
    /** Where a row holds what accounts refer to. */
    key: Value,
    /** `true`: the rows come in the answers of the list of accounts, so nothing is asked. */
    sameAnswer: z.boolean().default(false),
    /** What is off where the plan or a right withholds it; left out, the read fails then. */
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
      /** What no subscription need have. */
      mayLack: z.array(z.string().min(1)).default([]),
    }),
  })
  .superRefine(oneRequest);

export type AccountMap = z.infer<typeof AccountMap>;
export type AccountList = z.infer<typeof AccountList>;
export type Table = z.infer<typeof Table>;
export type SubscriptionList = z.infer<typeof SubscriptionList>;
/** What is the same for all of them. */
export type RowList = Pick<
  AccountList,
  'get' | 'post' | 'query' | 'body' | 'headers' | 'items' | 'keyed' | 'single' | 'pages' | 'only'
>;
