import { z } from 'zod';
import { Headers, oneRequest, Query, REQUEST } from './request.ts';
import { Condition } from './rules.ts';
import { Path, Value } from './value.ts';

/**
 * A request about one account: `{id}`, `{email}` and `{username}` are its own, those that `keep` names were read before, and every other
 * `{name}` is a setting.
 */
const Call = z
  .strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    path: z.string().min(1).regex(/^\S+$/, 'must not hold white space'),
    query: Query.optional(),
    /** Sent as JSON. */
    body: z.record(z.string(), z.unknown()).optional(),
    /** Instead of `body`: sent as a form. */
    form: z.record(z.string(), z.string()).optional(),
    headers: Headers.optional(),
  })
  .refine(({ body, form }) => body === undefined || form === undefined, {
    message: 'has both body and form; keep one of them',
  });

const Statuses = z.array(z.number().int().min(100).max(599)).min(1);

const CHANGE = {
  request: Call,
  /** Statuses that mean done. */
  success: Statuses.default([200, 201, 202, 204]),
  /** What must also be true of the answer, for an app that says in it whether the request was carried out. */
  must: Condition.optional(),
};

/** How to look at the single account, before and after a step. */
const ReadBack = z.strictObject({
  request: Call,
  /** Statuses that mean that there is no such account. */
  gone: Statuses.default([404, 410]),
  /** Where the account, or a list that contains it, is in the answer; if left out, the answer is the account. */
  item: Path.optional(),
  /** What is true of the account once the step has taken effect. */
  when: Condition.optional(),
  /** What must be remembered to undo the step: names, and where they are in the account. */
  keep: z.record(z.string().regex(/^\w+$/, 'must be a word'), Path).default({}),
});

/** Why the app would refuse the step, or accept it without any effect. */
const ObstacleRule = z
  .strictObject({
    /** What is true of the account as it is read back. */
    when: Condition.optional(),
    /** What is true of the account as Seatkeeper knows it: `role`, `kind`, `state`, `columns.removable`. */
    account: Condition.optional(),
    means: z.enum(['group', 'directory', 'admin', 'other']),
    /** Which group or directory, if the account says so. */
    name: Value.optional(),
    /** For `group`: the key of the step that takes the account out of the group, which the plan offers instead of this one. */
    instead: z.string().min(1).optional(),
    /** Where it is done instead. */
    url: z.url().optional(),
    /** For `other`: what stands in the way and what to do; lower case, no full stop. */
    why: z.string().min(1).optional(),
  })
  .superRefine(({ when, account, means, why, name, instead }, context) => {
    const issue = (message: string) => context.addIssue({ code: 'custom', message });
    if ((when === undefined) === (account === undefined)) issue('needs exactly one of when and account');
    if ((means === 'other') !== (why !== undefined)) issue('needs why with means: other, and only there');
    if (means === 'group' && name === undefined) issue('needs name: which group it is');
    if (means !== 'group' && instead !== undefined) issue('needs means: group for instead');
  });

/** One way to remove an account, and how to see afterwards that it was carried out. */
export const RemovalStep = z
  .strictObject({
    /** Unique, and never renamed, because it is stored; if left out, it is the way. */
    key: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/, 'must be words with hyphens')
      .optional(),
    way: z.enum(['disable', 'free-seat', 'delete']),
    /** What the vendor calls it. */
    name: z.string().min(1),
    /** May be left out with `scim`, which has a request of its own. */
    request: Call.optional(),
    success: CHANGE.success,
    must: CHANGE.must,
    /** Statuses that mean that the account was already gone. */
    alreadyGone: Statuses.default([404, 410]),
    readBack: ReadBack.optional(),
    undo: z.strictObject(CHANGE).optional(),
    /** The accounts for which it is offered, as Seatkeeper knows them. */
    only: Condition.optional(),
    obstacles: z.array(ObstacleRule).default([]),
    disablesAccess: z.boolean().optional(),
    freesSeat: z.union([z.boolean(), z.literal('unknown')]),
    reversible: z.boolean(),
    /** What is left afterwards, as a sentence. */
    stays: z.string().min(1),
    rights: z.array(z.string().min(1)).min(1),
    /** When it is refused or does nothing, as a sentence. */
    except: z.string().min(1).optional(),
    /** For how many days it can be undone. */
    undoDays: z.number().int().min(1).optional(),
    /** For how many seconds the app may still show the account as it was. */
    settles: z.number().min(1).optional(),
  })
  .superRefine(({ way, request, readBack, undo, reversible, obstacles }, context) => {
    const issue = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (
      way === 'disable' &&
      request?.method !== 'DELETE' &&
      readBack !== undefined &&
      readBack.when === undefined
    )
      issue(['readBack', 'when'], 'is missing; write what holds of an account that is disabled');
    if (undo !== undefined && !reversible)
      issue(['undo'], 'stands beside reversible: false; keep one of them');
    if (readBack !== undefined) return;
    for (const [index, { when }] of obstacles.entries())
      if (when !== undefined)
        issue(['obstacles', index, 'when'], 'needs readBack; without it, write account in place of when');
  });

/** The account that the credentials belong to, which is never removed. */
export const OwnAccount = z.strictObject({ ...REQUEST, id: Path }).superRefine(oneRequest);

export type Call = z.infer<typeof Call>;
export type ReadBack = z.infer<typeof ReadBack>;
export type ObstacleRule = z.infer<typeof ObstacleRule>;
export type RemovalStep = z.infer<typeof RemovalStep>;
export type OwnAccount = z.infer<typeof OwnAccount>;
