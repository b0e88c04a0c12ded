import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planCard } from '../../../src/chat/say/removal/card.ts';
import { confirmAction } from '../../../src/chat/say/removal/plan-buttons.ts';
import type { Removal } from '../../../src/connectors/base/removal.ts';
import type { Action } from '../../../src/domain/action.ts';
import type { Caller } from '../../../src/domain/caller.ts';
import type { Context } from '../../../src/flows/context.ts';
import { lookAtPlan } from '../../../src/flows/removal/look-at-plan.ts';
import { verifyAudit } from '../../../src/store/audit.ts';
import { messageSubject } from '../../../src/store/outbox/message-subject.ts';
import { lastOutgoing } from '../../../src/store/outbox/outbox.ts';
import { latestPlans } from '../../../src/store/removal/plans.ts';
import { people } from '../../support/company.ts';
import { type KillPoints, killPoints } from '../../support/kill-points.ts';
import { removalOffice, SLACK_KIM, SLACK_LEE, seatOf, TEAMS_KIM } from '../../support/removal-office.ts';

/** How many sequences are tried; `npm run model:removal` asks for 10,000. */
const SEQUENCES = Number(process.env.SEATKEEPER_SEQUENCES ?? 120);
/** The same sequences in every run: what was found once is found again. */
const SEED = Number(process.env.SEATKEEPER_SEED ?? 14);
const MOST_STEPS = 50;
const SEAT = seatOf(1);
const STRANGER: Caller = { on: 'slack', id: 'slack:UX', name: 'x', mayChange: false, emails: ['x@acme.co'] };
const CALLERS: readonly Caller[] = [SLACK_KIM, SLACK_LEE, TEAMS_KIM, STRANGER];

