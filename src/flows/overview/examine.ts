import { oldDataText, withOldText } from '../../chat/say/alerts/old-data.ts';
import type { Examined } from '../../chat/say/chats/examined.ts';
import {
  appReadableText,
  type Beginning,
  EMPTY_LIST,
  rosterReadableText,
  shortReadable,
  unreadableText,
  withNotes,
} from '../../chat/say/operate/doctor.ts';
import { networkExamined } from '../../chat/say/operate/network.ts';
import { secretFilesExamined } from '../../chat/say/operate/secret-files.ts';
import { sameListExamined } from '../../chat/say/overview/same-list.ts';
import { listedTwiceText } from '../../chat/say/people/people-doubts.ts';
import { protectionExamined } from '../../chat/say/removal/unmatched-protection.ts';
import { badRowsFound } from '../../chat/say/sync/set-aside.ts';
import { withUnusedText } from '../../chat/say/sync/unused-columns.ts';
import type { AppConfig, RosterConfig } from '../../config/config.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import { isOld } from '../../domain/data-age.ts';
import { listedTwice } from '../../domain/owners/listed-twice.ts';
import type { PersonRecord } from '../../domain/person.ts';
import type { BadRow } from '../../domain/sync/set-aside.ts';
import { withheldOnce } from '../../domain/sync/withheld.ts';
import type { SourceKind } from '../../store/sources/sources.ts';
import { type Context, timestamp, today } from '../context.ts';
import { maxAgeOf } from '../data-age.ts';
import { openAppSource, openRosterSource } from '../signing-in/open-source.ts';
import { withSignInRest } from '../signing-in/sign-in-rest.ts';
import { sameLists } from './same-lists.ts';
import { unmatchedProtection } from './unmatched-protection.ts';

const PAGES_READ = 2;

/** Checks the chat platforms, the roster sources and the apps, as cheaply as each allows; changes nothing. */
export async function examine(context: Context): Promise<readonly Examined[]> {
  const { config, dependencies } = context;
  const chat = (await dependencies.examineChat?.(context.store)) ?? [];
  const old = new Map<string, string | null>();
  const roster = config.roster.map((source) =>
    attempt(context, { kind: 'roster', config: source }, async () => {
      const connection = openRosterSource(context, source);
      old.set(
        `roster ${source.id}`,
        await oldSince(context, { kind: 'roster', name: source.id }, connection),
      );
      const proved = (await connection.check?.()) ?? [];
      const found = connection.notes?.() ?? [];
      const people: PersonRecord[] = [];
      const beginning = await beginningOf(connection.people(), (page) => people.push(...page));
      const twice = listedTwice(people, today(context));
      const withheld = withheldOnce([...proved, ...(connection.withheld?.() ?? [])]);
      const readable = withUnusedText(rosterReadableText(withheld, beginning), connection.unusedColumns?.());
      return {
        ...withNotes(readable, found),
        fix: fixFor(beginning, source.expect),
        wrong: twice.length === 0 ? null : listedTwiceText(source.id, twice),
        badRows: connection.setAside?.().rows ?? [],
      };
    }),
  );
  const apps = config.apps.map((app) =>
    attempt(context, { kind: 'app', config: app }, async () => {
      const connection = openAppSource(context, app);
      old.set(`app ${app.id}`, await oldSince(context, { kind: 'app', name: app.id }, connection));
      const proved = await connection.check();
      const beginning = await beginningOf(connection.accounts());
      const withheld = withheldOnce([...proved, ...(connection.withheld?.() ?? [])]);
      return {
        found: withUnusedText(appReadableText(withheld, beginning), connection.unusedColumns?.()),
        ...shortReadable(withheld, beginning),
        fix: fixFor(beginning, app.expect),
        badRows: connection.setAside?.().rows ?? [],
      };
    }),
  );
  const sources = await Promise.all([...roster, ...apps]);
  const { proxies, ca, extraCa } = config.network;
  const network = networkExamined({ proxies, ownCa: ca !== null, extraCa });
  const secrets = secretFilesExamined(config.secretFiles);
  const lists = sameLists(context).map(sameListExamined);
  const protection = protectionExamined(unmatchedProtection(context));
  return [
    ...(network === null ? [] : [network]),
    ...(secrets === null ? [] : [secrets]),
    ...chat,
    ...lists,
    ...(protection === null ? [] : [protection]),
    ...sources.map((source) => withAge(source, old.get(source.name) ?? null)),
  ];
}

/** What to do about data that is older than allowed; `null` when it is not, or is as new as the read. */
async function oldSince(
  context: Context,
  source: { readonly kind: 'app' | 'roster'; readonly name: string },
  connection: { dataAge?(): Promise<string | null>; readonly dataFile?: string },
): Promise<string | null> {
  const dataAt = (await connection.dataAge?.()) ?? null;
  const maxAge = maxAgeOf(context, source);
  const now = timestamp(context);
  if (maxAge === null || !isOld(dataAt, maxAge, now)) return null;
  return oldDataText({
    kind: source.kind,
    dataAt,
    origin: connection.dataFile === undefined ? null : { readAt: now, file: connection.dataFile },
    maxAge,
    timezone: context.config.timezone,
    now,
  });
}

function withAge(source: Examined, old: string | null): Examined {
  if (old === null || source.state !== 'good') return source;
  return { name: source.name, state: 'bad', found: withOldText(source.found), fix: old };
}

/** If a list cannot be read whole, that shows on the second page, or in what follows the first. */
async function beginningOf<Row>(
  pages: AsyncIterable<readonly Row[]>,
  look: (page: readonly Row[]) => void = () => {},
): Promise<Beginning> {
  let [read, listed] = [0, 0];
  for await (const page of pages) {
    listed += page.length;
    look(page);
    if (++read === PAGES_READ) return { listed, whole: false };
  }
  return { listed, whole: true };
}

/** An empty list may be what a wrong key sees, unless the admin expects nobody. */
function fixFor({ listed }: Beginning, expected: number | null): string | null {
  return listed === 0 && expected !== 0 ? EMPTY_LIST : null;
}

async function attempt(
  context: Context,
  { kind, config }: { readonly kind: SourceKind; readonly config: AppConfig | RosterConfig },
  look: () => Promise<
    Pick<Examined, 'found' | 'short' | 'fix'> & {
      /** What is wrong with what it lists. */
      readonly wrong?: string | null;
      readonly badRows: readonly BadRow[];
    }
  >,
): Promise<Examined> {
  const name = `${kind} ${config.id}`;
  try {
    const { badRows, wrong = null, ...looked } = await look();
    const { found, fix } = looked;
    if (badRows.length > 0) return { name, state: 'bad', ...badRowsFound(found, badRows) };
    if (wrong !== null) return { ...looked, name, state: 'bad', fix: wrong };
    return { name, state: fix === null ? 'good' : 'unsure', ...looked };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const { message } = withSignInRest(context, kind, config, error);
    return { name, state: 'bad', found: unreadableText(error.kind), fix: message };
  }
}
