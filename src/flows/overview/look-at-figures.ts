import type { AppFigures, FiguresView } from '../../chat/say/overview/figures.ts';
import { DAY_MS, dayIn } from '../../domain/day.ts';
import { falseAlarmRate, medianHours } from '../../domain/findings/figures.ts';
import { oldestOpenedAt } from '../../store/findings/digests.ts';
import { type EndedFindings, endedFindings } from '../../store/findings/figures.ts';
import { savedSince } from '../../store/money/savings.ts';
import { type App, type Context, clockOf, listApps, timestamp, today } from '../context.ts';
import { savedOf } from '../money/look-at-savings.ts';

/** How long seats take to come free, how often we were wrong, and what was saved, in the last `days` days. */
export function lookAtFigures(context: Context, apps: readonly App[], days: number): FiguresView {
  const { store, config } = context;
  const since = new Date(Date.parse(timestamp(context)) - days * DAY_MS).toISOString();
  const ended = endedFindings(store, since);
  const saved = savedSince(store, since);
  const all = apps.map((app): AppFigures => {
    const { id } = app.source;
    const own = ended.find((one) => one.app === id);
    const { seats, nominal } = savedOf(
      saved.filter((one) => one.app === id),
      today(context),
    );
    return {
      app: { id: app.config.id, name: app.config.name, owner: app.config.owner },
      ...figuresOf(own === undefined ? [] : [own]),
      oldestOpenedAt: oldestOpenedAt(store, id),
      freed: seats,
      saved: nominal,
    };
  });
  const owners = [...new Set(all.flatMap(({ app }) => app.owner ?? []))];
  return {
    since: dayIn(config.timezone, since),
    whole: figuresOf(ended.filter(({ app }) => apps.some(({ source }) => source.id === app))),
    apps: all,
    owners: owners.map((owner) => {
      const ids = new Set(
        listApps(context).flatMap(({ config: one, source }) => (one.owner === owner ? source.id : [])),
      );
      return { owner, ...figuresOf(ended.filter(({ app }) => ids.has(app))) };
    }),
    clock: clockOf(context),
  };
}

function figuresOf(ended: readonly EndedFindings[]) {
  const hours = ended.flatMap((one) => one.hours).sort((a, b) => a - b);
  const falseAlarms = ended.reduce((sum, one) => sum + one.falseAlarms, 0);
  const all = ended.reduce((sum, one) => sum + one.ended, 0);
  return {
    medianHours: medianHours(hours),
    seatsFreed: hours.length,
    falseAlarms,
    ended: all,
    falseAlarmRate: falseAlarmRate(falseAlarms, all),
  };
}