const who = fc.constantFrom(...CALLERS);
const step = fc.oneof(
  fc.record({ do: fc.constant('sync' as const) }),
  fc.record({ do: fc.constant('confirm' as const), who }),
  fc.record({ do: fc.constant('approve' as const), who }),
  fc.record({ do: fc.constant('stale click' as const), who }),
  fc.record({ do: fc.constant('cancel' as const), who }),
  fc.record({ do: fc.constant('undo' as const), who }),
  fc.record({ do: fc.constant('run' as const) }),
  fc.record({ do: fc.constant('killed run' as const), at: fc.integer({ min: 1, max: 14 }) }),
  fc.record({ do: fc.constant('killed sync' as const), at: fc.integer({ min: 1, max: 24 }) }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 10, 45, 26 * 60) }),
  fc.record({ do: fc.constant('roster' as const), left: fc.boolean() }),
  fc.record({ do: fc.constant('policy' as const), twoPeople: fc.boolean(), protect: fc.boolean() }),
  fc.record({ do: fc.constant('app changes it' as const), active: fc.boolean() }),
);
/** Most are short, where most faults show; one in eight is as long as it may be. */
const sequence = fc.oneof(
  { weight: 7, arbitrary: fc.array(step, { maxLength: MOST_STEPS, size: 'small' }) },
  { weight: 1, arbitrary: fc.array(step, { minLength: MOST_STEPS / 2, maxLength: MOST_STEPS, size: 'max' }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** What changes between a confirmation and its step, tried in any case. */
const CHANGES: readonly Step[] = [
  { do: 'policy', twoPeople: false, protect: true },
  { do: 'policy', twoPeople: true, protect: false },
  { do: 'roster', left: false },
  { do: 'app changes it', active: false },
  { do: 'cancel', who: SLACK_LEE },
  { do: 'wait', minutes: 26 * 60 },
];
const EXAMPLES = CHANGES.map((change): [Step[]] => [
  [{ do: 'confirm', who: SLACK_KIM }, change, { do: 'run' }, { do: 'undo', who: SLACK_LEE }, { do: 'run' }],
]);

/** One office for all sequences; each begins with the person gone, the account open and nothing under way. */
async function laboratory() {
  const policy = { twoPeople: false, protect: false };
  let points: KillPoints | null = null;
  let broken: string | null = null;

  /** What must hold at the very moment in which the app is asked. */
  function inspect(context: Context): void {
    const running = context.store.sqlite
      .prepare(
        `SELECT o.way, o.started_at AS started, p.requested_by AS requester, p.approved_by AS approver,
                p.second_why AS second, p.ended_at AS ended
         FROM (SELECT *, step AS way FROM removal_operation WHERE state = 'running') o JOIN removal_plan p ON p.id = o.plan`,
      )
      .all() as Record<string, string | null>[];
    const [only] = running;
    if (running.length !== 1 || only === undefined) broken = `${running.length} operations are running`;
    else if (only.ended !== null) broken = 'the plan had ended';
    else if (only.requester === STRANGER.id) broken = 'it was asked for by somebody without rights';
    else if (only.second !== null && only.approver === null) broken = 'nobody approved it';
    else if (only.second !== null && only.approver === STRANGER.id) broken = 'approved without rights';
    else if (only.second !== null && [only.requester, only.approver].every((id) => id !== SLACK_LEE.id))
      broken = 'one person approved their own plan';
    if (policy.protect && only?.way === 'deactivate') broken = 'the account is protected';
    const old = context.store.sqlite
      .prepare(
        "SELECT count(*) AS n FROM source WHERE sealed_run > 0 AND name <> 'hand' AND julianday(?) - julianday(json_extract(numbers, '$.origin.readAt')) > 31.0 / 1440",
      )
      .get(context.now().toISOString()) as { n: number };
    if (old.n > 0) broken = 'the data is older than 30 minutes';
    const owner = context.store.sqlite
      .prepare("SELECT status FROM person WHERE email = 'user1@acme.co' AND gone_at IS NULL")
      .get() as { status: string } | undefined;
    if (only?.way === 'deactivate' && owner?.status !== 'offboarded') broken = 'its owner works here';
  }

  function watched(context: Context): Context {
    const guarded = (removal: Removal): Removal => ({
      ...removal,
      carryOut: async (asked, before) => {
        inspect(context);
        return removal.carryOut(asked, before);
      },
      undo: async (asked, before) => {
        inspect(context);
        if (removal.undo === undefined) throw new Error('it cannot be undone');
        return removal.undo(asked, before);
      },
    });
    const { config } = context;
    const changing = {
      ...config,
      get protect() {
        return policy.protect ? [{ app: 'chat', account: 'user1@acme.co' }] : [];
      },
      get removal() {
        return policy.twoPeople
          ? { ...config.removal, twoPeople: { ...config.removal.twoPeople, apps: ['chat'] } }
          : config.removal;
      },
    };
    points = killPoints(context.store);
    return points.watch({
      ...context,
      config: changing,
      dependencies: {
        ...context.dependencies,
        app: (...asked) => {
          const connection = context.dependencies.app(...asked);
          const { removal } = connection;
          return removal === undefined ? connection : { ...connection, removal: guarded(removal) };
        },
      },
    });
  }

  const office = await removalOffice({ users: 3, plain: true, roster: rows(true), world: watched });
  office.context.store.sqlite.pragma('synchronous = OFF');
  if (points === null) throw new Error('nothing is watched');
  return {
    ...office,
    points: points as KillPoints,
    policy,
    broken: () => broken,
    mend: () => {
      broken = null;
    },
  };
}
type Laboratory = Awaited<ReturnType<typeof laboratory>>;

function rows(left: boolean): string[] {
  return [
    'K,kim@acme.co,,,Kim Novak,active',
    'L,lee@acme.co,,,Lee Park,active',
    ...[0, 2].map((at) => `P${at},user${at}@acme.co,,,Person ${at},active`),
    left
      ? 'P1,user1@acme.co,,,Person 1,offboarded,,2026-02-20'
      : 'P1,user1@acme.co,,,Person 1,active,2026-02-25',
  ];
}

async function begin(lab: Laboratory): Promise<void> {
  const { acme, office, server, policy, press, context, points, after } = lab;
  points.revive();
  lab.mend();
  Object.assign(policy, { twoPeople: false, protect: false });
  for (const { id, endedAt } of latestPlans(context.store, 20))
    if (endedAt === null) await press({ type: 'cancel-removal', plan: id }, SLACK_KIM);
  after(3 * 24 * 60);
  await lab.run();
  const user = server.users.get('1001');
  if (user !== undefined) user.active = true;
  acme.write('roster.csv', people(...rows(true)));
  await office.sync();
}

async function carry(lab: Laboratory, one: Step, clicks: Action[]): Promise<void> {
  const { acme, office, server, policy, points, context } = lab;
  const [plan] = latestPlans(context.store, 1);
  switch (one.do) {
    case 'sync':
      await office.sync();
      return;
    case 'confirm': {
      const { hash } = await lab.plan(SEAT, one.who);
      const click = confirmAction(SEAT, hash);
      clicks.push(click);
      await lab.press(click, one.who);
      return;
    }
    case 'stale click': {
      const old = clicks[0];
      if (old !== undefined) await lab.press(old, one.who);
      return;
    }
    case 'approve': {
      if (plan === undefined) return;
      const click: Action = { type: 'approve-removal', plan: plan.id, hash: plan.hash };
      clicks.push(click);
      await lab.press(click, one.who);
      return;
    }
    case 'cancel':
      if (plan !== undefined) await lab.press({ type: 'cancel-removal', plan: plan.id }, one.who);
      return;
    case 'undo': {
      const [last] = plan === undefined ? [] : lab.operations();
      if (last !== undefined) await lab.press({ type: 'undo-removal', operation: last.id }, one.who);
      return;
    }
    case 'run':
      await lab.run();
      return;
    case 'killed run':
      await office.sync();
      await killed(points, one.at, () => lab.run());
      return;
    case 'killed sync':
      await killed(points, one.at, () => office.sync());
      return;
    case 'wait':
      lab.after(one.minutes);
      return;
    case 'roster':
      acme.write('roster.csv', people(...rows(one.left)));
      return;
    case 'policy':
      Object.assign(policy, { twoPeople: one.twoPeople, protect: one.protect });
      return;
    case 'app changes it': {
      const user = server.users.get('1001');
      if (user !== undefined) user.active = one.active;
      return;
    }
    default:
      one satisfies never;
  }
}

/** The process ends at that point, unless the work is done before, and another one is started. */
async function killed(points: KillPoints, at: number, work: () => Promise<unknown>): Promise<void> {
  points.arm(at);
  await work().catch((error: unknown) => {
    if (!String(error).includes('killed')) throw error;
  });
  points.revive();
}

/** What must hold between any two steps. */
function check(lab: Laboratory, written: number): void {
  const { context } = lab;
  expect(lab.broken()).toBeNull();
  const { started, twice } = context.store.sqlite
    .prepare(
      `SELECT (SELECT count(*) FROM removal_operation WHERE started_at IS NOT NULL) AS started,
              (SELECT count(*) FROM (SELECT 1 FROM removal_operation WHERE ended_at IS NULL GROUP BY app, account, step HAVING count(*) > 1)) AS twice`,
    )
    .get() as { started: number; twice: number };
  expect(twice).toBe(0);
  // Never more requests than operations that were begun: none asks twice.
  expect(lab.writes().length).toBeLessThanOrEqual(started);
  expect(written).toBeLessThanOrEqual(lab.writes().length);
  const [plan] = latestPlans(context.store, 1);
  if (plan === undefined) return;
  const [platform = 'terminal'] = context.platforms;
  const card = lastOutgoing(context.store, platform, messageSubject.removal(plan.id));
  expect(card?.message.summary).toBe(planCard(lookAtPlan(context, plan)).summary);
}

/** How many rows were written since the database was opened, by whichever statement. */
function changesOf({ context }: Laboratory): number {
  return context.store.sqlite.prepare('SELECT total_changes()').pluck().get() as number;
}

/** A company of its own for so many sequences, because what was done stays in its database. */
const BATCH = 250;

test('one seat, two admins and everything that may happen in between', async () => {
  let writes = 0;
  const ends = new Set<unknown>();
  for (let done = 0; done < SEQUENCES; done += BATCH) {
    const count = Math.min(BATCH, SEQUENCES - done);
    const lab = await laboratory();
    await fc.assert(
      fc.asyncProperty(sequence, async (steps) => {
        await begin(lab);
        const clicks: Action[] = [];
        let seen = '';
        for (const one of steps) {
          const written = lab.writes().length;
          await carry(lab, one, clicks);
          // What looks at the database and the app finds the same as before, where neither was written since.
          const now = `${changesOf(lab)} ${lab.writes().length} ${lab.broken()}`;
          if (now !== seen) check(lab, written);
          seen = now;
        }
      }),
      { numRuns: count, seed: SEED + done, examples: EXAMPLES },
    );
    expect(verifyAudit(lab.context.store)).toMatchObject({ ok: true });
    writes += lab.writes().length;
    for (const state of lab.office.values('SELECT DISTINCT state FROM removal_operation')) ends.add(state);
  }
  // Seats were removed and given back, and plans ended in many ways: the sequences reach what they are about.
  expect(writes).toBeGreaterThan(SEQUENCES / 20);
  expect([...ends]).toEqual(expect.arrayContaining(['verified', 'failed', 'cancelled', 'already']));
}, 3_600_000);
