import { z } from 'zod';
import { PERSON_STATUSES, type PersonStatus } from '../../domain/person.ts';
import { shortened } from '../csv-cells/cell.ts';

/** A person without a status counts neither as somebody who left nor as somebody who works here. */
export const NO_STATUS =
  'is missing, so nobody knows whether this person works here; the field may be hidden for some people only';

export type StatusWords = Readonly<Record<string, PersonStatus>>;

/** `statuses: { Sabbatical: on-leave }`: the meaning of a company's own words. */
export const OwnStatuses = z
  .record(z.string().trim().min(1), z.enum(PERSON_STATUSES))
  .default({})
  .describe('what a status means that your company made itself, like `{ Sabbatical: on-leave }`');

/** The status that a word means: the admin's meaning first, then the vendor's. Case and surrounding blanks do not matter. */
export function WrittenStatus(known: StatusWords, own: StatusWords) {
  const meanings = new Map(
    [...Object.entries(known), ...Object.entries(own)].map(([word, status]) => [keyOf(word), status]),
  );
  return z.string({ error: NO_STATUS }).transform((word, context): PersonStatus => {
    const status = meanings.get(keyOf(word));
    if (status !== undefined) return status;
    context.addIssue({ code: 'custom', message: unknownStatus(word) });
    return z.NEVER;
  });
}

function unknownStatus(word: string): string {
  const shown = shortened(word.trim());
  return `"${shown}" is a status that Seatkeeper does not know; say in seatkeeper.yaml what it means, like statuses: { ${JSON.stringify(shown)}: on-leave }`;
}

function keyOf(word: string): string {
  return word
    .trim()
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}
