import type { Instant } from '../../../domain/day.ts';
import type { Message } from '../../../domain/message.ts';
import { plainMessage } from '../plain-message.ts';
import { clockText, count, joined, numberText } from '../words.ts';
import { durationText } from './read-problem.ts';
import { type SyncedSource, syncMessage } from './sync.ts';

/** A sync that somebody asked for in a chat. */
export interface ToldSync {
  readonly apps: number;
  /** The name of the app, when it was asked for alone. */
  readonly only: string | null;
  /** Who asked, and when. */
  readonly by: string;
  readonly at: Instant;
}

/** As many are named as can be read at a glance. */
const MOST_NAMED = 3;

/** How far it is: the same message is changed while it goes on. `left`: the apps that are not done. */
export function syncingMessage(told: ToldSync, left: readonly string[], timezone: string): Message {
  const done = told.apps - left.length;
  const title =
    told.only === null
      ? `Syncing ${count(told.apps, 'app')}, ${numberText(done)} done.`
      : `Syncing ${told.only}.`;
  const rest =
    told.only === null && done > 0 && left.length > 0 && left.length <= MOST_NAMED
      ? [`Still under way: ${joined(left)}.`]
      : [];
  return withAsker(told, title, rest, timezone);
}

/** The result in one line; the person who asked gets the table. `ms`: how long it took. */
export function syncedMessage(
  told: ToldSync,
  { report, ms }: { readonly report: readonly SyncedSource[]; readonly ms: number },
  timezone: string,
): Message {
  const bad = report.filter(({ result }) => result.status !== 'complete').map(({ name }) => name);
  const named = bad.slice(0, MOST_NAMED);
  const more = bad.length - named.length;
  const why =
    bad.length === 0
      ? []
      : [`${joined([...named, ...(more === 0 ? [] : [`${numberText(more)} more`])])}: see health.`];
  const title = `${syncOf(told)} is over after ${durationText(Math.round(ms / 1000) * 1000)}. ${syncMessage(report).summary}`;
  return withAsker(told, title, why, timezone);
}

/** It did not finish; `why` is a sentence, or `null` when Seatkeeper was stopped. */
export function unfinishedSyncMessage(told: ToldSync, why: string | null, timezone: string): Message {
  const title =
    why === null
      ? `${syncOf(told)} was interrupted, because Seatkeeper was stopped. What had been read completely is kept, and the rest is read with the next sync.`
      : `${syncOf(told)} was not finished. ${why}`;
  return withAsker(told, title, [], timezone);
}

function withAsker(told: ToldSync, title: string, texts: readonly string[], timezone: string): Message {
  const asked = `Asked for by ${told.by} at ${clockText(told.at, timezone)}.`;
  return {
    ...plainMessage(title),
    body: [...texts, asked].map((text) => ({ type: 'note', text }) as const),
  };
}

function syncOf({ only, apps }: ToldSync): string {
  return `The sync of ${only ?? count(apps, 'app')}`;
}
