import { connectionRow } from '../chat/say/overview/connection.ts';
import { joined } from '../chat/say/words.ts';
import type { Part } from '../domain/message.ts';
import { type App, type Context, timestamp } from '../flows/context.ts';
import { healthOf } from '../flows/overview/look-at-apps.ts';
import { lookAtConnection } from '../flows/overview/look-at-connection.ts';
import { healthText } from './overview/status.ts';

/** Stands in front of an answer about apps that were not all read: what is not in it would look clean. */
export function unreadParts(context: Context, apps: readonly App[]): readonly Part[] {
  const [only, second] = apps;
  if (only !== undefined && second === undefined) {
    const connection = lookAtConnection(context, only);
    if (connection !== null) return [connectionRow(connection)];
  }
  const now = timestamp(context);
  const behind = apps.flatMap(({ config, source }) => {
    const health = healthOf(context, source);
    return health.state === 'good'
      ? []
      : [`${config.name} (${healthText(context, health, source.dataAt, now)})`];
  });
  return behind.length === 0
    ? []
    : [{ type: 'text', spans: [{ bold: 'Not everything is in here' }, `: ${joined(behind)}.`] }];
}

/** Whether there is nothing of it to answer from. */
export function isUnread({ source }: App): boolean {
  return source.sealedRun === 0;
}
