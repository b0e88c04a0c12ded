/** Everything that must be equal at the end of a life, as text without row ids and outbox numbers. */
export interface EndState {
  readonly whole: unknown;
  readonly snapshot: Readonly<Record<string, readonly unknown[]>>;
  readonly runs: readonly string[];
  readonly audit: readonly string[];
  readonly said: readonly string[];
}

export function endState(directory: string, inOrder?: boolean): EndState;
export function differences(whole: EndState, state: EndState): string | null;
