import { onTestFinished } from 'vitest';
import { openSync, type SyncReport } from '../../src/flows/sync/sync-all.ts';
import { type Service, startService } from '../../src/service/start-service.ts';
import type { Company, Office } from './company.ts';
import { eventually } from './eventually.ts';

/** A running service that looks at its plan all the time, while the test sets the clock. */
export interface RhythmOffice {
  readonly office: Office;
  readonly service: Promise<Service>;
  /** What a command answers, as data in one text. */
  say(text: string): Promise<string>;
  /** How often each source was read, by id. */
  reads(): Readonly<Record<string, number>>;
  /** Waits until the sources were read that often. */
  read(counts: Readonly<Record<string, number>>): Promise<void>;
  /** The apps of each selection that was read by itself. */
  selected(): readonly (readonly string[] | 'all')[];
  stop(): Promise<void>;
}

export async function rhythmOffice(
  company: Company,
  { change = (office: Office) => office, awaits = true } = {},
): Promise<RhythmOffice> {
  const office = change(company.open());
  const { context } = office;
  const selected: (readonly string[] | 'all')[] = [];
  const service = startService({
    context,
    chat: [{ ...office.chat, id: 'slack' }],
    openSync: async () => {
      const sync = await openSync(context);
      return {
        ...sync,
        read: (selection): Promise<SyncReport> => {
          selected.push(selection.apps);
          return sync.read(selection);
        },
      };
    },
    web: { port: 0 },
    elapsed: () => company.now().getTime(),
    lookMs: 10,
  });
  let open = true;
  const stop = async () => {
    if (!open) return;
    open = false;
    await (await service).stop();
    context.store.close();
  };
  onTestFinished(stop);
  if (awaits) await service;
  const reads = () =>
    Object.fromEntries(
      context.store.sqlite
        .prepare(
          "SELECT name, count(*) FROM run JOIN source ON source.id = run.source WHERE status NOT IN ('reading', 'applying') GROUP BY name ORDER BY name",
        )
        .raw()
        .all() as [string, number][],
    );
  return {
    office,
    service,
    async say(text) {
      const by = { on: 'slack', id: 'slack:U1', name: 'kim', mayChange: true } as const;
      return JSON.stringify(await (await service).bot.handle({ type: 'command', by, text }));
    },
    reads,
    selected: () => selected,
    read: async (counts) => {
      await eventually(
        () => Object.entries(counts).every(([name, many]) => (reads()[name] ?? 0) >= many),
        `reads ${JSON.stringify(counts)}`,
      );
    },
    stop,
  };
}
