import { z } from 'zod';
import { CAPABILITY } from './lists.ts';
import { Path } from './value.ts';

const Texts = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** What an answer means if its status does not say so. The first rule that fits counts. */
const Rule = z.strictObject({
  status: z.union([z.literal('ok'), z.number().int(), z.array(z.number().int()).min(1)]).optional(),
  /** The whole code, or one of several; `"*"` is any. */
  code: Texts.optional(),
  /** Text that the words contain, ignoring case; `"*"` is any. */
  words: z.string().min(1).optional(),
  /** A header that is there, and the text it contains. */
  header: z.strictObject({ name: z.string().min(1), holds: z.string().optional() }).optional(),
  /** Text that the requested path contains. */
  path: z.string().min(1).optional(),
  means: z.enum([
    'token',
    'credentials',
    'right-missing',
    'plan',
    'rate-limit',
    'quota',
    'absent',
    'transient',
    'unavailable',
    'start-over',
    'invalid',
    'fine',
  ]),
  /** What the admin should do: lower case, no full stop. */
  advice: z.string().min(1).optional(),
  right: z.string().min(1).optional(),
  capability: CAPABILITY.optional(),
  /** Seconds to wait if no header says. */
  wait: z.number().min(1).optional(),
});

export const Answers = z.strictObject({
  /** Where errors have their code and their words. */
  code: z.array(Path).default([]),
  words: z.array(Path).default([]),
  rules: z.array(Rule).default([]),
  /** The headers about the limit, if they are not the usual ones. */
  limit: z
    .strictObject({
      remaining: z.string().min(1),
      limit: z.string().min(1).optional(),
      reset: z.string().min(1).optional(),
      /** Seconds until the limit resets, if no header says. */
      window: z.number().min(1).optional(),
    })
    .optional(),
});

export type Answers = z.infer<typeof Answers>;
