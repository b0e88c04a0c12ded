import type { AppConfig, RosterConfig } from '../../config/config.ts';
import type { Rhythm } from '../../domain/sync/rhythm.ts';
import type { Context } from '../context.ts';

/** `every` of its own, or `schedule: { sync }`; and what its vendor asks for. */
export function appRhythm({ config, dependencies }: Context, { connector, every }: AppConfig): Rhythm {
  const least = dependencies.connectors.find(({ id }) => id === connector)?.leastInterval ?? 0;
  return { every: every ?? config.schedule.sync, least };
}

export function rosterRhythm({ config }: Context, { every }: RosterConfig): Rhythm {
  return { every: every ?? config.schedule.sync, least: 0 };
}
