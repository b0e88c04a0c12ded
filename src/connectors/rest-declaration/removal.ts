import { z } from 'zod';
import { Headers } from './request.ts';
import { Condition } from './rules.ts';

/** A request about one account: `{id}`, `{email}` and `{username}` are its own, every other `{name}` a setting. */
const Call = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string().min(1).regex(/^\S+$/, 'must not hold white space'),
  body: z.record(z.string(), z.unknown()).optional(),
  headers: Headers.optional(),
});

const Statuses = z.array(z.number().int().min(100).max(599)).min(1);

/** One way to remove an account, and how to see afterwards that it was carried out. */
export const RemovalStep = z.strictObject({
  /** Unique, and never renamed, because it is stored; left out, it is the way. */
  key: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'must be words with hyphens')
    .optional(),
  way: z.enum(['disable', 'free-seat', 'delete']),
  /** What the vendor calls it. */
  name: z.string().min(1),
  request: Call,
  /** Statuses that mean done. */
  success: Statuses.default([200, 201, 202, 204]),
  /** Statuses that mean that the account was gone before. */
  alreadyGone: Statuses.default([404, 410]),
  /** Reads the account afterwards: a status that means gone, or what must hold of the answer. */
  readBack: z
    .strictObject({
      request: Call,
      gone: Statuses.default([404, 410]),
      /** Where in the answer the account is. */
      item: z.string().min(1).optional(),
      when: Condition.optional(),
    })
    .optional(),
  undo: z.strictObject({ request: Call, success: Statuses.default([200, 201, 202, 204]) }).optional(),
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
  /** For how many seconds the app may go on showing the account as it was. */
  settles: z.number().min(1).optional(),
});

export type RemovalStep = z.infer<typeof RemovalStep>;
