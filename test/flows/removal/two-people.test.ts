import { expect, test } from 'vitest';
import { act } from '../../../src/flows/decide/act.ts';
import { approvalOf } from '../../support/approval.ts';
import {
  removalOffice,
  rosterOf,
  SLACK_KIM,
  SLACK_LEE,
  seatOf,
  TEAMS_KIM,
  TEAMS_LEE,
} from '../../support/removal-office.ts';

const BULK = { scope: 'app', app: 'chat', filter: 'inactive' } as const;
const APPS = '{ dryRun: off, twoPeople: { apps: [chat] } }';

test('a plan of more accounts than one person may remove waits for a second one, and both are named', async () => {
  const { context, office, plan, confirm, press, run, writes, states } = await removalOffice({
    roster: rosterOf(40, 7),
  });
  expect((await plan(BULK)).shown.second).toEqual({ why: 'breaker', limit: 4 });
  await confirm(BULK, SLACK_KIM);
  expect(await run()).toBe(0);
  expect(new Set(states())).toEqual(new Set(['planned']));
  expect(await press(approvalOf(context), SLACK_LEE)).toMatchObject({ done: true });
  await run();
  expect(writes()).toHaveLength(7);
  expect(new Set(states())).toEqual(new Set(['verified']));
  const card = (await office.news()).at(-1);
  expect(card?.says).toBe('Removed: 7 accounts in Chat.');
  const entries = office.values("SELECT detail FROM audit WHERE action = 'removal-verified'") as string[];
  expect(entries.map((detail) => JSON.parse(detail) as object)).toEqual(
    Array.from({ length: 7 }, () => expect.objectContaining({ by: 'kim', approver: 'lee' })),
  );
});

test('one person with two accounts is one person, also across Slack and Teams', async () => {
  const { context, confirm, press, states } = await removalOffice({ removal: APPS });
  await confirm(seatOf(1), SLACK_KIM);
  for (const same of [SLACK_KIM, TEAMS_KIM])
    expect((await press(approvalOf(context), same)).text).toMatch(/that is you/);
  expect(states()).toEqual(['planned']);
  expect((await press(approvalOf(context), TEAMS_LEE)).done).toBe(true);
  expect((await press(approvalOf(context), SLACK_LEE)).text).toMatch(/^Already handled: lee approved it/);
});

test('somebody on another platform who is in no roster may be the same person, and approves nothing', async () => {
  const { context, confirm, press } = await removalOffice({ removal: APPS });
  await confirm(seatOf(1), SLACK_KIM);
  const stranger = { on: 'teams', id: 'teams:x', name: 'x', mayChange: true } as const;
  expect((await press(approvalOf(context), stranger)).text).toMatch(/I cannot tell whether you are kim/);
  // Two accounts of one platform are two people there.
  expect((await press(approvalOf(context), { ...stranger, on: 'slack', id: 'slack:UX' })).done).toBe(true);
});

const TERMINAL_KIM = { on: 'terminal', id: 'terminal:kim', name: 'kim', mayChange: true } as const;
const TERMINAL_ROOT = { ...TERMINAL_KIM, id: 'terminal:root', name: 'root' } as const;

