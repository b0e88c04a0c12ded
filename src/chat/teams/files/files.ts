import { z } from 'zod';
import type { Caller } from '../../../domain/caller.ts';
import type { ChatFile, FileDelivery } from '../../platform.ts';
import { teamsFailureText } from '../../say/chats/teams-failure.ts';
import { plainMessage } from '../../say/plain-message.ts';
import { type Look, renderMessage } from '../card/render.ts';
import { At } from '../places/rights.ts';
import { type Address, type BotApi, BotApiError } from '../rest/bot-api.ts';
import type { Log } from '../rest/log.ts';
import { activityOf } from '../rest/send.ts';
import { consentActivity, fileActivity, type Room } from './file-card.ts';
import type { Offers } from './offers.ts';
import { isDriveUrl, UploadError, upload } from './upload.ts';

export interface FilesOptions {
  readonly connector: BotApi;
  readonly offers: Offers;
  readonly local: boolean;
  readonly look: Look;
  readonly log: Log;
  readonly sleep: (ms: number) => Promise<void>;
}

/** What somebody answered to an offer; `room: null`: they do not want it. */
export interface FileAnswer {
  readonly ticket: string;
  readonly room: Room | null;
}

export interface Files {
  /** Asks them whether they want it. */
  offer(to: Caller, file: ChatFile): Promise<FileDelivery>;
  /** Uploads what they accepted, and says what came of it. `card`: the message with the offer. */
  answered(by: Caller, answer: FileAnswer, card: string | null): Promise<void>;
  /** Gives up uploads. */
  stop(): Promise<void>;
}

/** Teams takes a file only in a personal chat, and only when that person agrees to each one. */
export function filesReach({ at }: Caller): boolean {
  return At.safeParse(at).data?.kind === 'personal';
}

export function createFiles({ connector, offers, local, look, log, sleep }: FilesOptions): Files {
  const stopping = new AbortController();

  async function offer(to: Caller, file: ChatFile): Promise<FileDelivery> {
    const here = At.safeParse(to.at);
    if (!here.success || here.data.kind !== 'personal') return { outcome: 'refused', reason: NOT_HERE };
    const ticket = await offers.add(to, file);
    try {
      await connector.post(here.data, consentActivity(file, ticket));
      return { outcome: 'offered' };
    } catch (error) {
      if (!(error instanceof BotApiError)) throw error;
      // A card whose answer was lost may be there all the same, and works then.
      if (error.kind === 'unknown') return { outcome: 'unknown', reason: teamsFailureText(error) };
      const made = offers.take(ticket, to);
      if (made !== null) await offers.drop(made);
      return { outcome: 'refused', reason: teamsFailureText(error) };
    }
  }

  async function answered(by: Caller, { ticket, room }: FileAnswer, card: string | null): Promise<void> {
    const here = At.parse(by.at);
    const made = offers.take(ticket, by);
    if (made === null) return say(here, null, OVER);
    const { file } = made;
    // It is gone before it is said to be.
    const text = await handOver(here, file, room).finally(() => offers.drop(made));
    await say(here, card, text);
  }

  /** What came of it, in a sentence. */
  async function handOver(here: Address, file: ChatFile, room: Room | null): Promise<string> {
    if (room === null) return `${file.name} was not sent. I deleted it.`;
    try {
      await put(file, room);
    } catch (error) {
      if (!(error instanceof UploadError)) throw error;
      log.warn({ error }, 'a file was not uploaded');
      return `${file.name} was not sent: your OneDrive did not take it (${error.code}). I deleted it; ask for the export again.`;
    }
    await show(here, room);
    return `${file.name} is in your OneDrive.`;
  }

  async function put({ path, bytes }: ChatFile, room: Room): Promise<void> {
    for (const url of [room.uploadUrl, room.contentUrl])
      if (!isDriveUrl(url, local)) throw new UploadError(`${hostOf(url)} is no OneDrive of Microsoft`);
    await upload({ url: room.uploadUrl, path, bytes, sleep, signal: stopping.signal });
  }

  /** They have the file by now, with its card or without. */
  async function show(here: Address, room: Room): Promise<void> {
    await connector.post(here, fileActivity(room)).catch((error: unknown) => {
      log.warn({ error }, 'the card of a file was lost');
    });
  }

  /** In place of the offer, so that nobody presses it again. */
  async function say(here: Address, card: string | null, text: string): Promise<void> {
    const activity = activityOf(renderMessage(plainMessage(text), look));
    if (card !== null)
      try {
        return await connector.update(here, card, activity);
      } catch (error) {
        if (!(error instanceof BotApiError)) throw error;
      }
    await connector.post(here, activity);
  }

  return {
    offer,
    answered,
    async stop() {
      stopping.abort(new Error('stopped'));
      await offers.stop();
    },
  };
}

const NOT_HERE = 'Teams takes files in our personal chat only';
const OVER =
  'This offer has run out: a file waits for an hour, for the person who asked, and is sent once. Ask for the export again.';

function hostOf(url: string): string {
  return z.url().safeParse(url).success ? new URL(url).hostname : 'that';
}
