import { z } from 'zod';
import { badTermValueText } from '../chat/say/licenses/term-problem.ts';
import { licenseName, type Terms } from '../domain/licenses/subscription.ts';
import { readTerm, TERM_FIELDS, TERM_KEYS, type TermKey } from '../domain/licenses/terms.ts';

const value = (key: TermKey) =>
  z
    .union([z.string(), z.number()], { error: 'must be text or a number' })
    .transform((written, context) => {
      const read = readTerm(key, String(written));
      if ('value' in read) return read.value;
      context.addIssue(badTermValueText(String(written), read.problem));
      return z.NEVER;
    })
    .optional();

const Block = z.strictObject(
  Object.fromEntries(TERM_KEYS.map((key) => [key, value(key)])) as Record<TermKey, ReturnType<typeof value>>,
);

/** What the entry of one app says about its subscriptions, by id, SKU or product name. */
export const SubscriptionTerms = z
  .record(z.string(), Block)
  .superRefine((entries, context) => {
    const seen = new Map<string, string>();
    for (const name of Object.keys(entries)) {
      const twin = seen.get(licenseName(name));
      if (twin !== undefined)
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `is the same name as ${twin}; keep one of them`,
        });
      seen.set(licenseName(name), name);
    }
  })
  .transform((entries) => Object.entries(entries).map(([name, block]) => ({ name, terms: termsIn(block) })));

function termsIn(block: z.infer<typeof Block>): Partial<Terms> {
  return Object.fromEntries(
    TERM_KEYS.flatMap((key) => (block[key] === undefined ? [] : [[TERM_FIELDS[key], block[key]]])),
  );
}
