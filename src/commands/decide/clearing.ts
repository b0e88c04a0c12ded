import { clearingMessage } from '../../chat/say/clearing/clearing-list.ts';
import { ACCOUNT_KINDS } from '../../domain/account.ts';
import { addCounts } from '../../domain/account-part.ts';
import { WHY } from '../../domain/owners/why-unknown.ts';
import { clearingPage } from '../../flows/clearing/clearing-page.ts';
import { type ClearingFilter, clearingRows, unownedIn } from '../../flows/clearing/look-at-clearing.ts';
import { type Context, timestamp } from '../../flows/context.ts';
import { offeredRules } from '../../flows/rules/domain-rules.ts';
import { accountCounts } from '../../store/accounts/accounts.ts';
import { appsNamed } from '../arguments.ts';
import type { Answer, Command, Request } from '../command.ts';
import { listButtons, pageNamed } from '../page.ts';
import { oneOf } from '../resolve.ts';
import { refuseUnknownFlags } from '../unexpected-words.ts';
import { isUnread, unreadParts } from '../unread-apps-note.ts';
import { importDecisions } from './clearing-import.ts';

/** Each row has buttons below it, and a card of Teams has room for about nine. */
const PAGE = 8;
/** Rows on a page of a table. */
const SHELL_PAGE = 25;

export const clearing: Command = {
  verb: 'clearing',
  names: ({ words }) => (words[0]?.toLowerCase() === 'import' ? 2 : 1),
  example: 'clearing figma why:guest',
  does: 'unmatched accounts, which belong to nobody: why, and the nearest person; clearing import <file.csv> decides on many at once',
  group: 'look',
  keys: ['why', 'kind', 'page'],
  flags: ['apply', 'skip-decided'],
  changes: ({ words }) => words[0]?.toLowerCase() === 'import',
  repeats: ({ flags }) => !flags.has('apply'),
  answer(context, request) {
    const imports = request.words[0]?.toLowerCase() === 'import';
    if (imports) return importDecisions(context, request);
    refuseUnknownFlags({ ...clearing, flags: [] }, request);
    return list(context, request);
  },
};

function list(context: Context, request: Request): Answer {
  const { words, filters, pressable } = request;
  const filter = clearingFilter(filters);
  const apps = appsNamed(context, words[0]);
  const waiting = unownedIn(context, apps, filter);
  const total = waiting.reduce((sum, { rows }) => sum + rows.length, 0);
  const size = pressable ? PAGE : SHELL_PAGE;
  const page = pageNamed(filters.page, total, size, { shrinks: true });
  const place = { page, total, size };
  const missing = unreadParts(context, apps);
  return {
    ok: true,
    missing,
    message: clearingMessage({
      items: clearingPage(context, waiting, { limit: size, offset: (page - 1) * size }).map((found) => ({
        ...found,
        app: found.app.config,
      })),
      oneApp: words[0] !== undefined,
      filtered: filter.why !== undefined || filter.kind !== undefined,
      pressable,
      accounts: addCounts(apps.map(({ source }) => accountCounts(context.store, source))),
      page: place,
      missing,
      unread: apps.some(isUnread),
      offers: offeredRules(context),
      buttons: listButtons(place, 'clearing', request),
      timezone: context.config.timezone,
      now: timestamp(context),
    }),
    json: clearingRows(context, waiting, { limit: total, offset: 0 }),
  };
}

export function clearingFilter({ why, kind }: Request['filters']): ClearingFilter {
  return {
    ...(why === undefined ? {} : { why: oneOf('why', why, WHY) }),
    ...(kind === undefined ? {} : { kind: oneOf('kind', kind, ACCOUNT_KINDS) }),
  };
}
