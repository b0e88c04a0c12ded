import { quote } from '../../chat/grammar.ts';
import { knownListMessage } from '../../chat/say/decide/known-list.ts';
import { twoAccountsText, USAGE } from '../../chat/say/decide/usage.ts';
import type { Action } from '../../domain/action.ts';
import { type App, type Context, clockOf, listApps } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { findAccount } from '../../store/accounts/accounts.ts';
import { decisionsOf } from '../../store/decisions/decisions.ts';
import { accountNamed, appNamed, dayNamed, exactAccount } from '../arguments.ts';
import { type Answer, type Command, CommandError, outcome, type Request } from '../command.ts';
import { decidableNamed } from './decidable.ts';
import { answerMany, readEach } from './many-decisions.ts';

export const known: Command = {
  verb: 'known',
  // With reason: given, every word after the app is an account.
  names: ({ filters }) => (filters.reason === undefined ? 2 : Number.POSITIVE_INFINITY),
  text: true,
  example: 'known figma it-team@acme.example "group alias" until:90',
  does: 'mark an account, or a subscription with a finding, as known, with a reason; --undo takes it back; with reason: several at once, after a preview; known alone lists the known accounts',
  group: 'decide',
  keys: ['until', 'reason'],
  flags: ['undo', 'apply', 'skip-decided'],
  changes: ({ words }) => words.length > 0,
  repeats: ({ words, filters, flags }) =>
    words.length === 0 || (words.length > 2 && filters.reason !== undefined && !flags.has('apply')),
  async answer(context, request) {
    const [appWord, accountWord, ...reasonWords] = request.words;
    if (appWord === undefined) return listKnown(context);
    const app = appNamed(context, appWord);
    if (request.filters.reason !== undefined && reasonWords.length > 0)
      return knownMany(context, app, request);
    const { kind, id } = await decidableNamed(context, app, accountWord);
    const target = app.config.id;
    if (request.flags.has('undo')) {
      if (reasonWords.length > 0 || Object.keys(request.filters).length > 0)
        throw new CommandError(USAGE[reasonWords.length > 0 ? 'known-undo' : 'undo-alone']);
      const action: Action =
        kind === 'account'
          ? { type: 'unknown-again', app: target, account: id }
          : { type: 'undo-subscription', app: target, subscription: id };
      return outcome(await act(context, request.by, action));
    }
    await refuseSecondAccount(context, app, request, id);
    const reason = reasonOf(request, reasonWords);
    const until =
      request.filters.until === undefined ? null : dayNamed(context, request.filters.until, 'until');
    const action: Action =
      kind === 'account'
        ? { type: 'known', app: target, account: id, reason, until }
        : { type: 'known-subscription', app: target, subscription: id, reason, until };
    return outcome(await act(context, request.by, action));
  },
};

/** A second word that is an account of the app cannot be the reason: only the first account would be marked. */
async function refuseSecondAccount(
  context: Context,
  app: App,
  { words, filters }: Request,
  first: string,
): Promise<void> {
  const [, firstWord = '', second, ...rest] = words;
  if (second === undefined || filters.reason !== undefined) return;
  const other = await exactAccount(context, app, second);
  if (other === null || other.account.id === first) return;
  const accounts = [firstWord, second];
  const more: string[] = [];
  for (const word of rest) {
    if ((await exactAccount(context, app, word)) === null) break;
    more.push(word);
  }
  const typed = ['known', app.config.id, ...[...accounts, ...more].map(quote)].join(' ');
  throw new CommandError(twoAccountsText(typed, accounts, rest.slice(more.length).join(' ')));
}

/** Marks several accounts: with the reason given as reason:, every word is an account. */
async function knownMany(context: Context, app: App, request: Request): Promise<Answer> {
  const [, ...accounts] = request.words;
  if (request.flags.has('undo')) throw new CommandError(USAGE['known-undo']);
  const reason = reasonOf(request, []);
  const { until: untilWord } = request.filters;
  const until = untilWord === undefined ? null : dayNamed(context, untilWord, 'until');
  const wishes = await readEach(accounts, async (word) => ({
    app: app.config.id,
    account: (await accountNamed(context, app, word)).account.id,
    where: '',
    does: { kind: 'known', reason, until } as const,
  }));
  return answerMany(context, request, 'known', wishes);
}

function reasonOf({ filters }: Request, words: readonly string[]): string {
  const reason = (filters.reason ?? words.join(' ')).trim();
  if (reason === '') throw new CommandError(USAGE['known-reason']);
  if (reason.length > 500) throw new CommandError(USAGE['known-reason-too-long']);
  return reason;
}

function listKnown(context: Context): Answer {
  const rows = listApps(context).flatMap((app) =>
    [...decisionsOf(context.store, app.source.id).known.values()].map((decision) => {
      const stored = findAccount(context.store, app.source.id, decision.account);
      return {
        ...decision,
        app: app.config.id,
        name: app.config.name,
        label: stored === null ? decision.account : accountLabel(stored),
      };
    }),
  );
  return {
    ok: true,
    message: knownListMessage(
      rows.map((row) => ({ ...row, app: row.name })),
      clockOf(context),
    ),
    json: rows.map(({ app, account, label, reason, until, by, at: on }) => ({
      app,
      account,
      label,
      reason,
      until,
      by,
      at: on,
    })),
  };
}
