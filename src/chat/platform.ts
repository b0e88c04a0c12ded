import type { Action } from '../domain/action.ts';
import type { Caller } from '../domain/caller.ts';
import type { Instant } from '../domain/day.ts';
import type { Form, Message, MessageRef } from '../domain/message.ts';
import type { RejectionCount } from '../domain/rejected-request.ts';
import type { Route } from '../web/server.ts';
import type { Filled, FormErrors, FormView } from './form.ts';
import type { HomePage } from './say/overview/home.ts';

/** Everything that can reach us from a chat platform. */
export type Incoming =
  | { readonly type: 'command'; readonly by: Caller; readonly text: string }
  /** `on`: the message with the button, where the platform tells which one it is. */
  | {
      readonly type: 'action';
      readonly by: Caller;
      readonly action: Action;
      readonly on?: MessageRef | undefined;
    }
  | { readonly type: 'installed'; readonly by: Caller };

/** What platforms ask the bot for. Every answer says what happened, also when nothing was done. */
export interface Bot {
  /** Carries out a command or an action and answers it. */
  handle(incoming: Incoming): Promise<Message | null>;
  /** Whether a platform may repeat a command on its own, for its next page: never a command that would change something again. */
  mayRepeat(command: string): boolean;
  /** The form, filled with what is known already, or why it cannot be opened. */
  openForm(by: Caller, form: Form): Promise<FormView | Message>;
  /** Carries out what was filled in, or returns what is wrong with it, field by field. `on`: the message from which it was opened. */
  submitForm(
    by: Caller,
    form: Form,
    filled: Filled,
    on?: MessageRef,
  ): Promise<{ errors: FormErrors } | FormAnswer>;
  /** People whose name or address fits, for a form's `person` field; at most `limit`. */
  findPeople(by: Caller, text: string, limit: number): Promise<readonly { value: string; label: string }[]>;
  /** The front page of one person: health, open findings, quick commands. */
  homePage(by: Caller): Promise<HomePage>;
}

/** The result of a form that was filled in correctly. */
interface FormAnswer {
  readonly said: Message;
  /** The command that does the same; a platform where commands are typed shows it, so that it can be learnt. */
  readonly command: string;
}

/** What happened to a message we tried to send. `unknown` means it may have arrived. */
export type Delivery =
  | { readonly outcome: 'sent'; readonly ref: MessageRef }
  | {
      readonly outcome: 'refused';
      readonly reason: string;
      readonly retryAfterMs: number | null;
      /** This message can never be sent, so it is not tried again. Otherwise an admin can fix the cause. */
      readonly final?: true;
    }
  | { readonly outcome: 'unknown'; readonly reason: string };

/** A file on this machine, deleted once it was handed over. */
export interface ChatFile {
  /** The name its receiver sees: `seatkeeper-access-figma-2026-11-22.csv`. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** What happened to a file we tried to send. `offered`: the platform keeps it and asks the person whether they want it. */
export type FileDelivery =
  | { readonly outcome: 'sent' | 'offered' }
  | { readonly outcome: 'refused' | 'unknown'; readonly reason: string };

/** The person with an address, on one platform; or why nobody can be written to there. */
export type FoundUser =
  /** `user` as in `Caller.id`; `timezone` as an IANA name, where their profile tells one. */
  | { readonly kind: 'found'; readonly user: string; readonly timezone: string | null }
  | { readonly kind: 'unknown' | 'guest' | 'inactive' }
  /** The platform could not be asked: tried again. */
  | { readonly kind: 'later'; readonly reason: string };

/** Writes to one person alone. Like `ChatPlatform.post`, each call sends at most once. */
export interface PersonalMessages {
  /** The first of the addresses that the platform knows decides. */
  find(addresses: readonly string[]): Promise<FoundUser>;
  /** `final` if messages can never be sent to them. */
  post(user: string, message: Message): Promise<Delivery>;
  /** Changes a message that was posted to them. */
  update(user: string, ref: MessageRef, message: Message): Promise<Delivery>;
}

/** One place to talk in: Slack, Teams, the terminal. One contract suite runs on all of them. */
export interface ChatPlatform {
  readonly id: 'slack' | 'teams' | 'terminal';
  start(bot: Bot): Promise<void>;
  /** The web routes it answers, for a platform that calls us. */
  readonly routes?: readonly Route[];
  /** What is wrong with it and how to fix it, for `health`; empty when all is well. */
  problems?(): readonly string[];
  /** State has changed, so open home pages may be out of date. */
  changed?(): void;
  /** Posts a new message. `key` names it forever, so that `find` can look for it after a crash. */
  post(message: Message, key: string): Promise<Delivery>;
  /** Changes a message that was posted. `quiet`: no reader has to notice; a platform that cannot edit in place does nothing. */
  update(
    ref: MessageRef,
    message: Message,
    options: { readonly key: string; readonly quiet: boolean },
  ): Promise<Delivery>;
  /**
   * Whether the message with this key arrived: its ref, `absent`, or `cannot-tell` when the platform does not know.
   */
  find(key: string): Promise<MessageRef | 'absent' | 'cannot-tell'>;
  /** Sending the same edit twice has the effect of one, so it may be repeated after a crash. */
  readonly editsInPlace?: true;
  /**
   * Hands a file to one person, and to nobody else in the channel; the file has been read when this resolves. Absent on a
   * platform like the terminal, whose users are at this machine and have files written into its folders.
   */
  sendFile?(to: Caller, file: ChatFile): Promise<FileDelivery>;
  /** Whether somebody, as in `Caller.id`, may change something now; `null` while that cannot be found out. */
  mayChange?(user: string): Promise<boolean | null>;
  /** Messages to one person alone. Absent on a platform that cannot write to people. */
  readonly personal?: PersonalMessages;
  /** Whether a file can reach them in the conversation they ask in; absent: in every one. */
  filesReach?(to: Caller): boolean;
  stop(): Promise<void>;
}

/** What a platform needs remembered. All of it is on disk before the call returns. */
export interface Memory {
  /** Records a delivery by the platform's own id: `false` when it was recorded before. */
  receive(id: string): Promise<boolean>;
  /**
   * A person clicked on this message, which may be out of date, so its last version is sent again. `posted`: when a message in the admin
   * channel was posted, so that one which a restored database does not know can be marked.
   */
  refresh(ref: MessageRef, posted?: Instant | null): Promise<void>;
  /** Why messages to a conversation fail; `null` when they work. `lasting`: until an admin fixes it. */
  problem(conversation: string, problem: string | null, lasting?: boolean): Promise<void>;
  /**
   * Forgets the problems of all conversations but this one, because messages go here now; `null`: of all conversations, because
   * it is no longer known which of them still apply.
   */
  forgetProblems(besides: string | null): Promise<void>;
  /** Rejected requests, counted since the last call; `accepted`: a valid request came after those counted before. */
  refused(counts: readonly RejectionCount[], accepted: boolean): Promise<void>;
  /** The people who opened the bot's home page, and a number for the version they saw. */
  homes(): readonly { readonly user: string; readonly shown: number | null }[];
  opened(user: string): Promise<void>;
  showed(user: string, shown: number): Promise<void>;
}
