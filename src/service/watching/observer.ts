/** What somebody asked for in a chat or at the prompt. */
export type AskedFor = 'command' | 'click' | 'form' | 'search' | 'page';

/** A request to a vendor, without its path and without anything of its content. */
export interface VendorRequest {
  /** The kind of app or roster source, as in seatkeeper.yaml: `okta`. */
  readonly vendor: string;
  /** Which of them asks. */
  readonly kind: 'app' | 'roster';
  readonly source: string;
  readonly method: string;
}

/**
 * Who is told what the service does: metrics and the log. Each function is told of a beginning and returns what is to be called at the end.
 * None of them is told the name of a person, a text or a secret.
 */
export interface Observer {
  answering?(kind: AskedFor, platform: string): (outcome: 'answered' | 'failed') => void;
  /** `status`: of HTTP; `null` when no answer came. */
  requesting?(request: VendorRequest): (status: number | null) => void;
  delivering?(platform: string, mode: 'post' | 'edit'): (outcome: 'sent' | 'refused' | 'unknown') => void;
}

/** One who passes on to all. */
export function observeTogether(observers: readonly Observer[]): Observer {
  const all =
    <Begin extends unknown[], End extends unknown[]>(
      begin: (one: Observer, ...begun: Begin) => ((...ended: End) => void) | undefined,
    ) =>
    (...begun: Begin) => {
      const ends = observers.map((one) => begin(one, ...begun));
      return (...ended: End) => {
        for (const end of ends) end?.(...ended);
      };
    };
  return {
    answering: all((one, ...begun: Parameters<NonNullable<Observer['answering']>>) =>
      one.answering?.(...begun),
    ),
    requesting: all((one, ...begun: Parameters<NonNullable<Observer['requesting']>>) =>
      one.requesting?.(...begun),
    ),
    delivering: all((one, ...begun: Parameters<NonNullable<Observer['delivering']>>) =>
      one.delivering?.(...begun),
    ),
  };
}
