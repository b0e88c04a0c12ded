import { continuedMessage } from '../../chat/say/alerts/health-alert.ts';
import { newDataMessage, type OldSource, oldDataMessage } from '../../chat/say/alerts/old-data.ts';
import { rosterName } from '../../chat/say/roster-name.ts';
import { DAY_MS } from '../../domain/day.ts';
import type { Message } from '../../domain/message.ts';
import { type MessageSubject, messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue } from '../../store/outbox/outbox.ts';
import { readSetting, removeSetting, saveSetting } from '../../store/settings.ts';
import { latestRun } from '../../store/sources/runs.ts';
import { findSource, type Source } from '../../store/sources/sources.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';
import { isOldSource, maxAgeOf } from '../data-age.ts';

/** What the message says now, and thus what it has told: the sources by kind and name, each with its facts. */
type Told = Readonly<Record<string, string>>;

/** The setting that holds it while a source is old; its moment is that of the post. */
const TOLD = 'old-data';

/**
 * Tells the admins in one message about every source whose data is old. Each change is an edit; when another source becomes old a day or
 * more after the last post, a new message is posted, because an edit notifies nobody. A source whose reads are not accepted already has
 * a message of its own, with reminders that name the day of the data, so it gets no second one.
 */
export function notifyOldData(context: Context): void {
  const { store, config } = context;
  const sources = [
    ...config.apps.map(({ id, name }) => ({ name, source: findSource(store, 'app', id) })),
    ...config.roster.map(({ id }) => ({ name: rosterName(id), source: findSource(store, 'roster', id) })),
  ].flatMap(({ name, source }) => (source === null ? [] : [{ name, source }]));
  const before = readSetting(store, TOLD);
  const earlier = sources.filter(({ source }) => readSetting(store, toldOnce(source)) !== null);
  const told: Told = before === null ? {} : (JSON.parse(before.value) as Told);
  const old = sources.filter(
    ({ source }) =>
      isOldSource(context, source) && (keyOf(source) in told || source.numbers.trouble === null),
  );
  const items = old.map(({ name, source }) => itemOf(context, name, source));
  const now: Told = Object.fromEntries(
    old.map(({ source }, at) => [keyOf(source), `${source.dataAt} ${items[at]?.trouble ?? ''}`]),
  );
  if (JSON.stringify(now) === JSON.stringify(told) && earlier.length === 0) return;

  const at = timestamp(context);
  const clock = { timezone: config.timezone, now: at };
  const say = (mode: 'post' | 'edit', quiet: boolean, message: Message, subject: MessageSubject) =>
    enqueue(store, { platforms: context.platforms, subject, mode, quiet, message, at });
  store.write(() => {
    for (const { name, source } of earlier) {
      const still = isOldSource(context, source);
      const closing = still
        ? continuedMessage(name)
        : newDataMessage([{ name, dataAt: source.dataAt }], clock);
      say('edit', still, closing, messageSubject.oldDataOf(source));
      removeSetting(store, toldOnce(source));
    }
    const subject = messageSubject.oldData();
    if (items.length === 0) {
      if (before === null) return;
      const fresh = sources.filter(({ source }) => keyOf(source) in told);
      const closing = newDataMessage(
        fresh.map(({ name, source }) => ({ name, dataAt: source.dataAt })),
        clock,
      );
      say('edit', false, closing, subject);
      removeSetting(store, TOLD);
      return;
    }
    const more = Object.keys(now).some((key) => !(key in told));
    const posts = before === null || (more && Date.parse(at) - Date.parse(before.at) >= DAY_MS);
    if (posts && before !== null) say('edit', true, continuedMessage('Old data'), subject);
    say(posts ? 'post' : 'edit', !more, oldDataMessage(items, clock), subject);
    saveSetting(store, TOLD, {
      value: JSON.stringify(now),
      by: SEATKEEPER,
      at: posts ? at : (before?.at ?? at),
    });
  });
}

function itemOf(context: Context, name: string, source: Source): OldSource {
  const status = latestRun(context.store, source.id)?.status;
  return {
    kind: source.kind,
    name,
    dataAt: source.dataAt,
    origin: source.numbers.origin,
    maxAge: maxAgeOf(context, source) ?? 0,
    trouble: status === 'held' || status === 'failed' ? status : null,
  };
}

function keyOf({ kind, name }: Source): string {
  return `${kind}:${name}`;
}

/** Where earlier versions recorded that a source has a message of its own. */
function toldOnce({ kind, name }: Source): string {
  return `old-data:${kind}:${name}`;
}
