import type { z } from 'zod';
import type { Meaning } from './answers.ts';

/** Credentials that are not a fixed header. */
export interface Credentials {
  /** Lower-case headers for the next request: fetched with the first request, and again shortly before they expire. */
  headers(): Promise<Readonly<Record<string, string>>>;
  /** The vendor did not accept `used`: fetches new ones, unless somebody else has done so since. */
  renew(used: Readonly<Record<string, string>>): Promise<void>;
}

export interface SendRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** In place of `body`: sent as `application/x-www-form-urlencoded`. */
  readonly form?: Readonly<Record<string, string>>;
  /** In addition to the headers of every request, or replacing them; lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether repeating the request is harmless; only POST and PATCH need to declare it. */
  readonly idempotent?: boolean;
  /** It changes something: it is repeated only if the vendor said that it was not carried out. */
  readonly once?: true;
  /** Errors the caller handles itself, by status (404) or by meaning (`absent`): they are returned instead of thrown. */
  readonly accept?: readonly (number | Meaning)[];
  /** Takes the body of a success as it arrives, instead of keeping it in memory; called again for each attempt. The text of the answer is then empty. */
  readonly into?: (body: AsyncIterable<Uint8Array>) => Promise<void>;
  /** `manual`: a redirect is returned as an answer (accept its status), so that another client can follow it without the token. */
  readonly redirect?: 'manual';
  /** Whether it sends a name and a password, so that a refusal counts towards locking the account; if left out, that is true for HTTP Basic. */
  readonly signIn?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly means: Meaning;
  readonly headers: Headers;
  /** The address that was asked. */
  readonly url: URL;
  text(): string;
  /** Throws `unexpected-response`, naming the path that does not match `schema`. */
  json<T>(schema: z.ZodType<T>): T;
  /** As in `HttpApi`, naming this request. */
  unexpected(problem: string): Error;
  changed(problem: string): Error;
}

/** One vendor's HTTP API. Every failure is a `ConnectorError`; aborting `io.signal` rejects with its reason. */
export interface HttpApi {
  /** `path` is relative to the base URL, or a full URL on the same origin (a "next" link). */
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  send(path: string, send: SendRequest): Promise<HttpAnswer>;
  /** An error of kind `unexpected-response`, for problems only the connector can see. */
  unexpected(problem: string): Error;
  /** An error of kind `changed`: the list changed while it was read, so reading it again may help. */
  changed(problem: string): Error;
}
