import type { SlackRightsLookup } from '../web-api/rights.ts';

/** How long an answer may wait until Slack says which workspace the token belongs to. */
const SOON_MS = 1000;

/** Whether a request came from the workspace of the token, or from one of the same Enterprise Grid organisation. */
export function isOwnWorkspace(
  rights: SlackRightsLookup,
  teams: readonly string[],
  sleep: (ms: number) => Promise<void>,
): Promise<boolean> {
  // While Slack cannot be asked, it does not say who may change something either, so letting the request in changes nothing.
  const unknown = teams.length > 0;
  const isOwn = rights.workspace().then(
    ({ team, enterprise }) => teams.includes(team) || (enterprise !== null && teams.includes(enterprise)),
    () => unknown,
  );
  return Promise.race([isOwn, sleep(SOON_MS).then(() => unknown)]);
}
