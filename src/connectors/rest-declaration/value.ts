import { z } from 'zod';
import { isTimezone } from '../../domain/day.ts';

/** Where something is in a row: `profile.email`. It goes through lists (`roles.name`), and a number picks one entry (`emails.0`). */
export const Path = z.string().min(1).max(200);

/** The same as a list of keys, for keys that contain a dot. */
export const Keys = z.array(z.string().min(1)).min(1);

export const Scalar = z.union([z.string(), z.number(), z.boolean()]);

/** How a moment is written, if it is not ISO 8601 with its zone. */
export const DateForm = z.union([
  z.enum(['iso', 'seconds', 'milliseconds']),
  z.strictObject({
    /** The zone of moments like `2026-03-09 10:00:00`, which name none: an IANA name. */
    zone: z.string().refine(isTimezone, 'is not a time zone; write an IANA name like Europe/Berlin'),
  }),
]);

const VALUE = {
  /** Where it is in the row. */
  path: z.union([Path, Keys]).optional(),
  /** The same for every row. */
  text: z.string().min(1).optional(),
  /** Several values joined; missing ones are left out. */
  join: z.array(Path).min(1).optional(),
  with: z.string().optional(),
  /** Put before the value, as in `pending:jo@acme.example`. */
  prefix: z.string().min(1).optional(),
  /** From a table: the rows whose key equals the value at `key` in this row; `path` is then a path of theirs. */
  from: z.string().min(1).optional(),
  key: Path.optional(),
  /** The separator of a text that contains several: `user,editor`. */
  split: z.string().min(1).optional(),
  /** What words mean; others stay as they are. */
  values: z.record(z.string(), Scalar).optional(),
  date: DateForm.optional(),
  /** Values that mean nothing: `0000-00-00`. */
  never: z.array(Scalar).min(1).optional(),
  /** Only if this is true of the row: somebody who is not active does not hold the license. */
  when: z
    .strictObject({ path: Path, is: Scalar.optional(), in: z.array(Scalar).min(1).optional() })
    .refine((when) => (when.is === undefined) !== (when.in === undefined), 'needs exactly one of is and in')
    .optional(),
};

type ValueShape = z.infer<z.ZodObject<typeof VALUE>>;

function oneSource(
  { path, text, join, from, key, with: between }: ValueShape,
  context: { addIssue(issue: { code: 'custom'; message: string; path?: string[] }): void },
): void {
  const given = [from === undefined ? path : from, text, join].filter((each) => each !== undefined).length;
  const issue = (message: string) => context.addIssue({ code: 'custom', message });
  if (given !== 1) issue('needs exactly one of path, text, join, or from with key');
  if ((from === undefined) !== (key === undefined)) issue('needs from and key together');
  if (between !== undefined && join === undefined) issue('has with, which goes with join');
}

const Block = z.strictObject(VALUE).superRefine(oneSource);

/** A value of a row: a path, a block, or a list of both, of which the first that is there counts. */
export const Value = z.union([Path, Block, z.array(z.union([Path, Block])).min(1)]);

export const Column = z
  .strictObject({
    ...VALUE,
    label: z.string().min(1),
    type: z.enum(['text', 'number', 'flag', 'date']).default('text'),
  })
  .superRefine(oneSource);

export type ValueBlock = z.infer<typeof Block>;
export type Value = z.infer<typeof Value>;
export type Column = z.infer<typeof Column>;
export type DateForm = z.infer<typeof DateForm>;
