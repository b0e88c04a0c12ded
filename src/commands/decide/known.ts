import { table } from '../../chat/say/table.ts';
import { dayText } from '../../chat/say/words.ts';
import { KNOWN_REASONS } from '../../domain/action.ts';
import { type App, type Context, listApps, timestamp } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import { labelOf } from '../../store/accounts/account-label.ts';
import { findAccount } from '../../store/accounts/accounts.ts';
import { decisionsOf } from '../../store/decisions/decisions.ts';
import { accountNamed, appNamed, dayNamed } from '../arguments.ts';
import { type Answer, type Command, CommandError, type Request, sentence } from '../command.ts';
import { answerMany, readEach } from './many-decisions.ts';

export const known: Command = {
  verb: 'known',
  // With reason: in front, all of them are accounts.
  names: ({ filters }) => (filters.reason === undefined ? 2 : Number.POSITIVE_INFINITY),
  text: true,
  example: 'known figma it-team@acme.example "group alias" until:90',
  does: 'mark an account as fine, with a reason, or several with reason: and a preview first; without words: list what is known',
  group: 'decide',
  keys: ['until', 'reason'],
  changes: ({ words }) => words.length > 0,
  repeats: ({ words, filters, flags }) =>
    words.length === 0 || (words.length > 2 && filters.reason !== undefined && !flags.has('apply')),
  async answer(context, request) {
    const [appWord, accountWord, ...reasonWords] = request.words;
    if (appWord === undefined) return listKnown(context);
    const app = appNamed(context, appWord);
    if (request.filters.reason !== undefined && reasonWords.length > 0)
      return knownMany(context, app, request);
    const { account } = await accountNamed(context, app, accountWord);
    if (request.flags.has('undo')) {
      const { done, text } = await act(context, request.by, {
        type: 'unknown-again',
        app: app.config.id,
        account: account.id,
      });
      return sentence(done, text);
    }
    const reason = reasonOf(request, reasonWords);
    const until =
      request.filters.until === undefined ? null : dayNamed(context, request.filters.until, 'until');
    const { done, text } = await act(context, request.by, {
      type: 'known',
      app: app.config.id,
      account: account.id,
      reason,
      until,
    });
    return sentence(done, text);
  },
};

/** With reason: in front of it, every word is an account. */
async function knownMany(context: Context, app: App, request: Request): Promise<Answer> {
  const [, ...accounts] = request.words;
  if (request.flags.has('undo'))
    throw new CommandError('--undo takes back one decision at a time: known <app> <account> --undo.');
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
  if (reason === '')
    throw new CommandError(
      `Say why it is fine, for example ${KNOWN_REASONS.map((word) => JSON.stringify(word)).join(', ')}.`,
    );
  if (reason.length > 500) throw new CommandError('That reason is longer than 500 characters. Shorten it.');
  return reason;
}

function listKnown(context: Context): Answer {
  const at = timestamp(context);
  const rows = listApps(context).flatMap((app) =>
    [...decisionsOf(context.store, app.source.id).known.values()].map((decision) => {
      const stored = findAccount(context.store, app.source.id, decision.account);
      return { ...decision, app: app.config.id, label: stored === null ? decision.account : labelOf(stored) };
    }),
  );
  const summary = rows.length === 0 ? 'Nothing is marked as known.' : `${rows.length} marked as known.`;
  return {
    ok: true,
    message: {
      summary,
      title: summary,
      body: [
        table(
          ['app', 'account', 'reason', 'until', 'by', 'on'],
          rows.map((row) => [
            row.app,
            row.label,
            row.reason,
            row.until === null ? '–' : dayText(row.until, at),
            row.by,
            dayText(row.at, at),
          ]),
          'Mark one with: known <app> <account> "<reason>"',
        ),
      ],
      buttons: [],
    },
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
