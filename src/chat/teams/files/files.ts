import { z } from 'zod';
import type { Caller } from '../../../domain/caller.ts';
import type { ChatFile, FileDelivery } from '../../platform.ts';
import {
  FILES_ONLY_IN_PERSONAL_CHAT,
  fileDeclinedText,
  fileNotAcceptedText,
  fileSentText,
  notOneDriveText,
  OFFER_EXPIRED,
} from '../../say/chats/teams.ts';
import { teamsFailureText } from '../../say/chats/teams-failure.ts';
import { plainMessage } from '../../say/plain-message.ts';
import { type Look, renderMessage } from '../card/render.ts';
import { At } from '../places/rights.ts';
import { type Address, type BotApi, BotApiError } from '../rest/bot-api.ts';
import type { TeamsLog } from '../rest/log.ts';
import { activityOf } from '../rest/send.ts';
import { consentActivity, fileActivity, type UploadTarget } from './file-card.ts';
import type { Offers } from './offers.ts';
import { isDriveUrl, UploadError, upload } from './upload.ts';

export interface FilesOptions {
  readonly connector: BotApi;
  readonly offers: Offers;
  readonly local: boolean;
  readonly look: Look;
  readonly log: TeamsLog;
  readonly fetch: typeof fetch;
  readonly sleep: (ms: number) => Promise<void>;
}

/** What a person answered to an offer; `target: null`: they do not want the file. */
interface FileAnswer {
  readonly ticket: string;
  readonly target: UploadTarget | null;
}

export interface Files {
  /** Asks a person whether they want the file. */
  offer(to: Caller, file: ChatFile): Promise<FileDelivery>;
  /** Uploads a file that was accepted, and reports the outcome. `card`: the message with the offer. */
  answered(by: Caller, answer: FileAnswer, card: string | null): Promise<void>;
  /** Aborts uploads. */
  stop(): Promise<void>;
}

/** Teams accepts files only in a personal chat, and only when that person agrees to each one. */
export function filesReach({ at }: Caller): boolean {
  return At.safeParse(at).data?.kind === 'personal';
}

export function createFiles({ connector, offers, local, look, log, fetch, sleep }: FilesOptions): Files {
  const stopping = new AbortController();

  async function offer(to: Caller, file: ChatFile): Promise<FileDelivery> {
    const here = At.safeParse(to.at);
    if (!here.success || here.data.kind !== 'personal')
      return { outcome: 'refused', reason: FILES_ONLY_IN_PERSONAL_CHAT };
    const ticket = await offers.add(to, file);
    try {
      await connector.post(here.data, consentActivity(file, ticket));
      return { outcome: 'offered' };
    } catch (error) {
      if (!(error instanceof BotApiError)) throw error;
      // The card may have arrived although the answer was lost; then it works, so the offer is kept.
      if (error.kind === 'unknown') return { outcome: 'unknown', reason: teamsFailureText(error) };
      const made = offers.take(ticket, to);
      if (made !== null) await offers.drop(made);
      return { outcome: 'refused', reason: teamsFailureText(error) };
    }
  }

  async function answered(by: Caller, { ticket, target }: FileAnswer, card: string | null): Promise<void> {
    const here = At.parse(by.at);
    const made = offers.take(ticket, by);
    if (made === null) return say(here, null, OFFER_EXPIRED);
    const { file } = made;
    // Deleted before the message says so.
    const text = await handOver(here, file, target).finally(() => offers.drop(made));
    await say(here, card, text);
  }

  /** The outcome, in a sentence. */
  async function handOver(here: Address, file: ChatFile, target: UploadTarget | null): Promise<string> {
    if (target === null) return fileDeclinedText(file.name);
    try {
      await put(file, target);
    } catch (error) {
      if (!(error instanceof UploadError)) throw error;
      log.warn({ error }, 'a file was not uploaded');
      return fileNotAcceptedText(file.name, error.code);
    }
    await show(here, target);
    return fileSentText(file.name);
  }

  async function put({ path, bytes }: ChatFile, target: UploadTarget): Promise<void> {
    for (const url of [target.uploadUrl, target.contentUrl])
      if (!isDriveUrl(url, local)) throw new UploadError(notOneDriveText(hostOf(url)));
    await upload({ fetch, url: target.uploadUrl, path, bytes, sleep, signal: stopping.signal });
  }

  /** They have the file already, so a card that is lost is only logged. */
  async function show(here: Address, target: UploadTarget): Promise<void> {
    await connector.post(here, fileActivity(target)).catch((error: unknown) => {
      log.warn({ error }, 'the card of a file was lost');
    });
  }

  /** Replaces the offer, so that it is not pressed again. */
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

function hostOf(url: string): string | null {
  return z.url().safeParse(url).success ? new URL(url).hostname : null;
}
