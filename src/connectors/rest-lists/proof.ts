import type { Presence } from '../rest-values/presence.ts';
import type { RestClient } from './client.ts';

/** Proves with the first page of a list that everything that is read from its rows exists. */
export interface Proof {
  /** A row that counts. */
  see(row: unknown): void;
  /** Any row of the list, whether it counts or not. */
  seeAny(row: unknown): void;
  /** Called after each page; the first one decides. Throws `ConnectorError`. */
  prove(): void;
}

interface ProofOptions {
  readonly rows: Presence;
  readonly all: Presence;
  /** Text after the name of a field: `, which the table use is read by`. */
  readonly where?: string;
}

export function openProof({ api }: RestClient, { rows, all, where = '' }: ProofOptions): Proof {
  let isProven = false;
  return {
    see(row) {
      if (!isProven) rows.see(row);
    },
    seeAny(row) {
      if (!isProven) all.see(row);
    },
    prove() {
      if (isProven) return;
      const fault = all.fault(where) ?? rows.fault(where);
      if (fault !== null) throw api.unexpected(fault);
      isProven = true;
    },
  };
}
