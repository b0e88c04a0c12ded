import { onTestFinished } from 'vitest';
import { confirmAction } from '../../src/chat/say/removal/plan-buttons.ts';
import type { Action } from '../../src/domain/action.ts';
import type { Caller } from '../../src/domain/caller.ts';
import type { Asked } from '../../src/domain/removal/plan.ts';
import type { Observer } from '../../src/domain/watching/observer.ts';
import type { Context } from '../../src/flows/context.ts';
import { act } from '../../src/flows/decide/act.ts';
import type { Outcome } from '../../src/flows/outcome.ts';
import { type PlanMade, planRemoval } from '../../src/flows/removal/plan-removal.ts';
import { openExecutor } from '../../src/flows/removing/executor.ts';
import { operationsOf, type StoredOperation } from '../../src/store/removal/operations.ts';
import { latestPlans } from '../../src/store/removal/plans.ts';
import { type Company, company, KIM, type Office, people } from './company.ts';
import { type PlainScim, startPlainScim } from './plain-scim.ts';
import { SCIM_TOKEN, startScimmy } from './scimmy-server.ts';

/** A company whose app "chat" is a SCIM server of its own: user 1000 is user0@acme.co, and every user from 1000 on has the next number. */
export interface RemovalOffice {
  readonly acme: Company;
  readonly context: Context;
  readonly office: Office;
  readonly server: PlainScim;
  /** The requests that changed something, in order: `DELETE /scim/Users/1001`. */
  writes(): readonly string[];
  /** The plan that `by` is shown. */
  plan(asked: Asked, by?: Caller): Promise<PlanMade>;
  /** Confirms exactly what is shown now. */
  confirm(asked: Asked, by?: Caller): Promise<Outcome>;
  press(action: Action, by?: Caller): Promise<Outcome>;
  /** Carries out what is due, as the service does every second; returns how many operations were worked on. */
  run(): Promise<number>;
  /** The operations of the newest plan. */
  operations(): readonly StoredOperation[];
  /** Their states. */
  states(): readonly string[];
  /** The newest plan's number. */
  newest(): number;
  /** Moves the clock on. */
  after(minutes: number): void;
}

export interface RemovalOfficeOptions {
  /** How many users the server has; 40 when left out. */
  readonly users?: number;
  /** A server of ours that is quick, in place of SCIMMY. */
  readonly plain?: boolean;
  /** Rows of the roster; left out, the users 0 to 4 have left and all others work here. */
  readonly roster?: readonly string[];
  /** Under `removal:` of seatkeeper.yaml. */
  readonly removal?: string;
  /** More lines for seatkeeper.yaml. */
  readonly yaml?: string;
  /** Further apps, each a file of accounts by its id. */
  readonly csv?: Readonly<Record<string, string>>;
  /** Under `settings:` of the app. */
  readonly settings?: string;
  /** The same server, read and changed by this declaration. */
  readonly declaration?: string;
  /** Stands between us and the server; its origin is what we ask. */
  readonly through?: (server: PlainScim) => Promise<{ readonly origin: string; close(): Promise<void> }>;
  /** Told of what goes on. */
  readonly observer?: Observer;
  /** What is different in the world of the office. */
  readonly world?: (context: Context) => Context;
}

export const SLACK_KIM: Caller = {
  on: 'slack',
  id: 'slack:UKIM',
  name: 'kim',
  mayChange: true,
  emails: ['kim@acme.co'],
};
export const TEAMS_KIM: Caller = { ...SLACK_KIM, on: 'teams', id: 'teams:kim' };
export const SLACK_LEE: Caller = {
  on: 'slack',
  id: 'slack:ULEE',
  name: 'lee',
  mayChange: true,
  emails: ['lee@acme.co'],
};
export const TEAMS_LEE: Caller = { ...SLACK_LEE, on: 'teams', id: 'teams:lee' };

/** Kim and Lee, and one person for each user of the server; those with a number below `left` have left. */
export function rosterOf(users: number, left = 5): string[] {
  return [
    'K,kim@acme.co,,,Kim Novak,active',
    'L,lee@acme.co,,,Lee Park,active',
    ...Array.from({ length: users }, (_, at) =>
      at < left
        ? `P${at},user${at}@acme.co,,,Person ${at},offboarded,,2026-02-20`
        : `P${at},user${at}@acme.co,,,Person ${at},active`,
    ),
  ];
}

/** The account of that user in the app. */
export function seatOf(user: number): { scope: 'account'; app: 'chat'; account: string } {
  return { scope: 'account', app: 'chat', account: String(1000 + user) };
}

export async function removalOffice({
  users = 40,
  plain = false,
  roster = rosterOf(users),
  removal = '{ dryRun: off }',
  yaml = '',
  csv = {},
  settings = '',
  declaration,
  through,
  observer,
  world = (context) => context,
}: RemovalOfficeOptions = {}): Promise<RemovalOffice> {
  const server = plain ? await startPlainScim(users) : await startScimmy(4, users);
  for (const user of server.users.values()) user.active = true;
  const between = through === undefined ? null : await through(server);
  const origin = between?.origin ?? server.origin;
  const asked =
    declaration === undefined
      ? `connector: scim, settings: { baseUrl: "${origin}/scim", token: "\${SCIM_READ}", removal: { token: "\${SCIM_WRITE}" }${settings} }`
      : `connector: rest, settings: { declaration: ./chat.yaml, base: "${origin}/scim", key: "\${SCIM_READ}"${settings} }`;
  const acme = company({
    roster: people(...roster),
    apps: csv,
    yaml: `  - { id: chat, name: Chat, owner: lee@acme.co, price: { unit: 10, currency: USD, term: monthly }, ${asked} }
network: { allow: ["${origin}"] }
removal: ${removal}
${yaml}`,
    env: { SCIM_READ: SCIM_TOKEN, SCIM_WRITE: SCIM_TOKEN },
  });
  acme.configure((text) => text.replace('domains: [acme.example]', 'domains: [acme.co]'));
  if (declaration !== undefined) acme.write('chat.yaml', declaration);
  const office = acme.open(observer === undefined ? {} : { observer });
  onTestFinished(async () => {
    await between?.close();
    await server.close();
  });
  await office.sync();
  await office.news();
  const context = world({ mayChange: async () => true, ...office.context });
  const newest = () => {
    const [plan] = latestPlans(context.store, 1);
    if (plan === undefined) throw new Error('no plan was confirmed');
    return plan.id;
  };
  const plan = (asked: Asked, by: Caller = KIM) => planRemoval(context, by, asked);
  const press = (action: Action, by: Caller = KIM) => act(context, by, action);
  const operations = () => operationsOf(context.store, newest());
  return {
    acme,
    context,
    office,
    server,
    writes: () => server.requests.filter((request) => !request.startsWith('GET')),
    plan,
    confirm: async (asked, by = KIM) => press(confirmAction(asked, (await plan(asked, by)).hash), by),
    press,
    async run() {
      const executor = openExecutor(context, {
        readAgain: (app) => office.sync(app),
        isStopped: () => false,
      });
      try {
        return await executor.run();
      } finally {
        executor.close();
      }
    },
    operations,
    states: () => operations().map(({ state }) => state),
    newest,
    after: (minutes) => acme.at(new Date(acme.now().getTime() + minutes * 60_000).toISOString()),
  };
}
