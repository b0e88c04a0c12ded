import { welcome } from '../../say/chats/welcome.ts';
import { type Look, renderMessage } from '../card/render.ts';
import type { BotApi } from '../rest/bot-api.ts';
import type { TeamsLog } from '../rest/log.ts';
import { activityOf } from '../rest/send.ts';
import { isServiceUrl } from '../rest/service-url.ts';
import type { ConversationRef } from './conversation-of-activity.ts';
import {
  type AlertChannel,
  alertChannelAt,
  alertChannelsOf,
  chosenAlertChannel,
  goneWith,
  mergeReport,
  pickedInstead,
  type TeamsMemory,
} from './conversation-store.ts';
import type { TeamsRights } from './rights.ts';

export interface InstallationOptions {
  readonly memory: TeamsMemory;
  readonly connector: BotApi;
  readonly local: boolean;
  readonly look: Look;
  readonly organisation: string;
  /** How many apps are connected. */
  readonly apps: number;
  readonly log: TeamsLog;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Teams reports a team and the channel picked in it within a moment, in either order. */
const PICKING_MS = 2_000;

/** Where Seatkeeper is installed, and where alerts go. */
export interface Installations {
  /** Where alerts go; `null` while no admin has installed it anywhere. */
  alertChannel(): AlertChannel | null;
  add(place: ConversationRef, by: TeamsRights): Promise<void>;
  remove(place: ConversationRef): Promise<void>;
  /** Learns a reference that was lost, or whose address has changed, from an admin who writes there. */
  learn(place: ConversationRef): Promise<void>;
  /** Learns who writes in their own chat with the bot, so that messages can be sent to them there. */
  meet(place: ConversationRef, by: TeamsRights): Promise<void>;
}

export function createInstallations(options: InstallationOptions): Installations {
  const { memory, connector, local, look, organisation, apps, log, sleep } = options;
  /** Teams whose picked channel may still be reported: until then nothing is posted that all members would see. */
  const picking = new Set<string>();
  const alertChannel = () =>
    chosenAlertChannel(
      alertChannelsOf(memory).filter(
        // A conversation of local mode cannot be used with a real tenant, nor the other way round.
        ({ conversation, serviceUrl }) => !picking.has(conversation) && isServiceUrl(serviceUrl, local),
      ),
    );

  async function greet(here: AlertChannel): Promise<void> {
    const alerts = alertChannel();
    const message = welcome({
      organisation,
      bot: here.botName,
      kind: here.kind,
      alertsHere: alerts === null ? null : alerts.conversation === here.conversation,
      apps,
    });
    await connector
      .post(here, activityOf(renderMessage(message, look)))
      .catch((error: unknown) => log.error({ error }, 'the welcome was lost'));
  }

  async function forgetUnpicked(): Promise<void> {
    const channels = alertChannelsOf(memory);
    for (const one of channels) {
      const picked = pickedInstead(one, channels);
      // A channel picked by a person who is not an admin does not take the alerts from one that an admin picked.
      if (picked !== undefined && (picked.byAdmin || !one.byAdmin))
        await memory.uninstalled(one.conversation);
    }
  }

  async function greetUnlessPicked(here: AlertChannel): Promise<void> {
    try {
      await sleep(PICKING_MS);
      picking.delete(here.conversation);
      if (alertChannelsOf(memory).some(({ conversation }) => conversation === here.conversation))
        await greet(here);
    } catch (error) {
      log.error({ error }, 'the welcome was lost');
    }
  }

  return {
    alertChannel,
    async add(place, by) {
      const channels = alertChannelsOf(memory);
      const here = mergeReport(
        { ...alertChannelAt(place, by.caller.mayChange), ...personOf(place, by) },
        channels,
      );
      if (pickedInstead(here, channels) !== undefined) return;
      const waits =
        here.wholeTeam === true && !channels.some((one) => one.conversation === here.conversation);
      if (waits) picking.add(here.conversation);
      const isNew = await memory.installed(here);
      await forgetUnpicked();
      if (waits) void greetUnlessPicked(here);
      else if (isNew) await greet(here);
    },
    async remove(place) {
      for (const { conversation } of goneWith(alertChannelsOf(memory), place))
        await memory.uninstalled(conversation);
    },
    async learn(place) {
      const here = alertChannelAt(place, true);
      const before = alertChannelsOf(memory).find(({ conversation }) => conversation === here.conversation);
      const moved = before?.byAdmin === true && before.serviceUrl !== here.serviceUrl;
      const known = before?.person === undefined ? here : { ...here, person: before.person };
      if (alertChannel() === null || moved) await memory.installed(known);
    },
    async meet(place, by) {
      const { person } = personOf(place, by);
      if (person === undefined) return;
      const channels = alertChannelsOf(memory);
      const here = alertChannelAt(place, false);
      const before = channels.find(({ conversation }) => conversation === here.conversation);
      // A client that tells no time zone does not make the one forgotten that another told.
      const timezone = person.timezone ?? before?.person?.timezone ?? null;
      const now = { ...person, timezone };
      if (JSON.stringify(before?.person) === JSON.stringify(now)) return;
      await memory.installed(mergeReport({ ...here, person: now }, channels));
    },
  };
}

/** Somebody of the company, in their own chat. */
function personOf(
  { kind, timezone }: ConversationRef,
  { caller, outsider, addresses }: TeamsRights,
): Pick<AlertChannel, 'person'> {
  if (kind !== 'personal' || outsider || addresses.length === 0) return {};
  return { person: { user: caller.id, addresses: [...addresses], timezone } };
}
