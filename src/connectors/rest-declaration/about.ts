import { z } from 'zod';
import { CAPABILITY } from './lists.ts';

/** What an admin writes under `settings`. */
export const Setting = z.strictObject({
  /** What it is, written after "Write": `the address of your GitLab`. */
  what: z.string().min(1),
  /** An invented example of what could be typed. */
  example: z.string().min(1).optional(),
  /** Where the admin finds it. */
  where: z.url().optional(),
  kind: z.enum(['text', 'secret', 'address']).default('text'),
  optional: z.literal(true).optional(),
  default: z.string().optional(),
  choices: z.array(z.string().min(1)).min(2).optional(),
});

export const Right = z.strictObject({
  name: z.string().min(1),
  for: CAPABILITY,
  why: z.string().min(1),
  where: z.url().nullable().default(null),
  optional: z.literal(true).optional(),
});

export const Plan = z.strictObject({
  capability: CAPABILITY,
  plan: z.string().min(1),
  without: z.string().min(1),
});

const Note = z.string().min(1);

export const Reports = z.strictObject({
  email: z.strictObject({ level: z.enum(['always', 'sometimes', 'never']), note: Note }),
  lastActive: z.strictObject({ level: z.enum(['exact', 'day', 'none']), note: Note }),
  subscriptions: z
    .strictObject({ level: z.enum(['yes', 'no']), note: Note })
    .default({ level: 'no', note: 'Its API does not say how many seats were bought.' }),
  groups: z
    .strictObject({ level: z.enum(['yes', 'no']), note: Note })
    .default({ level: 'no', note: 'Groups of the app are not read.' }),
});

export const Requests = z.strictObject({
  per1000: z.number().min(0),
  besides: z.number().min(0),
  note: Note,
});

/** Where the declaration comes from, and how well it is proven. */
export const About = z.strictObject({
  /** The vendor's own pages. */
  documentation: z.array(z.url()).min(1),
  /** The day on which they were read. */
  checked: z.iso.date(),
  /** `real-product`: read from the product itself in a test; `own-server`: from a server made after the documentation; `documentation`: not run. */
  proven: z.enum(['real-product', 'own-server', 'documentation']),
  /** The version it was tried with, or what was left open. */
  note: z.string().min(1).optional(),
});

export type Setting = z.infer<typeof Setting>;
export type About = z.infer<typeof About>;
