import type { SlackRightsLookup } from '../web-api/rights.ts';

/** How long an answer may wait for Slack to say whose token this is. */
const SOON_MS = 1000;

/** A token answers for one workspace, or for the workspaces of one organisation. */
export function isHome(
  rights: SlackRightsLookup,
  teams: readonly string[],
  sleep: (ms: number) => Promise<void>,
): Promise<boolean> {
  // While Slack cannot be asked it does not say either who may change something: nothing will be.
  const unsure = teams.length > 0;
  const known = rights.home().then(
    ({ team, enterprise }) => teams.includes(team) || (enterprise !== null && teams.includes(enterprise)),
    () => unsure,
  );
  return Promise.race([known, sleep(SOON_MS).then(() => unsure)]);
}
