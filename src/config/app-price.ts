import { z } from 'zod';
import { noCurrencyText, termProblemText } from '../chat/say/licenses/term-problem.ts';
import { isCurrency } from '../domain/currency.ts';
import { isDay } from '../domain/day.ts';
import { TERMS } from '../domain/licenses/subscription.ts';

const NO_PRICE = 'is not a price; write what one seat costs per term as a number, like 12.50';

/** What every seat of an app costs, when its subscriptions do not tell. */
export const AppPrice = z.strictObject({
  unit: z
    .number({
      error: ({ input }) =>
        input === undefined ? 'is missing; write what one seat costs, like 12.50' : NO_PRICE,
    })
    .min(0, termProblemText({ kind: 'negative-price' }))
    .max(1_000_000_000, NO_PRICE),
  currency: z
    .string({
      error: ({ input }) =>
        input === undefined ? 'is missing; write its three letters, like USD' : noCurrencyText(''),
    })
    .trim()
    .toUpperCase()
    .superRefine((code, context) => {
      if (!isCurrency(code)) context.addIssue(`"${code.slice(0, 20)}" ${noCurrencyText(code)}`);
    }),
  term: z.enum(TERMS).default('monthly'),
  renewsOn: z
    .string({ error: 'is not a date; write it as 2027-01-31' })
    .refine(isDay, 'is not a date; write it as 2027-01-31')
    .nullable()
    .default(null),
  /** How many days before `renewsOn` it must be cancelled. */
  noticeDays: z.int().gte(0).max(3650).nullable().default(null),
});
