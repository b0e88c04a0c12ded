import type { z } from 'zod';
import type { ConnectorIo, PlanLimits } from '../../connectors/base/connector.ts';
import type { Right } from '../../connectors/base/declaration.ts';
import { type Limits, openLimits } from '../../connectors/base/limits.ts';
import { noticeCurrentOnly } from '../../connectors/hr/current-only.ts';
import type { HrPerson } from '../../connectors/hr/person.ts';
import { dayIn } from '../../domain/day.ts';
import type { UnusedColumns } from '../../domain/sync/unused-columns.ts';
import type { Usage } from '../../domain/sync/usage.ts';
import { defineRosterSource, type RosterSource } from '../roster.ts';
import { hrPeople } from './hr-people.ts';

/** An HR system that is asked by its API. */
interface HrSystem<Settings> {
  readonly id: string;
  readonly name: string;
  readonly settings: z.ZodType<Settings>;
  readonly rights: readonly Right[];
  readonly leavers: string;
  /** How its admin makes it list leavers too: see `noticeCurrentOnly`. */
  readonly showLeavers: string;
  open(settings: Settings, io: ConnectorIo, limits: Limits): HrReads;
}

interface HrReads {
  /** As `RosterConnection.check`; what is not shown is withheld in `limits`. */
  check(): Promise<void>;
  /** Every employment of everybody, those who left included. */
  read(): AsyncIterable<readonly HrPerson[]>;
  usage(): Usage;
  /** As `RosterConnection.unusedColumns`, where the columns are not the vendor's own. */
  unusedColumns?(): UnusedColumns;
}

const PAGE = 1000;

/**
 * An HR system as a roster. Its list is read whole before the first person is handed on: several of its rows may be one person, and managers
 * are named by id.
 */
export function defineHrRoster<Settings extends { readonly currentOnly: boolean }>(
  system: HrSystem<Settings>,
): RosterSource<Settings> {
  const { id, name, rights, leavers, showLeavers } = system;
  return defineRosterSource<Settings>({
    id,
    name,
    settings: system.settings,
    rights,
    leavers,
    connect(settings, io) {
      const limits = openLimits();
      const { check, read, usage, unusedColumns } = system.open(settings, io, limits);
      const groups = new Set<string>();
      return {
        async check(): Promise<PlanLimits> {
          await check();
          return limits.withheld();
        },
        withheld: () => limits.withheld(),
        async *people() {
          const rows: HrPerson[] = [];
          for await (const page of read()) for (const row of page) rows.push(row);
          const today = dayIn(io.timezone, io.now());
          const people = hrPeople(rows, today);
          for (const person of people) for (const group of person.groups) groups.add(group);
          noticeCurrentOnly(people, {
            limits,
            vendor: name,
            show: showLeavers,
            currentOnly: settings.currentOnly,
            today,
          });
          for (let at = 0; at < people.length; at += PAGE) yield people.slice(at, at + PAGE);
        },
        groups: async () => [...groups].map((group) => ({ name: group, contains: [] })),
        memberships: async () => (groups.size > 0 ? 'told' : 'no-groups'),
        usage,
        ...(unusedColumns === undefined ? {} : { unusedColumns }),
      };
    },
  });
}
