import type { RemovalView } from '../../chat/say/alerts/how-to-remove.ts';
import type { Caller } from '../../domain/caller.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import { recordEvents } from '../../store/findings/account-events.ts';
import { claimRemoval, rememberedFindings } from '../../store/findings/findings.ts';
import { personByRef } from '../../store/people/people.ts';
import { accountPage } from '../account-page.ts';
import type { App, Context } from '../context.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { sayTasks, tasksOn, unsayTasks } from '../tasks/say-task.ts';
import { decide, type Planner } from './decide.ts';

interface Target {
  readonly app: string;
  readonly account: string;
}

/** An admin says that a seat was removed in the app. Its finding is quiet until a complete read of newer data shows whether it is. */
export function sayRemoved(context: Context, by: Caller, target: Target): Outcome {
  return decide(context, by, target, ({ store }, { app, stored, label, by: admin, at }) => {
    const open = openFinding(context, app, stored);
    const tasks = tasksOn(context, stored);
    if (open === undefined && tasks.length === 0)
      return refuse(context, { kind: 'no-open-finding', app: app.config.name, label });
    // The finding may already be quiet, and the task was opened after that.
    if ((open?.removalSaid ?? null) !== null && tasks.every(({ state }) => state !== 'task'))
      return refuse(context, { kind: 'removal-said-already', label });
    return {
      what: { kind: 'removal-said' },
      save: () => {
        claimRemoval(store, stored.app, stored.row, at);
        sayTasks(context, admin, tasks);
        recordEvents(store, [
          { account: stored.row, at, happening: { kind: 'removal-said' }, by: admin.name },
        ]);
      },
      detail: {},
    };
  });
}

/** The same or another admin takes it back: the finding is shown again. */
export function unsayRemoved(context: Context, by: Caller, target: Target): Outcome {
  return decide(context, by, target, planUnsay());
}

export function planUnsay(): Planner {
  return (context, { app, stored, label, by }) => {
    const open = openFinding(context, app, stored);
    if (open === undefined || open.removalSaid === null)
      return refuse(context, { kind: 'removal-not-said', label });
    return {
      what: { kind: 'removal-unsaid' },
      save: () => {
        claimRemoval(context.store, stored.app, stored.row, null);
        unsayTasks(context, by, tasksOn(context, stored));
      },
      detail: {},
      undoes: 'removal',
    };
  };
}

/** What an admin needs to remove a seat outside. */
export function lookAtRemoval(context: Context, app: App, stored: StoredAccount): RemovalView {
  const { id, name, owner } = app.config;
  const person = stored.person === null ? null : personByRef(context.store, stored.person);
  const open = openFinding(context, app, stored);
  return {
    app: { id, name },
    account: stored.account.id,
    label: accountLabel(stored),
    name: person?.name ?? stored.account.name,
    adminUrl: accountPage(context, app.config, stored.account),
    owner,
    licenses: stored.account.licenses,
    finding: open === undefined ? 'none' : open.removalSaid === null ? 'open' : 'said',
  };
}

function openFinding({ store }: Context, app: App, { row }: StoredAccount) {
  return rememberedFindings(store, app.source.id, [row]).find(({ closedAt }) => closedAt === null);
}
