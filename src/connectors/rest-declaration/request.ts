import { z } from 'zod';
import { Path, Scalar } from './value.ts';

const HeaderName = z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'is not the name of a header');
export const Headers = z.record(HeaderName, z.string());

const Where = z.string().min(1).regex(/^\S+$/, 'must not hold white space');
export const Query = z.record(z.string().min(1), z.union([Scalar, z.array(Scalar).min(1)]));

/** What every request contains. `get` or `post` is its path below the base address; `{name}` is replaced by a setting. */
export const REQUEST = {
  get: Where.optional(),
  post: Where.optional(),
  query: Query.optional(),
  /** Sent as JSON. */
  body: z.record(z.string(), z.unknown()).optional(),
  headers: Headers.optional(),
};

interface RequestShape {
  readonly get?: string | undefined;
  readonly post?: string | undefined;
  readonly body?: unknown;
}

export interface Issues {
  addIssue(issue: { code: 'custom'; message: string; path?: PropertyKey[] }): void;
}

export function oneRequest({ get, post, body }: RequestShape, context: Issues): void {
  const issue = (message: string) => context.addIssue({ code: 'custom', message });
  if ((get === undefined) === (post === undefined)) issue('needs exactly one of get and post');
  if (get !== undefined && body !== undefined) issue('has a body, which goes with post');
}

export const Request = z.strictObject(REQUEST).superRefine(oneRequest);
export type Request = z.infer<typeof Request>;

const Source = z.union([Path, z.strictObject({ header: HeaderName })]);

/** How a list continues. */
export const Pages = z
  .strictObject({
    by: z.enum(['none', 'page', 'offset', 'cursor', 'link', 'url']),
    /** The parameter that asks for a page; in a body it may be a path, `variables.after`. */
    param: z.string().min(1).optional(),
    /** The number of the first page, or of the first row. */
    first: z.number().int().min(0).max(1).optional(),
    /** How many rows to ask for, and where the answer says how many it allows. */
    size: z
      .strictObject({
        param: z.string().min(1),
        value: z.number().int().min(1),
        applied: Path.optional(),
      })
      .optional(),
    in: z.enum(['query', 'body']).optional(),
    /** Where the cursor of the next page is in the answer. */
    cursor: Source.optional(),
    /** Where the address of the next page is in the answer. */
    next: Path.optional(),
    /** Where the answer says whether there is more. */
    more: Path.optional(),
    /** For a list that has another address for its further pages. */
    further: z.strictObject({ post: Where }).optional(),
    /** What ends a list with counted pages. */
    until: z.enum(['empty', 'short', 'total']).optional(),
    /** Where the answer says how many rows there are. `none` if it says nothing reliable. */
    total: Source.optional(),
    /** What a page without anybody new means. */
    again: z.enum(['error', 'end']).default('error'),
    /** How to notice that the list changes while it is read. */
    drift: z.enum(['overlap', 'twice', 'total', 'none']).optional(),
  })
  .superRefine((pages, context) => {
    const { by, cursor, next, until, size, total, drift, further, more } = pages;
    const issue = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    const counted = by === 'page' || by === 'offset';
    if ((by === 'cursor') !== (cursor !== undefined))
      issue('cursor', 'goes with by: cursor, and is needed there');
    if ((by === 'url') !== (next !== undefined)) issue('next', 'goes with by: url, and is needed there');
    if (further !== undefined && by !== 'cursor') issue('further', 'goes with by: cursor');
    if (until !== undefined && !counted) issue('until', 'goes with by: page and by: offset');
    if (more !== undefined && by === 'none') issue('more', 'needs pages');
    if (until === 'short' && size === undefined)
      issue('until', 'short needs size: how many rows are a full page');
    if (until === 'total' && (total === undefined || total === 'none'))
      issue('until', 'total needs total: where it is');
    if (drift === 'overlap' && by !== 'offset') issue('drift', 'overlap goes with by: offset');
    if (drift === 'total' && (total === undefined || total === 'none'))
      issue('drift', 'total needs total: where it is');
    if (by === 'offset' && (size?.value ?? 2) < 2)
      issue('size', 'must be 2 or more: each page repeats the last row of the one before');
  });

export type Pages = z.infer<typeof Pages>;
export type Source = z.infer<typeof Source>;
