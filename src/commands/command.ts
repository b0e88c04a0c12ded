import type { ChatFile, FileDelivery } from '../chat/platform.ts';
import type { UnknownWord } from '../chat/say/commands/unknown-word.ts';
import { undoButton } from '../chat/say/undo/handled.ts';
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
  /** Reads one source, or all of them, in this process or in the sync thread; with `force` also sources that refused name and password a short while ago. */
  readonly sync: (only: string | null, force?: boolean) => Promise<SyncReport>;
  /** Sends a file to the person who asked; `null` if files cannot be sent, and in a terminal, which writes files in its own folder. */
  readonly sendFile: SendFile | null;
  /** Whether the buttons of the answer can be pressed: not in a shell, where the command is over once it is answered. */
  readonly pressable: boolean;
}

/** What was typed, without the person who typed it. */
export type Asked = Pick<Request, 'words' | 'filters' | 'flags'>;

export type SendFile = (file: ChatFile) => Promise<FileDelivery>;

export interface Answer {
  /** Whether the command did what was asked; a shell turns `false` into exit code 1. */
  readonly ok: boolean;
  readonly message: Message;
  /** The answer as data, for `--json`. An iterable is printed as an array, row by row. */
  readonly json: unknown;
  /** What is missing from the data, such as apps that could not be read. A shell prints it to stderr. */
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
  /** The flags it takes, without the dashes; any other is refused. None when left out. */
  readonly flags?: readonly string[];
  /** The flags that confirm something: in a chat, a button does that. */
  readonly terminalFlags?: readonly string[];
  /** How many words name something, such as an app and an account; as many as in the example when left out. */
  readonly names?: number | ((request: Request) => number);
  /** Whether the words after those are text, like a reason; otherwise they are refused. */
  readonly text?: boolean;
  /** Whether the command changes something, so that only admins may use it; when left out, every group but `look` does. */
  changes?(request: Asked): boolean;
  /** Whether the command may be run twice without harm; when left out, that is so if it changes nothing. A preview for admins sets it. */
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

/** The result of an action, with buttons to take it back and for what can be asked next. */
export function outcome({ done, text, next, undo }: Outcome): Answer {
  const answer = sentence(done, text);
  const buttons = [...(next === undefined ? [] : [next]), ...(undo === undefined ? [] : [undoButton(undo)])];
  return { ...answer, message: { ...answer.message, buttons } };
}

/** An answer of one sentence. */
export function sentence(ok: boolean, text: string): Answer {
  return { ok, message: { summary: text, title: text, body: [], buttons: [] }, json: { ok, text } };
}
