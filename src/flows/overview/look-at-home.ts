import { doubtTexts } from '../../chat/say/alerts/doubt-text.ts';
import type { HomeConnection, HomeView } from '../../chat/say/overview/home.ts';
import { rosterName } from '../../chat/say/roster-name.ts';
import { addressesOf, type Caller } from '../../domain/caller.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountsOfPeople } from '../../store/accounts/accounts.ts';
import { peopleAt } from '../../store/people/person-search.ts';
import { type Context, findApp, timestamp } from '../context.ts';
import { lookAtApps, lookAtRosters, type SourceHealth } from './look-at-apps.ts';

/** What one person sees on the bot's home page. */
export function lookAtHome(context: Context, by: Caller): HomeView {
  const apps = lookAtApps(context);
  const own = addressesOf(by);
  return {
    organisation: context.config.organisation,
    timezone: context.config.timezone,
    now: timestamp(context),
    connections: [
      ...lookAtRosters(context).map(
        ({ id, source, health }): HomeConnection => ({
          name: rosterName(id),
          kind: 'roster',
          state: health.state,
          dataAt: source?.dataAt ?? null,
          origin: source?.numbers.origin ?? null,
          trouble: troubleOf(health, 'roster'),
        }),
      ),
      ...apps.map(
        ({ app, health }): HomeConnection => ({
          name: app.config.name,
          kind: 'app',
          state: health.state,
          dataAt: app.source.dataAt,
          origin: app.source.numbers.origin,
          trouble: troubleOf(health, 'app'),
        }),
      ),
    ],
    apps: apps.map(({ app: { config }, open, licenses, openStake }) => ({
      id: config.id,
      name: config.name,
      open,
      licenses,
      openStake,
      mine: config.owner !== null && own.includes(config.owner),
    })),
    mine: accountsOf(context, own),
    mayChange: by.mayChange,
  };
}

function accountsOf(context: Context, own: readonly string[]): HomeView['mine'] {
  const people = new Set(own.flatMap((email) => peopleAt(context.store, email, 5)).map(({ ref }) => ref));
  if (people.size === 0) return null;
  return accountsOfPeople(context.store, [...people]).flatMap((stored) => {
    const app = findApp(context, stored.app);
    const { licenses, lastActive } = stored.account;
    return app === null
      ? []
      : [{ app: app.config.name, account: accountLabel(stored), licenses, lastActive }];
  });
}

function troubleOf(health: SourceHealth, kind: 'app' | 'roster'): string | null {
  if (health.state === 'held') return doubtTexts(health.run.doubts, kind).join(' ');
  return health.state === 'failed' ? (health.run.error ?? 'failed') : null;
}
