import type { Action } from '../domain/action.ts';
import type { Caller } from '../domain/caller.ts';
import type { Form, Message, MessageRef } from '../domain/message.ts';
import type { RejectionCount } from '../domain/rejected-request.ts';
import type { Route } from '../web/server.ts';
import type { Filled, FormErrors, FormView } from './form.ts';
import type { HomePage } from './say/overview/home.ts';

/** Everything that can reach us from a chat platform. */
export type Incoming =
  | { readonly type: 'command'; readonly by: Caller; readonly text: string }
  | { readonly type: 'action'; readonly by: Caller; readonly action: Action }
  | { readonly type: 'installed'; readonly by: Caller };

/** What a platform may ask of the bot. Every answer says what happened, also when nothing was done. */
export interface Bot {
  /** Carries out a command or an action and answers it. */
  handle(incoming: Incoming): Promise<Message | null>;
  /** Whether a command may be asked again by itself, for its next page: never one that would do something again. */
  mayRepeat(command: string): boolean;
  /** The form, filled with what is known already, or why it cannot be opened. */
  openForm(by: Caller, form: Form): Promise<FormView | Message>;
  /** Carries out what was filled in, or returns what is wrong with it, field by field. */
  submitForm(by: Caller, form: Form, filled: Filled): Promise<{ errors: FormErrors } | FormAnswer>;
  /** People whose name or address fits, for a form's `person` field; at most `limit`. */
  findPeople(by: Caller, text: string, limit: number): Promise<readonly { value: string; label: string }[]>;
  /** The front page of one person: health, open findings, quick commands. */
  homePage(by: Caller): Promise<HomePage>;
}

/** What came of a form that was filled in correctly. */
export interface FormAnswer {
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
      /** This very message can never be sent: trying again is of no use. Otherwise somebody can mend it. */
      readonly final?: true;
    }
  | { readonly outcome: 'unknown'; readonly reason: string };

/** A file on this machine that is gone once it was handed over. */
export interface ChatFile {
  /** What whoever gets it should see: `seatkeeper-access-figma-2026-11-22.csv`. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** What happened to a file we tried to send. `offered`: the platform kept it, and asks them whether they want it. */
export type FileDelivery =
  | { readonly outcome: 'sent' | 'offered' }
  | { readonly outcome: 'refused' | 'unknown'; readonly reason: string };

/** One place to talk in: Slack, Teams, the terminal. One contract suite runs on all of them. */
export interface ChatPlatform {
  readonly id: 'slack' | 'teams' | 'terminal';
  start(bot: Bot): Promise<void>;
  /** What it answers on the web, for a platform that is called rather than calling. */
  readonly routes?: readonly Route[];
  /** What is wrong with it and how to mend it, for `health`; empty when all is well. */
  problems?(): readonly string[];
  /** State has changed: home pages that are open somewhere may be out of date. */
  changed?(): void;
  /** Says something new. `key` names this message forever: asked by `find` after a crash. */
  post(message: Message, key: string): Promise<Delivery>;
  /** Changes what was said before. `quiet`: nobody needs to hear of it; a platform that cannot edit in place says nothing. */
  update(
    ref: MessageRef,
    message: Message,
    options: { readonly key: string; readonly quiet: boolean },
  ): Promise<Delivery>;
  /**
   * Whether the message with this key arrived, for a platform that can tell: its ref, `absent`, or `cannot-tell`.
   */
  find(key: string): Promise<MessageRef | 'absent' | 'cannot-tell'>;
  /** The same edit sent twice is one edit: after a crash it may be repeated. */
  readonly editsInPlace?: true;
  /**
   * Hands a file to one person, and to nobody else in the channel; has read it when it resolves. Absent where whoever asks
   * sits at this machine and has files written into its folders, as in a terminal.
   */
  sendFile?(to: Caller, file: ChatFile): Promise<FileDelivery>;
  /** Whether a file can reach them where they ask; absent: wherever that is. */
  filesReach?(to: Caller): boolean;
  stop(): Promise<void>;
}

/** What a platform needs remembered. All of it is on disk before the call returns. */
export interface Memory {
  /** Takes a delivery in, by the platform's own id: `false` when it was taken in before. */
  receive(id: string): Promise<boolean>;
  /** Somebody clicked on this message and may have seen it out of date: what was said there last is said again. */
  refresh(ref: MessageRef): Promise<void>;
  /** What is wrong with writing into a conversation; `null` when it works. `lasting`: until somebody mends it. */
  problem(conversation: string, problem: string | null, lasting?: boolean): Promise<void>;
  /**
   * What was wrong with other conversations does not matter any more, because messages go to this one now; `null`: nor with
   * any, because nobody can tell any more.
   */
  forgetProblems(besides: string | null): Promise<void>;
  /** Requests that were refused, counted since this was called last; `accepted`: others were let in after those before them. */
  refused(counts: readonly RejectionCount[], accepted: boolean): Promise<void>;
  /** Who opened the bot's home page, and a number for what it showed. */
  homes(): readonly { readonly user: string; readonly shown: number | null }[];
  opened(user: string): Promise<void>;
  showed(user: string, shown: number): Promise<void>;
}
