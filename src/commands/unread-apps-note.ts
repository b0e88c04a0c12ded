import { connectionRow } from '../chat/say/overview/connection.ts';
import { incompletePart } from '../chat/say/overview/source-health.ts';
import type { Part } from '../domain/message.ts';
import { type App, type Context, timestamp } from '../flows/context.ts';
import { healthOf } from '../flows/overview/look-at-apps.ts';
import { lookAtConnection } from '../flows/overview/look-at-connection.ts';

/** Goes in front of an answer about apps that were not all read: an app that is missing from it would look clean. */
export function unreadParts(context: Context, apps: readonly App[]): readonly Part[] {
  const [only, second] = apps;
  if (only !== undefined && second === undefined) {
    const connection = lookAtConnection(context, only);
    if (connection !== null) return [connectionRow(connection)];
  }
  const sources = apps.map(({ config, source }) => ({
    name: config.name,
    health: healthOf(context, source),
    dataAt: source.dataAt,
    setAside: source.numbers.setAside,
  }));
  const part = incompletePart(sources, { timezone: context.config.timezone, now: timestamp(context) });
  return part === null ? [] : [part];
}

/** Whether the app was never read, so that there is nothing to answer from. */
export function isUnread({ source }: App): boolean {
  return source.sealedRun === 0;
}
