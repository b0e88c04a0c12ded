import type { ConnectorIo } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import { openHostTurns } from '../pacing/host-turns.ts';
import type { VendorAnswers } from './answers.ts';
import { attempt, type Call } from './attempt.ts';
import { httpErrors } from './errors.ts';
import type { Credentials, HttpAnswer, HttpApi, SendRequest } from './exchange.ts';
import { waitBefore } from './retry.ts';
import { openSecrets, type Secrets } from './secrets.ts';

export interface ApiOptions {
  /** The app or roster source that asks, for errors. */
  readonly app: string;
  readonly baseUrl: string;
  /** Sent with every request, lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Texts that no error may show: tokens, including those inside `headers`; or an existing `Secrets`. */
  readonly secrets: readonly string[] | Secrets;
  readonly io: ConnectorIo;
  /** Left out if `headers` contain the credentials. */
  readonly credentials?: Credentials;
  /** How this vendor answers; if left out, only the status counts. */
  readonly vendor?: VendorAnswers;
  /** Counts the requests; one for all clients of a connection. */
  readonly meter?: Meter;
  /** The minimum time between two requests, in milliseconds; longer if the host refuses requests because there are too many. */
  readonly pacing?: number;
  /** The share of the vendor's limit to leave to others, 0 to 1: with 0.5, requests pause once half is used. */
  readonly spare?: number;
  readonly timeoutMs?: number;
  readonly tries?: number;
  readonly random?: () => number;
}

/** Decides by status alone. */
const ANY_VENDOR: VendorAnswers = { says: { code: [], words: [] }, rules: [] };

export function createApi(options: ApiOptions): HttpApi {
  const { app, io, credentials, pacing = 0, tries = 4, random = Math.random } = options;
  const secrets = 'redact' in options.secrets ? options.secrets : openSecrets(options.secrets);
  const errors = httpErrors(app, secrets);
  const base = new URL(options.baseUrl.endsWith('/') ? options.baseUrl : `${options.baseUrl}/`);
  const hosts = io.hosts ?? openHostTurns(() => io.now().getTime());
  const { vendor = ANY_VENDOR, meter = openMeter(), timeoutMs = io.timeoutMs ?? 30_000, spare = 0 } = options;
  const each = { io, errors, vendor, meter, timeoutMs, spare, redact: secrets.redact };

  async function send(path: string, request: SendRequest): Promise<HttpAnswer> {
    const url = new URL(path.replace(/^\//, ''), base);
    const what = `${request.method} ${url.host}${url.pathname}`;
    if (url.origin !== base.origin) {
      throw errors.unexpected(what, `is not on ${base.origin}; the token is not sent elsewhere`);
    }
    let renewed = false;
    let sent = 0;
    for (let failures = 1; ; failures++) {
      io.signal.throwIfAborted();
      await turnAt(base.host);
      const proof = (await credentials?.headers()) ?? {};
      const outcome = await attempt(each, { ...callOf(url, what, request, proof), attempt: ++sent });
      if (outcome.ok || outcome.means !== 'rate-limit') hosts.taken(base.host);
      if (outcome.ok) {
        if (outcome.restMs !== null) hosts.rest(base.host, outcome.restMs);
        return outcome.answer;
      }
      if (outcome.means === 'token' && credentials !== undefined && !renewed) {
        renewed = true;
        failures--;
        await credentials.renew(proof);
        continue;
      }
      if (!outcome.again || failures >= tries) throw outcome.error;
      const wait = waitBefore(failures, outcome.waitMs, random);
      // A wait that the host asks for applies to everybody who asks it, and a refusal tells how fast it may be asked.
      if (outcome.means === 'rate-limit') hosts.refused(base.host, wait);
      else if (outcome.waitMs === null) await io.sleep(wait);
      else hosts.rest(base.host, wait);
    }
  }

  function callOf(
    url: URL,
    what: string,
    request: SendRequest,
    proof: Call['headers'],
  ): Omit<Call, 'attempt'> {
    const type = request.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const json = request.body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { ...json, ...options.headers, ...type, ...proof, ...request.headers };
    return { ...request, url, what, headers };
  }

  async function turnAt(host: string): Promise<void> {
    const resting = hosts.resting(host) > 0;
    const turn = hosts.take(host, pacing);
    if (turn.away > 0) await until(turn.away, resting);
    for (let more = turn.more(); more > 0; more = turn.more()) await until(more, hosts.resting(host) > 0);
  }

  async function until(away: number, resting: boolean): Promise<void> {
    if (!resting) return io.sleep(away);
    io.waiting?.(new Date(io.now().getTime() + away));
    await io.sleep(away);
    io.waiting?.(null);
  }

  return {
    get: async (path, schema) => (await send(path, { method: 'GET' })).json(schema),
    send,
    unexpected: (problem) => errors.unexpected(base.host, problem),
    changed: (problem) => errors.changed(base.host, problem),
  };
}
