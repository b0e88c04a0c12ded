import { newDataMessage, oldDataMessage } from '../../chat/say/alerts/old-data.ts';
import { rosterName } from '../../chat/say/roster-name.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue } from '../../store/outbox/outbox.ts';
import { readSetting, removeSetting, saveSetting } from '../../store/settings.ts';
import { latestRun } from '../../store/sources/runs.ts';
import { findSource, type Source } from '../../store/sources/sources.ts';
import { type Context, listApps, SEATKEEPER, timestamp } from '../context.ts';
import { isOldSource, maxAgeOf } from '../data-age.ts';

/** Tells the admins once of a source whose data is old, and by an edit that it is new again. */
export function notifyOldData(context: Context): void {
  for (const { config } of listApps(context)) {
    const source = findSource(context.store, 'app', config.id);
    if (source !== null) notify(context, source, config.name);
  }
  for (const config of context.config.roster) {
    const source = findSource(context.store, 'roster', config.id);
    if (source !== null) notify(context, source, rosterName(config.id));
  }
}

function notify(context: Context, source: Source, name: string): void {
  const { store, config, platforms } = context;
  const old = isOldSource(context, source);
  const told = `old-data:${source.kind}:${source.name}`;
  const toldBefore = readSetting(store, told) !== null;
  // A read that fails or is held has a message of its own.
  if (old === toldBefore || latestRun(store, source.id)?.status !== 'complete') return;
  const at = timestamp(context);
  const view = {
    kind: source.kind,
    name,
    dataAt: source.dataAt,
    origin: source.numbers.origin,
    timezone: config.timezone,
    now: at,
  };
  store.write(() => {
    enqueue(store, {
      platforms,
      subject: messageSubject.oldData(source),
      mode: old ? 'post' : 'edit',
      quiet: false,
      message: old
        ? oldDataMessage({ ...view, maxAge: maxAgeOf(context, source) ?? 0 })
        : newDataMessage(view),
      at,
    });
    if (old) saveSetting(store, told, { value: 'true', by: SEATKEEPER, at });
    else removeSetting(store, told);
  });
}
