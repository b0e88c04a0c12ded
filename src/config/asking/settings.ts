import { z } from 'zod';
import type { AskRules } from '../../domain/asking/rules.ts';

const DAYS = 'is not a number of days; write one from 1 to 365';
const days = z.int(DAYS).gte(1, DAYS).lte(365, DAYS);
const TIME = 'is not a time of day; write it like "18:00", in quotes';
const Time = z
  .string(TIME)
  .trim()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, TIME);

/** What may differ by app. */
const rules = {
  release: z.enum(['plan', 'remove'], { error: 'is not one of: plan, remove' }),
  noAnswer: z.enum(['tell', 'keep', 'plan', 'remove'], { error: 'is not one of: tell, keep, plan, remove' }),
  cooldownDays: days,
  reminders: z.int().gte(0).lte(10),
  remindAfterDays: days,
  answerDays: days,
} as const satisfies Record<keyof AskRules, z.ZodType>;

const AppRules = z.preprocess((written) => written ?? {}, z.strictObject(rules).partial());

/** `[figma, zoom]`, or each with rules of its own: `{ figma: { release: remove }, zoom: {} }`. */
const Apps = z.preprocess(
  (written) =>
    Array.isArray(written) && written.every((id) => typeof id === 'string')
      ? Object.fromEntries(written.map((id: string) => [id.trim(), {}]))
      : written,
  z.record(z.string(), AppRules, {
    error: 'is not a list of apps; write [figma, zoom] or { figma: { release: remove } }',
  }),
);

/** `ask:` of seatkeeper.yaml: whether people are asked about seats that they do not use. Nobody is asked unless `apps` names some. */
export const AskSettings = z
  .strictObject({
    apps: Apps.default({}),
    release: rules.release.default('plan'),
    noAnswer: rules.noAnswer.default('tell'),
    cooldownDays: days.default(90),
    reminders: rules.reminders.default(2),
    remindAfterDays: days.default(3),
    answerDays: days.default(10),
    /** How many people are asked per day, in the whole company. */
    perDay: z.int().gte(1).lte(1000).default(20),
    quiet: z
      .strictObject({
        from: Time.default('18:00'),
        to: Time.default('09:00'),
        weekends: z.boolean().default(true),
      })
      .prefault({}),
  })
  .prefault({});
