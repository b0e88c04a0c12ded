import { FLEET_EMPTY, FLEET_USAGE, fleetMessage, notAFleetText } from '../../chat/say/operate/fleet.ts';
import { clean } from '../../chat/strip-controls.ts';
import { renderMessage } from '../../chat/terminal/text/render.ts';
import type { RawEnvironment } from '../../config/config.ts';
import { findNetwork } from '../../config/network.ts';
import { createPromptFetch } from '../../connectors/network/dial.ts';
import type { Host } from '../../host.ts';
import { printJson } from '../print-json.ts';
import { type Asked, askFleet } from './ask.ts';
import { findTargets } from './targets.ts';

export interface FleetOptions {
  readonly words: readonly string[];
  readonly json: boolean;
  readonly env: RawEnvironment;
  readonly now: () => Date;
  /** How long one organisation may take; left out: 10 seconds. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/**
 * `fleet status <folder | urls>`: opens no database and needs no seatkeeper.yaml. Returns the exit code, 0 only if every organisation answers
 * and none has anything to look at.
 */
export async function fleet(shell: Host, options: FleetOptions): Promise<number> {
  const { words, json, env, now, timeoutMs = TIMEOUT_MS } = options;
  const [, verb, ...places] = words;
  const refuse = (text: string) => {
    shell.stderr.write(`${clean(text, 2000)}\n`);
    return 1;
  };
  if (verb !== 'status' || places.length === 0 || places.some((word) => word.startsWith('--')))
    return refuse(FLEET_USAGE);
  const found = findTargets(places, env, shell.cwd);
  if ('neither' in found) return refuse(notAFleetText(found.neither));
  if (found.targets.length === 0) return refuse(FLEET_EMPTY);
  const { network } = findNetwork(undefined, shell.cwd, env);
  const asked = await askFleet(found.targets, { fetch: createPromptFetch(network), timeoutMs });
  if (json) await printJson(shell.stdout, asked.map(asData));
  else {
    const colour = (env.NO_COLOR ?? '') === '' && shell.stdout.isTTY === true;
    const look = { width: shell.stdout.columns ?? 100, colour };
    const message = fleetMessage(asked, now().toISOString());
    shell.stdout.write(`${renderMessage(message, look).text.trimStart()}\n`);
  }
  return asked.every(({ status }) => status?.ok === true) ? 0 : 1;
}

function asData({ name, url, status, problem }: Asked) {
  return {
    name,
    organisation: status?.organisation ?? null,
    url,
    reachable: status !== null,
    problem,
    status,
  };
}
