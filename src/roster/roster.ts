import type { z } from 'zod';
import type { ConnectorIo, PlanLimits } from '../connectors/base/connector.ts';
import type { Right } from '../connectors/base/declaration.ts';
import type { Instant } from '../domain/day.ts';
import type { DirectoryGroup } from '../domain/groups.ts';
import type { ListToKeep } from '../domain/kept/kept-list.ts';
import type { PersonRecord } from '../domain/person.ts';
import type { SetAside } from '../domain/sync/set-aside.ts';
import type { UnusedColumns } from '../domain/sync/unused-columns.ts';
import type { Usage } from '../domain/sync/usage.ts';

/**
 * One kind of roster source: a place that lists the company's people. From `connectors/` it may use the contract's types and
 * errors (`base/`), HTTP (`http/`, `oauth/`, `paging/`), groups inside groups (`directory/`), what HR systems share (`hr/`), what reads a format or protocol (`csv/` with its `csv-…/`, `scim/`, `ldap/`), and a vendor's client and
 * reads, but no connector (`registry.ts`, or a file that calls `defineConnector`).
 */
export interface RosterSource<Settings = unknown> {
  /** Never changes: the admin writes it as `source:`. */
  readonly id: string;
  readonly name: string;
  /** The settings the admin writes next to `source:`. */
  readonly settings: z.ZodType<Settings>;
  /** The permissions the admin must grant, as in `Connector.rights`. */
  readonly rights: readonly Right[];
  /** Who of it counts as having left, as inactive or as nobody of the company: sentences for the admin. */
  readonly leavers: string;
  connect(settings: Settings, io: ConnectorIo): RosterConnection;
}

/**
 * `told`: somebody is in a group. `no-groups`: the directory has none. `absent`: it answered as if it did not know /Groups at all, which looks the same as a
 * temporary fault; if it had groups before, it counts as a fault. `no-members`: it lists groups but not a single member, so nobody can be said to be in no
 * group. `not-asked`: the settings leave groups out.
 */
export type Memberships = 'told' | 'no-groups' | 'absent' | 'no-members' | 'not-asked';

export interface RosterConnection {
  /** Like `Connection.check`, for a source with an API. Left out by a source that only reading can prove. */
  check?(): Promise<PlanLimits>;
  /** As `Connection.usage`. */
  usage?(): Usage;
  /** As `Connection.withheld`. Called after `people`. */
  withheld?(): PlanLimits;
  /**
   * Every person, one page at a time, including leavers if the source keeps them. As with
   * `Connection.accounts`, ending normally means that the list is complete; anything else throws `ConnectorError`.
   */
  people(): AsyncIterable<readonly PersonRecord[]>;
  /**
   * What the source found out by itself, and what an admin should look at: sentences for the admin who connects or examines it. Called
   * after `check`, or after `people`.
   */
  notes?(): readonly string[];
  /** As `Connection.setAside`. Called after `people`. */
  setAside?(): SetAside;
  /** As `Connection.keeps`. Called after `people`. */
  keeps?(): ListToKeep | null;
  /** The columns of its file that nothing is read from. Called after `people`. */
  unusedColumns?(): UnusedColumns;
  /**
   * The groups of a directory and the groups in them; their members are in `PersonRecord.groups`. Called after
   * `people`. A source without groups leaves it out, or returns none.
   */
  groups?(): Promise<readonly DirectoryGroup[]>;
  /**
   * What the source tells about who is in which group. Called after `people`. Left out by a source that always tells, such as a
   * file with a column for groups.
   */
  memberships?(): Promise<Memberships>;
  /** When the data was made, if that is not "now": a file's modification time. */
  dataAge?(): Promise<Instant | null>;
  /** As `Connection.dataFile`. */
  readonly dataFile?: string;
  /** Reads a file of this machine: no network is waited for, and nothing is gained by reading ahead. */
  readonly local?: boolean;
}

export function defineRosterSource<Settings>(source: RosterSource<Settings>): RosterSource<Settings> {
  return source;
}
