import { z } from 'zod';
import type { RejectionReason } from '../../../domain/rejected-request.ts';
import type { NotCarriedOut } from '../../say/chats/teams.ts';
import { type Click, decodeButton } from '../card/button.ts';
import { COUNT } from '../card/limit.ts';
import { PERSON_SEARCH, readSubmission, type Submission } from '../card/submission.ts';
import { Ticket, UploadTarget } from '../files/file-card.ts';
import {
  type ActivityAuthor,
  type ConversationRef,
  placeOf,
  senderOf,
} from '../places/conversation-of-activity.ts';
import { Activity, flawOf } from '../rest/activity.ts';
import { spokenText } from '../rest/mention-text.ts';

interface Arrival {
  /** The activity's id: the same delivery twice in one conversation is handled once. `null` when it has none. */
  readonly delivery: string | null;
  readonly by: ActivityAuthor;
  readonly place: ConversationRef;
  /** The message it answers or whose button was pressed; `null` when there is none. */
  readonly replyTo: string | null;
}

/** How a click came in, and so how it is answered: `execute` by the response, `submit` by a new message. */
type Through = 'execute' | 'submit';

/** What an activity asks of us. */
export type Arrived =
  | (Arrival & { readonly type: 'command'; readonly text: string })
  | (Arrival & { readonly type: 'click'; readonly click: Click; readonly through: Through })
  | (Arrival & { readonly type: 'submitted'; readonly submission: Submission; readonly through: Through })
  | (Arrival & { readonly type: 'find-people'; readonly text: string; readonly limit: number })
  /** Whether they want a file; `target: null`: they do not. */
  | (Arrival & {
      readonly type: 'file-answer';
      readonly ticket: string;
      readonly target: UploadTarget | null;
    })
  /** May come twice for one installation: as `installationUpdate` and as `conversationUpdate`. */
  | (Arrival & { readonly type: 'installed' | 'uninstalled' })
  /** Button data that is not ours, was changed, or is from another version: to be answered with the words for `reason`. */
  | (Arrival & {
      readonly type: 'refused';
      readonly reason: NotCarriedOut;
      readonly through: Through;
    })
  /** Nothing to do; `reason` is for the log. `refused`: Teams never sends anything like this. */
  | { readonly type: 'ignored'; readonly reason: string; readonly refused?: RejectionReason };

/** Reads one activity, as parsed JSON. Never throws. */
export function readActivity(json: unknown): Arrived {
  const read = Activity.safeParse(json);
  if (!read.success) return ignored(`malformed activity: ${flawOf(read.error)}`, 'unknown-kind');
  const activity = read.data;
  if (activity.from?.id === activity.recipient.id || activity.from?.role === 'bot')
    return ignored('sent by the bot itself');
  switch (activity.type) {
    case 'message':
      return message(activity);
    case 'invoke':
      return invoke(activity);
    case 'installationUpdate':
      return installation(activity);
    case 'conversationUpdate':
      return conversation(activity);
    default:
      return ignored(`nothing to do for an activity of type ${named(activity.type)}`);
  }
}

function message(activity: Activity): Arrived {
  if (!activity.from) return ignored('malformed activity: from is missing or wrong', 'unknown-kind');
  if (isObject(activity.value)) return clicked(activity, activity.value, 'submit');
  const { text, mentioned } = spokenText(activity);
  const here = arrival(activity);
  if (here.place.kind !== 'personal' && !mentioned) return ignored('a message that does not mention the bot');
  if (text === null) return refused(activity, 'submit', 'too-long');
  if (text === '' && !mentioned) return ignored('a message without text');
  return { ...here, type: 'command', text: text === '' ? 'help' : text };
}

const Execute = z.object({ action: z.object({ verb: z.string().nullish(), data: z.unknown() }) });
const Search = z.object({
  dataset: z.literal(PERSON_SEARCH),
  queryText: z.string().max(1_000).nullish(),
  queryOptions: z.object({ top: z.number().int().min(1).max(COUNT.people).catch(COUNT.people) }).nullish(),
});

