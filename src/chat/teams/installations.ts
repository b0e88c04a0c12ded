import type { Connector } from './connector.ts';
import type { Log } from './log.ts';
import type { Place } from './place.ts';
import { alertSpot, goneWith, type Spot, spotOf, spotsOf, type TeamsMemory } from './places.ts';
import { type Look, renderMessage } from './render.ts';
import { activityOf } from './send.ts';
import { welcome } from './welcome.ts';

export interface InstallationOptions {
  readonly memory: TeamsMemory;
  readonly connector: Connector;
  readonly look: Look;
  readonly organisation: string;
  /** How many apps are connected. */
  readonly apps: number;
  readonly log: Log;
}

/** Where Seatkeeper was put, and where alerts go. */
export interface Installations {
  /** Where alerts go; `null` while no admin has put it anywhere. */
  spot(): Spot | null;
  add(place: Place, byAdmin: boolean): Promise<void>;
  remove(place: Place): Promise<void>;
  /** A reference that was lost, or whose address has changed, is learned again from an admin who speaks there. */
  learn(place: Place): Promise<void>;
}

export function createInstallations(options: InstallationOptions): Installations {
  const { memory, connector, look, organisation, apps, log } = options;
  const spot = () => alertSpot(spotsOf(memory));

  async function greet(here: Spot): Promise<void> {
    const alerts = spot();
    const said = welcome({
      organisation,
      bot: here.botName,
      kind: here.kind,
      alertsHere: alerts === null ? null : alerts.conversation === here.conversation,
      apps,
    });
    await connector
      .post(here, activityOf(renderMessage(said, look)))
      .catch((error: unknown) => log.error({ error }, 'the welcome was lost'));
  }

  return {
    spot,
    async add(place, byAdmin) {
      const here = spotOf(place, byAdmin);
      if (await memory.installed(here)) await greet(here);
    },
    async remove(place) {
      for (const { conversation } of goneWith(spotsOf(memory), place)) await memory.uninstalled(conversation);
    },
    async learn(place) {
      const here = spotOf(place, true);
      const before = spot();
      const moved = before?.conversation === here.conversation && before.serviceUrl !== here.serviceUrl;
      if (before === null || moved) await memory.installed(here);
    },
  };
}
