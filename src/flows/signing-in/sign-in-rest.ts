import { restText } from '../../chat/say/signing-in/resting.ts';
import type { AppConfig, RosterConfig } from '../../config/config.ts';
import type { ConnectorError } from '../../connectors/base/errors.ts';
import type { Instant } from '../../domain/day.ts';
import { longerRest } from '../../domain/signing-in/longer-rest.ts';
import { readSetting, saveSetting } from '../../store/settings.ts';
import { latestRun } from '../../store/sources/runs.ts';
import { settingsDigest } from '../../store/sources/settings-digest.ts';
import { findSource, type SourceKind } from '../../store/sources/sources.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';

/** A source that refused name and password, and is left alone, because each further try counts towards locking the account. */
export interface SignInRest {
  readonly refusedAt: Instant;
  readonly until: Instant;
  /** How often they were refused. */
  readonly tries: number;
}

interface Stored extends SignInRest {
  readonly salt: string;
  /** The digest of the settings that were refused. */
  readonly digest: string;
}

type Entry = AppConfig | RosterConfig;

/** Until when a source is left alone; `null` where it may be asked, because nothing was refused, or other settings were. */
export function signInRest(context: Context, kind: SourceKind, entry: Entry): SignInRest | null {
  const stored = storedOf(context, kind, entry.id);
  if (stored === null || stored.until <= timestamp(context)) return null;
  return wasRead(context, kind, entry.id, stored.refusedAt) || !isSame(stored, entry) ? null : stored;
}

/** Call it in the transaction that records that the source refused name and password. The same settings rest longer each time. */
function noteRefusedSignIn(context: Context, kind: SourceKind, entry: Entry): SignInRest {
  const before = storedOf(context, kind, entry.id);
  const isRepeated =
    before !== null && !wasRead(context, kind, entry.id, before.refusedAt) && isSame(before, entry);
  const tries = isRepeated ? before.tries + 1 : 1;
  const salt = isRepeated ? before.salt : `${kind} ${entry.id} ${timestamp(context)}`;
  const now = context.now();
  const rest: Stored = {
    refusedAt: timestamp(context),
    until: new Date(now.getTime() + longerRest(tries)).toISOString(),
    tries,
    salt,
    digest: digestOf(entry, salt),
  };
  saveSetting(context.store, nameOf(kind, entry.id), {
    value: JSON.stringify(rest),
    by: SEATKEEPER,
    at: rest.refusedAt,
  });
  return rest;
}

/** Adds to an error that says that name and password were refused how long the source is left alone; returns other errors unchanged. */
export function withSignInRest(
  context: Context,
  kind: SourceKind,
  entry: Entry,
  error: ConnectorError,
): Pick<ConnectorError, 'kind' | 'message' | 'retryAt'> {
  if (!error.signIn) return error;
  const { until } = context.store.write(() => noteRefusedSignIn(context, kind, entry));
  const command = forceCommand(kind, entry.id);
  const { timezone } = context.config;
  const rest = restText({ until, command, timezone, now: timestamp(context) });
  return { kind: error.kind, message: `${error.message}. ${rest}`, retryAt: until };
}

/** The command that asks the source anyway. */
export function forceCommand(kind: SourceKind, id: string): string {
  return kind === 'app' ? `sync ${id} --force` : 'sync --force';
}

function storedOf({ store }: Context, kind: SourceKind, id: string): Stored | null {
  const stored = readSetting(store, nameOf(kind, id));
  return stored === null ? null : (JSON.parse(stored.value) as Stored);
}

function nameOf(kind: SourceKind, id: string): string {
  return `refused-sign-in:${kind}:${id}`;
}

/** Whether it has accepted a sign-in since. */
function wasRead({ store }: Context, kind: SourceKind, id: string, since: Instant): boolean {
  const source = findSource(store, kind, id);
  const run = source === null ? null : latestRun(store, source.id);
  return run !== null && run.errorKind === null && run.startedAt > since;
}

function isSame({ salt, digest }: Stored, entry: Entry): boolean {
  return digest === digestOf(entry, salt);
}

/** Each service looks once a minute, and working it out is slow on purpose. */
const known = new WeakMap<Entry, { readonly salt: string; readonly digest: string }>();

function digestOf(entry: Entry, salt: string): string {
  const before = known.get(entry);
  if (before?.salt === salt) return before.digest;
  const { settings } = entry;
  const kind = 'source' in entry ? entry.source : entry.connector;
  const digest = settingsDigest([kind, settings], salt);
  known.set(entry, { salt, digest });
  return digest;
}
