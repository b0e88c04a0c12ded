import { offerButton, offerText } from '../../chat/say/decide/rule.ts';
import { pageText } from '../../chat/say/pager.ts';
import { table } from '../../chat/say/table.ts';
import { count, dayText, moneyText } from '../../chat/say/words.ts';
import { ACCOUNT_KINDS } from '../../domain/account.ts';
import { WHY } from '../../domain/owners/why-unknown.ts';
import { type ClearingFilter, clearingRows, unownedIn } from '../../flows/access/look-at-clearing.ts';
import { type Context, timestamp } from '../../flows/context.ts';
import { offeredRules } from '../../flows/rules/offer-rule.ts';
import { appsNamed } from '../arguments.ts';
import type { Answer, Command, Request } from '../command.ts';
import { listButtons, pageNamed } from '../page.ts';
import { oneOf } from '../resolve.ts';
import { isUnread, unreadParts } from '../unread-apps-note.ts';
import { importDecisions } from './clearing-import.ts';

const PAGE = 25;

export const clearing: Command = {
  verb: 'clearing',
  names: ({ words }) => (words[0]?.toLowerCase() === 'import' ? 2 : 1),
  example: 'clearing figma why:guest',
  does: 'accounts that belong to nobody, why, and who is nearest: filters why: kind: page:; clearing import <file.csv> decides many at once',
  group: 'look',
  keys: ['why', 'kind', 'page'],
  changes: ({ words }) => words[0]?.toLowerCase() === 'import',
  repeats: ({ flags }) => !flags.has('apply'),
  answer(context, request) {
    const imports = request.words[0]?.toLowerCase() === 'import';
    return imports ? importDecisions(context, request) : list(context, request);
  },
};

function list(context: Context, request: Request): Answer {
  const { words, filters } = request;
  const filter = clearingFilter(filters);
  const apps = appsNamed(context, words[0]);
  const waiting = unownedIn(context, apps, filter);
  const total = waiting.reduce((sum, { rows }) => sum + rows.length, 0);
  const page = pageNamed(filters.page, total, PAGE);
  const shown = [...clearingRows(context, waiting, { limit: PAGE, offset: (page - 1) * PAGE })];
  const offers = offeredRules(context);
  const filtered = filter.why !== undefined || filter.kind !== undefined;
  const place = { page, total, size: PAGE };
  const summary =
    total === 0 && !filtered
      ? apps.some(isUnread)
        ? 'There is nothing to clear in what was read.'
        : 'Clearing is empty: every account belongs to somebody or is known.'
      : `${count(total, 'account')} to clear${filtered ? ' with that filter' : ''}.${pageText(place)}`;
  const missing = unreadParts(context, apps);
  return {
    ok: true,
    missing,
    message: {
      summary,
      title: summary,
      body: [
        ...missing,
        table(
          ['app', 'account', 'why', 'nearest', 'first seen', 'cost / month'],
          shown.map((row) => [
            row.app,
            row.label,
            row.why,
            row.suggestion === null
              ? '–'
              : `${row.suggestion.person.name} (${row.suggestion.score.toFixed(2)}, ${row.suggestion.reason})`,
            dayText(row.firstSeen, timestamp(context)),
            moneyText(row.monthlyCost) ?? '–',
          ]),
          'Nothing to clear.',
        ),
        ...offers.map((offer) => ({ type: 'note', text: offerText(offer) }) as const),
      ],
      buttons: [...offers.map(offerButton), ...listButtons(place, 'clearing', request)],
    },
    json: clearingRows(context, waiting, { limit: total, offset: 0 }),
  };
}

export function clearingFilter({ why, kind }: Request['filters']): ClearingFilter {
  return {
    ...(why === undefined ? {} : { why: oneOf('why', why, WHY) }),
    ...(kind === undefined ? {} : { kind: oneOf('kind', kind, ACCOUNT_KINDS) }),
  };
}
