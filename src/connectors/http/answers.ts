import type { Capability } from '../base/declaration.ts';
import { isRateLimit, isTransient } from './retry.ts';

/**
 * What an answer means. The status alone misleads: a missing right is 400 at Zoom and 404 at GitHub, a rate limit 403 at Google, and
 * Slack sends its errors with 200.
 *
 * `token`: the token is not accepted: it is fetched again once, then it is wrong or expired. `credentials`: the credentials that tokens
 * are fetched with are wrong or expired. `right-missing`: a permission is not granted. `plan`: the vendor's plan does not include it. `rate-limit`: too
 * many requests; the wait is in the headers. `quota`: as `rate-limit`, for one that is not worth waiting for: the next run asks again.
 * `absent`: there is no such thing. `transient`: not now; repeated where that is harmless. `unavailable`: out of order; not repeated.
 * `start-over`: what is asked with (a cursor, a link) has ended, so the list must be read from its beginning. `invalid`: our mistake, or
 * an answer that nobody foresaw. `fine`: no error at all.
 */
export type Meaning =
  | 'token'
  | 'credentials'
  | 'right-missing'
  | 'plan'
  | 'rate-limit'
  | 'quota'
  | 'absent'
  | 'transient'
  | 'unavailable'
  | 'start-over'
  | 'invalid'
  | 'fine';

/** An answer as the rules see it. */
export interface VendorAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The path that was asked, with its query: `/v1/users?limit=200`. */
  readonly path: string;
  /** `null` if the body has none. */
  readonly code: string | null;
  readonly words: string | null;
}

/** The first rule that matches decides; an answer that matches none means what its status usually means. */
export interface AnswerRule {
  /** `'ok'` means any of 200 to 299. If left out, the rule applies to every other status. */
  readonly status?: number | readonly number[] | 'ok';
  /** The whole code, one of several, or a pattern. */
  readonly code?: string | readonly string[] | RegExp;
  readonly words?: RegExp;
  /** A header that must be there, and what it must contain. */
  readonly header?: readonly [name: string, holds?: RegExp];
  readonly path?: RegExp;

  readonly means: Meaning;
  /** What the admin should do: a sentence without capital and full stop. */
  readonly advice?: string;
  /** For `right-missing`: the name of the right, or how to find it in the answer. */
  readonly right?: string | ((answer: VendorAnswer) => string | null);
  /** For `plan`, and for rights that are optional: what is off because of it. */
  readonly capability?: Capability;
  /** For `rate-limit`: the wait in milliseconds, if no header tells. */
  readonly wait?: number;
}

/** How one vendor answers. Declared as data next to the vendor's reads. */
export interface VendorAnswers {
  /** Where its errors have their code and words: dotted paths into the JSON (`error.code`, `errors.0.reason`), of which the first that exists counts. */
  readonly says: { readonly code: readonly string[]; readonly words: readonly string[] };
  readonly rules: readonly AnswerRule[];
  /** Its headers about the limit, if they are not the usual ones; `window`: milliseconds until the limit resets, if no header says. */
  readonly limit?: {
    /** With `used` instead, the header tells how much is used up, 1 being all of it (Microsoft Graph). */
    readonly remaining?: string;
    readonly used?: string;
    readonly limit?: string;
    readonly reset?: string;
    readonly window?: number;
  };
}

export interface Judgement {
  readonly means: Meaning;
  readonly advice: string | null;
  readonly right: string | null;
  readonly capability: Capability | null;
  readonly wait: number | null;
}

/** Whether any rule applies to answers with a success status: otherwise their bodies need not be searched. */
export function judgesSuccess({ rules }: VendorAnswers): boolean {
  return rules.some(({ status }) => status === 'ok' || [status].flat().some((each) => isOk(Number(each))));
}

export function judge(vendor: VendorAnswers, answer: VendorAnswer): Judgement {
  const rule = vendor.rules.find((each) => matches(each, answer));
  const { means = usualMeaning(answer), advice = null, capability = null, wait = null } = rule ?? {};
  const right = typeof rule?.right === 'function' ? rule.right(answer) : (rule?.right ?? null);
  return { means, advice, capability, wait, right };
}

function matches(rule: AnswerRule, { status, headers, path, code, words }: VendorAnswer): boolean {
  return (
    statusMatches(rule.status, status) &&
    (rule.code === undefined || (code !== null && codeMatches(rule.code, code))) &&
    (rule.words === undefined || rule.words.test(words ?? '')) &&
    (rule.header === undefined || headerMatches(rule.header, headers)) &&
    (rule.path === undefined || rule.path.test(path))
  );
}

function statusMatches(wanted: AnswerRule['status'], status: number): boolean {
  if (wanted === undefined) return !isOk(status);
  return wanted === 'ok' ? isOk(status) : [wanted].flat().includes(status);
}

function codeMatches(wanted: string | readonly string[] | RegExp, code: string): boolean {
  return wanted instanceof RegExp ? wanted.test(code) : [wanted].flat().includes(code);
}

function headerMatches([name, holds]: readonly [string, RegExp?], headers: Headers): boolean {
  const value = headers.get(name);
  return value !== null && (holds?.test(value) ?? true);
}

function usualMeaning({ status, headers }: VendorAnswer): Meaning {
  if (isOk(status)) return 'fine';
  if (isRateLimit(status, headers)) return 'rate-limit';
  if (isTransient(status)) return 'transient';
  return USUAL[status] ?? (status >= 500 ? 'unavailable' : 'invalid');
}

const USUAL: Readonly<Record<number, Meaning>> = {
  401: 'token',
  402: 'plan',
  403: 'right-missing',
  404: 'absent',
};

function isOk(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The text or number at the first of these paths that holds one. */
export function textAt(body: unknown, paths: readonly string[]): string | null {
  for (const path of paths) {
    const found = path.split('.').reduce<unknown>((at, key) => valueIn(at, key), body);
    if (typeof found === 'string' && found.trim() !== '') return found;
    if (typeof found === 'number') return String(found);
  }
  return null;
}

function valueIn(at: unknown, key: string): unknown {
  if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
  return (at as Record<string, unknown>)[key];
}
