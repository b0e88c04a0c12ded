import { askPeople } from '../../flows/asking/ask-people.ts';
import type { PersonalChat } from '../../flows/asking/find-user.ts';
import { type Context, listApps, today } from '../../flows/context.ts';

/** The part of a service that asks people about seats that they do not use. */
export interface AskingDesk {
  /** Does what is due, in parallel with everything else; called every second. */
  look(): void;
  /** Begins nothing more, and resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** What is due is looked for once a minute. */
const LOOK_MS = 60_000;

export function openAskingDesk(
  context: Context,
  chats: readonly PersonalChat[],
  { changed, failed }: { readonly changed: () => void; readonly failed: (error: unknown) => void },
): AskingDesk {
  let stopping = false;
  let running: Promise<void> | null = null;
  let looked = Number.NEGATIVE_INFINITY;
  /** The day and the reads from which seats were chosen last. */
  let chosen = '';

  async function run(): Promise<void> {
    try {
      const from = choosableFrom(context);
      const options = { choose: from !== chosen, isStopped: () => stopping };
      if (await askPeople(context, chats, options)) changed();
      chosen = from;
    } catch (error) {
      failed(error);
    } finally {
      running = null;
    }
  }

  return {
    look() {
      const now = context.now().getTime();
      if (stopping || running !== null || !isOver(now, looked, LOOK_MS)) return;
      looked = now;
      running = run();
    },
    async stop() {
      stopping = true;
      await running;
    },
  };
}

/** Seats are chosen once a day, and again whenever an app was read. */
function choosableFrom(context: Context): string {
  const reads = listApps(context).map(({ source }) => source.sealedRun);
  return JSON.stringify([today(context), reads]);
}

/** A clock that was set back does not keep anybody waiting. */
function isOver(now: number, last: number, wait: number): boolean {
  return now - last >= wait || now < last;
}
