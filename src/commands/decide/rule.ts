import { notAcceptText, USAGE } from '../../chat/say/decide/usage.ts';
import { rulePreviewMessage } from '../../chat/say/rules/rule-preview.ts';
import { type Context, findApp } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import {
  previewRule,
  type RuleChange,
  type RuleEffect,
  ruleToAccept,
  ruleToEnd,
} from '../../flows/rules/domain-rules.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountByRow } from '../../store/accounts/accounts.ts';
import { personByRef } from '../../store/people/people.ts';
import { type Answer, type Command, CommandError, outcome, sentence } from '../command.ts';
import { pageNamed } from '../page.ts';
import { rules } from './rules.ts';

const PAGE = 25;

export const rule: Command = {
  verb: 'rule',
  names: Number.POSITIVE_INFINITY,
  example: 'rule acmeco.onmicrosoft.com acme.example',
  does: 'what would change if one mail domain meant another; add accept to make it a rule; rule end <domain> ends it',
  group: 'decide',
  keys: ['page'],
  repeats: ({ words }) => words.at(-1)?.toLowerCase() !== 'accept',
  async answer(context, request) {
    const { words, by, filters } = request;
    if (words.length === 0) return rules.answer(context, request);
    const ends = words[0]?.toLowerCase() === 'end';
    const [from, to, accept, ...more] = ends ? [words[1], null, ...words.slice(2)] : words;
    if (from === undefined || to === undefined || more.length > 0) throw new CommandError(USAGE.rule);
    if (accept !== undefined && accept?.toLowerCase() !== 'accept')
      throw new CommandError(notAcceptText(accept ?? ''), {
        word: accept ?? '',
        meant: null,
        known: ['accept'],
      });
    const change = to === null ? ruleToEnd(context, from) : ruleToAccept(context, from, to);
    if ('done' in change) return sentence(false, change.text);
    if (accept === undefined || accept === null) return preview(context, change, filters.page);
    const came = await act(
      context,
      by,
      change.does === 'comes'
        ? { type: 'accept-rule', from: change.from, to: change.to }
        : { type: 'end-rule', from: change.from },
    );
    return outcome(came);
  },
};

function preview(context: Context, change: RuleChange, asked?: string): Answer {
  const { from, to, does } = change;
  const { effects, counts, unowned } = previewRule(context, change);
  const typed = does === 'comes' ? `rule ${from} ${to}` : `rule end ${from}`;
  const page = pageNamed(asked, effects.length, PAGE);
  const names = new Map(context.config.apps.map(({ id, name }) => [id, name]));
  const place = { page, total: effects.length, size: PAGE };
  const shown = effects.slice((page - 1) * PAGE, page * PAGE).map((effect) => described(context, effect));
  return {
    ok: true,
    message: rulePreviewMessage({
      from,
      to,
      does,
      counts,
      unowned,
      rows: shown.map(({ app, ...row }) => ({ ...row, app: names.get(app) ?? app })),
      page: place,
      typed,
    }),
    get json() {
      const changes = effects.map((effect) => {
        const { label: _label, ...data } = described(context, effect);
        return data;
      });
      return { from, to, does, ...counts, unowned, changes };
    },
  };
}

function described(context: Context, { row, kind, before, after, candidates }: RuleEffect) {
  const stored = accountByRow(context.store, row);
  const named = (ref: number | null) => {
    const person = ref === null ? null : personByRef(context.store, ref);
    return person === null ? null : { id: person.id, name: person.name, email: person.email };
  };
  return {
    app: stored === null ? '' : (findApp(context, stored.app)?.config.id ?? ''),
    account: stored?.account.id ?? '',
    label: stored === null ? '' : accountLabel(stored),
    change: kind,
    before: named(before),
    after: named(after),
    candidates: candidates.flatMap((ref) => named(ref)?.name ?? []),
  };
}
