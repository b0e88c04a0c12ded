import { effectText } from '../../chat/say/decide/rule.ts';
import { pageButtons, pageText } from '../../chat/say/pager.ts';
import { table } from '../../chat/say/table.ts';
import { count, joined } from '../../chat/say/words.ts';
import { type Context, findApp } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import { ruleToCome, ruleToGo } from '../../flows/rules/decide-rule.ts';
import { previewRule, type RuleChange, type RuleEffect } from '../../flows/rules/preview-rule.ts';
import { labelOf } from '../../store/accounts/account-label.ts';
import { accountByRow } from '../../store/accounts/accounts.ts';
import { personByRef } from '../../store/people/people.ts';
import { type Answer, type Command, CommandError, sentence } from '../command.ts';
import { pageNamed } from '../page.ts';
import { rules } from './rules.ts';

const PAGE = 25;

export const rule: Command = {
  verb: 'rule',
  names: Number.POSITIVE_INFINITY,
  example: 'rule acmeco.onmicrosoft.com acme.example',
  does: 'what would change if one mail domain meant another; accept behind it makes it so, rule end <domain> takes it back',
  group: 'decide',
  keys: ['page'],
  repeats: ({ words }) => words.at(-1)?.toLowerCase() !== 'accept',
  async answer(context, request) {
    const { words, by, filters } = request;
    if (words.length === 0) return rules.answer(context, request);
    const ends = words[0]?.toLowerCase() === 'end';
    const [from, to, accept, ...more] = ends ? [words[1], null, ...words.slice(2)] : words;
    if (from === undefined || to === undefined || more.length > 0)
      throw new CommandError(
        'Write rule <domain> <the domain it means>, and accept behind it once you have seen what changes; or rule end <domain>.',
      );
    if (accept !== undefined && accept?.toLowerCase() !== 'accept')
      throw new CommandError(`I don't know ${JSON.stringify(accept)}. Write accept to make it so.`, {
        word: accept ?? '',
        meant: null,
        known: ['accept'],
      });
    const change = to === null ? ruleToGo(context, from) : ruleToCome(context, from, to);
    if ('done' in change) return sentence(false, change.text);
    if (accept === undefined || accept === null) return preview(context, change, filters.page);
    const { done, text } = await act(
      context,
      by,
      change.does === 'comes'
        ? { type: 'accept-rule', from: change.from, to: change.to }
        : { type: 'end-rule', from: change.from },
    );
    return sentence(done, text);
  },
};

function preview(context: Context, change: RuleChange, asked?: string): Answer {
  const { from, to, does } = change;
  const { effects, counts, unowned } = previewRule(context, change);
  const typed = does === 'comes' ? `rule ${from} ${to}` : `rule end ${from}`;
  const page = pageNamed(asked, effects.length, PAGE);
  const place = { page, total: effects.length, size: PAGE };
  const shown = effects.slice((page - 1) * PAGE, page * PAGE).map((effect) => described(context, effect));
  const premise = does === 'comes' ? `If ${from} meant ${to}` : `If ${from} no longer meant ${to}`;
  const rest = unowned === 0 ? '' : ` ${count(unowned, 'account')} of ${from} would still belong to nobody.`;
  const summary = `${premise}: ${effectText(counts, 'would')}${rest} Nothing was changed.${pageText(place)}`;
  return {
    ok: true,
    message: {
      summary,
      title: summary,
      body: [
        table(
          ['app', 'account', 'now', 'then'],
          shown.map((row) => [row.app, row.label, row.before?.name ?? 'nobody', thenText(row)]),
          'No account would change.',
        ),
        {
          type: 'note',
          text: `Links made by hand stay as they are. To make it so: ${typed} accept`,
        },
      ],
      buttons: [
        {
          label: does === 'comes' ? `Treat ${from} as ${to}` : `Take the rule about ${from} back`,
          action: does === 'comes' ? { type: 'accept-rule', from, to } : { type: 'end-rule', from },
          confirm: {
            title: does === 'comes' ? `Treat ${from} as ${to}?` : `Take the rule about ${from} back?`,
            text: effectText(counts, 'would'),
            yes: does === 'comes' ? 'Accept the rule' : 'Take it back',
          },
        },
        ...pageButtons(place, typed),
      ],
    },
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
    label: stored === null ? '' : labelOf(stored),
    change: kind,
    before: named(before),
    after: named(after),
    candidates: candidates.flatMap((ref) => named(ref)?.name ?? []),
  };
}

function thenText({ after, candidates }: ReturnType<typeof described>): string {
  if (candidates.length > 0) return `nobody: ${candidates.length} people fit, ${joined(candidates)}`;
  return after === null ? 'nobody' : `${after.name}${after.email === null ? '' : ` (${after.email})`}`;
}