test('what was confirmed in the terminal is approved in a chat once the settings say who that is, and both are named', async () => {
  const { acme, office, context, confirm, press, states } = await removalOffice({ removal: APPS });
  await confirm(seatOf(1), TERMINAL_KIM);
  const approval = approvalOf(context);
  expect((await press(approval, TERMINAL_KIM)).text).toMatch(/that is you/);
  for (const unknown of [SLACK_LEE, TEAMS_KIM, TERMINAL_ROOT])
    expect((await press(approval, unknown)).text).toMatch(
      /cannot tell whether you are kim.*admin: \{ terminal: \{ users: \{ "kim": <address>/,
    );
  expect(states()).toEqual(['planned']);
  acme.configure(
    (text) => `${text}admin: { terminal: { users: { kim: kim@acme.co, root: Kim@acme.co } } }\n`,
  );
  const named = { ...context, config: acme.open().context.config };
  for (const own of [SLACK_KIM, TEAMS_KIM, TERMINAL_ROOT])
    expect((await act(named, own, approval)).text).toMatch(/that is you/);
  expect((await act(named, SLACK_LEE, approval)).done).toBe(true);
  expect(states()).toEqual(['approved']);
  await office.news();
  expect(JSON.stringify((await office.ask('removals')).message)).toMatch(/by kim .*approved by lee/);
});

test('what was confirmed in a chat is approved in the terminal by somebody else whom the settings name', async () => {
  const { context, confirm, press } = await removalOffice({
    removal: APPS,
    yaml: 'admin: { terminal: { users: { kim: kim@acme.co, lee: lee@acme.co } } }',
  });
  await confirm(seatOf(1), SLACK_KIM);
  expect((await press(approvalOf(context), TERMINAL_KIM)).text).toMatch(/that is you/);
  const lee = { ...TERMINAL_KIM, id: 'terminal:lee', name: 'lee' } as const;
  expect((await press(approvalOf(context), { ...lee, id: 'terminal:constructor' })).done).toBe(false);
  expect((await press(approvalOf(context), lee)).done).toBe(true);
});

test('two accounts with one address are one person, in no roster and on one platform too', async () => {
  const { context, confirm, press } = await removalOffice({ removal: APPS });
  const admin = { on: 'teams', id: 'teams:a', name: 'a', mayChange: true, emails: ['a@msp.co'] } as const;
  await confirm(seatOf(1), admin);
  expect((await press(approvalOf(context), { ...admin, id: 'teams:b' })).text).toMatch(/that is you/);
  expect((await press(approvalOf(context), { ...admin, id: 'teams:c', emails: ['c@msp.co'] })).done).toBe(
    true,
  );
});

test('somebody without rights approves nothing, and neither refuses nor ends the plan', async () => {
  const { context, confirm, press, run, states, writes } = await removalOffice({ removal: APPS });
  await confirm(seatOf(1), SLACK_KIM);
  const guest = { ...SLACK_LEE, mayChange: false };
  expect((await press(approvalOf(context), guest)).done).toBe(false);
  await run();
  expect(states()).toEqual(['planned']);
  expect(writes()).toEqual([]);
  expect((await press(approvalOf(context), SLACK_LEE)).done).toBe(true);
});

test('an approval after the plan has expired changes nothing', async () => {
  const { context, confirm, press, run, writes, states, after } = await removalOffice({ removal: APPS });
  await confirm(seatOf(1), SLACK_KIM);
  const approval = approvalOf(context);
  after(24 * 60 + 1);
  expect((await press(approval, SLACK_LEE)).text).toMatch(/has expired/);
  await run();
  expect(states()).toEqual(['expired']);
  expect(writes()).toEqual([]);
  expect((await press(approval, SLACK_LEE)).done).toBe(false);
});

test('an approval is for exactly the plan that was shown', async () => {
  const { context, confirm, press, states } = await removalOffice({ removal: APPS });
  await confirm(seatOf(1), SLACK_KIM);
  const { plan } = approvalOf(context);
  const forged = { type: 'approve-removal', plan, hash: '0'.repeat(64) } as const;
  expect((await press(forged, SLACK_LEE)).done).toBe(false);
  expect(states()).toEqual(['planned']);
});

test('nobody approves a plan that removes themselves', async () => {
  const left = rosterOf(40).map((row) => row.replace('L,lee@acme.co', 'L,user1@acme.co'));
  const { context, confirm, press } = await removalOffice({
    removal: APPS,
    roster: left.slice(0, 2).concat(left.slice(2)),
  });
  await confirm(seatOf(2), SLACK_KIM);
  const own = { ...SLACK_LEE, emails: ['user2@acme.co'] };
  expect((await press(approvalOf(context), own)).text).toMatch(/Your own account is in this plan/);
});

test('one person removes at most a tenth of an app in a day, whatever the plans; an approved plan does not count', async () => {
  const { context, confirm, plan, press, run, writes, after } = await removalOffice({
    users: 20,
    roster: rosterOf(20, 5),
  });
  await confirm(seatOf(0), SLACK_KIM);
  await confirm(seatOf(1), SLACK_KIM);
  await run();
  expect((await plan(seatOf(2))).shown.second).toEqual({ why: 'breaker', limit: 2 });
  await confirm(seatOf(2), SLACK_KIM);
  await run();
  expect(writes()).toHaveLength(2);
  await press(approvalOf(context), SLACK_LEE);
  await run();
  expect(writes()).toHaveLength(3);
  after(24 * 60 + 1);
  expect((await plan(seatOf(3))).shown.second).toBeNull();
});

test('plans that were confirmed at the same moment do not get past the breaker together', async () => {
  const { confirm, run, writes, office } = await removalOffice({ users: 20, roster: rosterOf(20, 5) });
  // Each of them is within the limits when it is confirmed.
  for (const user of [0, 1, 2]) await confirm(seatOf(user), SLACK_KIM);
  await run();
  expect(writes()).toHaveLength(2);
  expect(office.values('SELECT state FROM removal_operation ORDER BY id')).toEqual([
    'verified',
    'verified',
    'failed',
  ]);
});
