import type { ChatFile, FileDelivery } from '../chat/platform.ts';
import type { UnknownWord } from '../chat/say/commands/unknown-word.ts';
import type { Caller } from '../domain/caller.ts';
import type { Message, Part } from '../domain/message.ts';
import type { Context } from '../flows/context.ts';
import type { Outcome } from '../flows/outcome.ts';
import type { SyncReport } from '../flows/sync/sync-all.ts';

export interface Request {
  readonly by: Caller;
  readonly words: readonly string[];
  readonly filters: Readonly<Record<string, string>>;
  readonly flags: ReadonlySet<string>;
  /** Reads one source, or all of them, wherever this process does that. */
  readonly sync: (only: string | null) => Promise<SyncReport>;
  /** Hands a file to whoever asks; `null` where none can reach them, and in a terminal, which writes files where it runs. */
  readonly sendFile: SendFile | null;
}

/** What was typed, whoever typed it. */
export type Asked = Pick<Request, 'words' | 'filters' | 'flags'>;

export type SendFile = (file: ChatFile) => Promise<FileDelivery>;

export interface Answer {
  /** Whether what was asked was done: a shell turns `false` into exit code 1. */
  readonly ok: boolean;
  readonly message: Message;
  /** The same as data, for `--json`. An iterable is printed as an array, row by row. */
  readonly json: unknown;
  /** What the data cannot say: what is not in it. A shell tells it beside the data. */
  readonly missing?: readonly Part[];
}

/** One verb of the one grammar that the shell, the prompt and every chat platform share. */
export interface Command {
  readonly verb: string;
  /** What help shows: an example that works when typed. */
  readonly example: string;
  readonly does: string;
  readonly group: 'look' | 'decide' | 'run';
  /** The filters it takes, `key:value`. */
  readonly keys: readonly string[];
  /** How many words name something; left out: as many as in the example. */
  readonly names?: number | ((request: Request) => number);
  /** Whether words behind those are text, like a reason; otherwise they are too many. */
  readonly text?: boolean;
  /** Whether what was typed changes something, so that only admins may; left out: unless the group is `look`. */
  changes?(request: Asked): boolean;
  /** Whether asking the same again does nothing again; left out: where it changes nothing. A preview only admins may see can say so. */
  repeats?(request: Asked): boolean;
  answer(context: Context, request: Request): Answer | Promise<Answer>;
}

export function changes(command: Command, request: Asked): boolean {
  return command.changes?.(request) ?? command.group !== 'look';
}

export function repeats(command: Command, request: Asked): boolean {
  return command.repeats?.(request) ?? !changes(command, request);
}

/** A command that cannot be carried out as typed. The message says what is wrong and what to type. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** The word that the message is about, when nothing has that name. */
  readonly unknown: UnknownWord | null;

  constructor(message: string, unknown: UnknownWord | null = null) {
    super(message);
    this.unknown = unknown;
  }
}

/** What came of an action, and what could be asked next. */
export function outcome({ done, text, next }: Outcome): Answer {
  const answer = sentence(done, text);
  return next === undefined ? answer : { ...answer, message: { ...answer.message, buttons: [next] } };
}

/** An answer of one sentence. */
export function sentence(ok: boolean, text: string): Answer {
  return { ok, message: { summary: text, title: text, body: [], buttons: [] }, json: { ok, text } };
}
