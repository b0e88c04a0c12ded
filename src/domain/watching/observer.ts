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
  /** Whether the app is to be asked, or only looked at once more. */
  readonly work: 'carry-out' | 'look-again';
}

export interface StepEnd {
  readonly state: OperationState;
  /** Why, as a code of `OperationReason`; of a refusal, the kind of error. */
  readonly problem: string | null;
}

/** A piece of work that somebody is told of. */
export interface Watched<How> {
  /** Only the first call counts. */
  end(how: How): void;
  /** Does a part of it, so that whatever the part begins is known to belong to it. Left out by those who do not care. */
  within?<T>(part: () => T): T;
}

/**
 * Who is told what goes on: metrics, traces and the log. Each function is told of a beginning, and what it returns of the end; an end without
 * anything (`null`) means that the work broke off. None of them is told the name of a person, a text or a secret.
 */
export interface Observer {
  syncing?(size: SyncSize): Watched<SyncEnd | null>;
  reading?(source: SourceToRead): Watched<ReadEnd | null>;
  requesting?(request: VendorRequest): Watched<RequestEnd>;
  answering?(asked: Asked): Watched<'answered' | 'failed'>;
  delivering?(message: SentMessage): Watched<'sent' | 'refused' | 'unknown'>;
  removing?(step: DueStep): Watched<StepEnd | null>;
}

/** Does a part of what is watched, by whomever. */
export function inside<T>(watched: Pick<Watched<never>, 'within'> | undefined, part: () => T): T {
  return watched?.within === undefined ? part() : watched.within(part);
}

/** One who passes on to all. */
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