const FileAnswer = z.discriminatedUnion('action', [
  z.object({ action: z.literal('accept'), context: Ticket, uploadInfo: UploadTarget }),
  z.object({ action: z.literal('decline'), context: Ticket }),
]);

function invoke(activity: Activity): Arrived {
  if (!activity.from) return ignored('malformed activity: from is missing or wrong', 'unknown-kind');
  switch (activity.name) {
    case 'adaptiveCard/action': {
      const read = Execute.safeParse(activity.value);
      if (!read.success) return refused(activity, 'execute', 'unreadable-button');
      const { verb, data } = read.data.action;
      const done = isObject(data) ? data.do : undefined;
      // Our cards always have the same value in both: when they differ, the request was not made by our card.
      if (typeof verb === 'string' && verb !== '' && verb !== done)
        return refused(activity, 'execute', 'unreadable-button');
      return clicked(activity, data, 'execute');
    }
    case 'fileConsent/invoke': {
      const read = FileAnswer.safeParse(activity.value);
      if (!read.success) return ignored(`malformed answer to a file: ${flawOf(read.error)}`, 'forged');
      const { context, ...answer } = read.data;
      const target = 'uploadInfo' in answer ? answer.uploadInfo : null;
      return { ...arrival(activity), type: 'file-answer', ticket: context.ticket, target };
    }
    case 'application/search': {
      const read = Search.safeParse(activity.value);
      if (!read.success) return ignored('a search for something we do not offer', 'forged');
      const { queryText, queryOptions } = read.data;
      return {
        ...arrival(activity),
        type: 'find-people',
        text: queryText?.trim() ?? '',
        limit: queryOptions?.top ?? COUNT.people,
      };
    }
    default:
      return ignored(`nothing to do for an invoke called ${named(activity.name ?? '')}`, 'unknown-kind');
  }
}

function clicked(activity: Activity, data: unknown, through: Through): Arrived {
  const submission = readSubmission(data);
  const read = submission ?? decodeButton(data);
  if (read === 'outdated') return refused(activity, through, 'outdated-card');
  if (read === null) return refused(activity, through, 'unreadable-button');
  return 'filled' in read
    ? { ...arrival(activity), type: 'submitted', submission: read, through }
    : { ...arrival(activity), type: 'click', click: read, through };
}

function installation(activity: Activity): Arrived {
  switch (activity.action) {
    case 'add':
    case 'add-upgrade':
      return { ...arrival(activity), type: 'installed' };
    case 'remove':
      return { ...arrival(activity), type: 'uninstalled' };
    default:
      return ignored(`nothing to do for an installation called ${named(activity.action ?? '')}`);
  }
}

function conversation(activity: Activity): Arrived {
  const us = ({ id }: { id: string }) => id === activity.recipient.id;
  if (activity.membersAdded?.some(us)) return { ...arrival(activity), type: 'installed' };
  if (activity.membersRemoved?.some(us)) return { ...arrival(activity), type: 'uninstalled' };
  const { eventType, channel } = activity.channelData ?? {};
  const here = arrival(activity);
  if (eventType === 'teamDeleted' || eventType === 'teamHardDeleted') return { ...here, type: 'uninstalled' };
  // It is reported in the team's own thread: the channel it names is the one that is gone.
  if (eventType === 'channelDeleted' && channel?.id)
    return {
      ...here,
      type: 'uninstalled',
      place: { ...here.place, conversationId: channel.id, channelId: channel.id },
    };
  return ignored('a change of the conversation that is not about the bot');
}

function refused(activity: Activity, through: Through, reason: NotCarriedOut): Arrived {
  return { ...arrival(activity), type: 'refused', reason, through };
}

function ignored(reason: string, refused?: RejectionReason): Arrived {
  return { type: 'ignored', reason, ...(refused === undefined ? {} : { refused }) };
}

function arrival(activity: Activity): Arrival {
  return {
    delivery: activity.id ?? null,
    by: senderOf(activity),
    place: placeOf(activity),
    replyTo: activity.replyToId ?? null,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A word from outside in a sentence for the log. */
function named(word: string): string {
  return JSON.stringify(word.slice(0, 40));
}
