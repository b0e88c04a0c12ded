import type { OperationState } from '../removal/operation.ts';

/** How many sources a sync reads. */
interface SyncSize {
  readonly apps: number;
  readonly rosters: number;
}

/** What came of the read of one source. */
export type ReadOutcome = 'complete' | 'held' | 'failed' | 'waiting';

/** How many of its reads ended in which way. */
export type SyncEnd = Readonly<Record<ReadOutcome, number>>;

export interface SourceToRead {
  readonly kind: 'app' | 'roster';
  /** Its id in seatkeeper.yaml. */
  readonly source: string;
  /** The kind of app or roster source, as in seatkeeper.yaml: `okta`. */
  readonly vendor: string;
}

export interface ReadEnd {
  readonly outcome: ReadOutcome;
  /** Accounts or people listed; `null` where the list did not come to its end. */
  readonly rows: number | null;
  readonly pages: number | null;
  /** Why it failed, as a kind of connectors/base/errors.ts. */
  readonly problem: string | null;
}

/** A request to a vendor, without its path and without anything of its content. */
interface VendorRequest extends SourceToRead {
  readonly method: string;
  readonly host: string;
  readonly port: number;
  /** 1 for the first try of a request. */
  readonly attempt: number;
}

interface RequestEnd {
  /** Of HTTP; `null` when no answer came. */
  readonly status: number | null;
  /** Why none came, as a code: `ECONNREFUSED`, `TimeoutError`. */
  readonly problem: string | null;
}

/** What somebody asked for in a chat or at the prompt. */
export interface Asked {
  readonly platform: string;
  readonly kind: 'command' | 'click' | 'form' | 'search' | 'page';
  /** The verb of the command, or what the button or the form does; `null` where it has none, or none that is ours. Never what was typed. */
  readonly verb: string | null;
}

/** A try to send a message of the outbox. */
interface SentMessage {
  readonly platform: string;
  /** What it is about: `alert`, `digest`, `removal`. */
  readonly about: string;
  readonly mode: 'post' | 'edit';
  readonly to: 'channel' | 'person';
  /** 1 for the first try. */
  readonly attempt: number;
}

/** A step of a removal that is due. */
interface DueStep {
  /** The id of the app in seatkeeper.yaml, and its kind. */
  readonly app: string;
  readonly vendor: string;
  /** As in `StepKey`. */
  readonly way: string;
  /** The numbers of the plan and of the operation. */
  readonly plan: number;
  readonly operation: number;
  /** Whether the app is to be asked for the change, or only looked at again. */
  readonly work: 'carry-out' | 'look-again';
}

export interface StepEnd {
  readonly state: OperationState;
  /** Why, as a code of `OperationReason`; of a refusal, the kind of error. */
  readonly problem: string | null;
}

/** A piece of work that an observer is told about. */
export interface Watched<How> {
  /** Only the first call counts. */
  end(how: How): void;
  /** Does a part of the work, so that everything the part starts is known to belong to it. Left out by observers that do not care. */
  within?<T>(part: () => T): T;
}

/**
 * Told what is going on: metrics, traces and the log. Each function is told about a beginning, and the object it returns about the end; an end
 * with `null` means that the work broke off. An observer never learns the name of a person, a text or a secret.
 */
export interface Observer {
  syncing?(size: SyncSize): Watched<SyncEnd | null>;
  reading?(source: SourceToRead): Watched<ReadEnd | null>;
  requesting?(request: VendorRequest): Watched<RequestEnd>;
  answering?(asked: Asked): Watched<'answered' | 'failed'>;
  delivering?(message: SentMessage): Watched<'sent' | 'refused' | 'unknown'>;
  removing?(step: DueStep): Watched<StepEnd | null>;
}

/** Does a part of the work, inside the observer's `within` if it has one. */
export function inside<T>(watched: Pick<Watched<never>, 'within'> | undefined, part: () => T): T {
  return watched?.within === undefined ? part() : watched.within(part);
}

/** One observer that passes everything on to all of these. */
export function observeTogether(observers: readonly Observer[]): Observer {
  const all =
    <Begun, How>(begin: (one: Observer, begun: Begun) => Watched<How> | undefined) =>
    (begun: Begun): Watched<How> => {
      const watched = observers.flatMap((one) => begin(one, begun) ?? []);
      return {
        end(how) {
          for (const one of watched) one.end(how);
        },
        within: <T>(part: () => T) =>
          watched.reduceRight<() => T>((inner, one) => () => inside(one, inner), part)(),
      };
    };
  return {
    syncing: all((one, size: SyncSize) => one.syncing?.(size)),
    reading: all((one, source: SourceToRead) => one.reading?.(source)),
    requesting: all((one, request: VendorRequest) => one.requesting?.(request)),
    answering: all((one, asked: Asked) => one.answering?.(asked)),
    delivering: all((one, message: SentMessage) => one.delivering?.(message)),
    removing: all((one, step: DueStep) => one.removing?.(step)),
  };
}
