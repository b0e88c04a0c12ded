import type { z } from 'zod';
import type { ConnectorIo } from '../connectors/base/connector.ts';
import type { Instant } from '../domain/day.ts';
import type { DirectoryGroup } from '../domain/groups.ts';
import type { PersonRecord } from '../domain/person.ts';

/** One kind of place that knows the company's people. */
export interface RosterSource<Settings = unknown> {
  /** Stable forever: what the admin writes as `source:`. */
  readonly id: string;
  readonly name: string;
  /** What the admin writes beside `source:`. */
  readonly settings: z.ZodType<Settings>;
  readonly scopes: readonly string[];
  connect(settings: Settings, io: ConnectorIo): RosterConnection;
}

export interface RosterConnection {
  /**
   * Every person, one page at a time, leavers included where the source keeps them. The same promise as
   * `Connection.accounts`: ending normally means complete, anything else throws `ConnectorError`.
   */
  people(): AsyncIterable<readonly PersonRecord[]>;
  /**
   * The groups of a directory and the groups in them; who is in a group stands with each person. Called after `people`. A
   * source without groups leaves it out, or gives none.
   */
  groups?(): Promise<readonly DirectoryGroup[]>;
  /** When the data was made, where that is not "now": a file's modification time. */
  dataAge?(): Promise<Instant | null>;
}

export function defineRosterSource<Settings>(source: RosterSource<Settings>): RosterSource<Settings> {
  return source;
}
