import { tooManyAffectedText, tooManyFindingsText } from '../../chat/say/operate/read-problem.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import { countRemembered } from '../../store/findings/findings.ts';
import { ownedBy } from '../../store/intake/accounts-affected-by-people.ts';
import type { Source } from '../../store/sources/sources.ts';
import type { App, Context } from '../context.ts';

/**
 * These are compared in memory, and too many of them would end the process: all findings of one app, at about 250 bytes each, and the accounts whose
 * owner or status one roster read changes, at about two kilobytes each. V8 gives a process four gigabytes, or half of that on a small machine.
 */
const MOST: NonNullable<Context['most']> = { findings: 5_000_000, affected: 1_000_000 };

/** Refuses the read of an app that would open more findings than are compared in memory. `concerned`: accounts with which something is newly wrong. */
export function refuseFindings(
  context: Context,
  { config, source }: App,
  listed: number,
  concerned: number,
): void {
  const { findings: most } = context.most ?? MOST;
  // Most apps have fewer accounts than that, and need not be counted.
  if (listed <= most) return;
  const all = concerned + countRemembered(context.store, source.id);
  if (all > most)
    throw new ConnectorError(config.id, 'unexpected-response', tooManyFindingsText(config.name, all, most));
}

/** Refuses a roster read that would change the owner or status of more accounts than are compared in memory. */
export function refuseAffected(context: Context, source: Source, changed: readonly number[]): void {
  const { affected: most } = context.most ?? MOST;
  if (ownedBy(context.store, changed, most + 1) > most)
    throw new ConnectorError(source.name, 'unexpected-response', tooManyAffectedText(source.name, most));
}
