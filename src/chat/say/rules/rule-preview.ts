import type { Message } from '../../../domain/message.ts';
import type { DomainRule } from '../../../domain/owners/learn-rule.ts';
import { type Named, namedText } from '../named.ts';
import { type Page, pageButtons, pageText } from '../pager.ts';
import { table } from '../table.ts';
import { count, joined } from '../words.ts';
import { type EffectCounts, effectText } from './rule.ts';

export interface RulePreviewView extends DomainRule {
  /** Whether the rule would be accepted or ended. */
  readonly does: 'comes' | 'goes';
  readonly counts: EffectCounts;
  /** Accounts with an address at `from` that nobody owns before and after. */
  readonly unowned: number;
  /** One page of the accounts that would change; apps by their names. */
  readonly rows: readonly {
    readonly app: string;
    readonly label: string;
    readonly before: Named | null;
    readonly after: Named | null;
    /** The people who would all fit, by name. */
    readonly candidates: readonly string[];
  }[];
  readonly page: Page;
  /** The command that shows this preview. */
  readonly typed: string;
}

/** What would change if a rule were accepted or ended. */
export function rulePreviewMessage(view: RulePreviewView): Message {
  const { from, to, does, counts, unowned, rows, page, typed } = view;
  const comes = does === 'comes';
  const premise = comes ? `If ${from} meant ${to}` : `If ${from} no longer meant ${to}`;
  const rest = unowned === 0 ? '' : ` ${count(unowned, 'account')} of ${from} would still belong to nobody.`;
  const summary = `${premise}: ${effectText(counts, 'would')}${rest} Nothing was changed.${pageText(page)}`;
  const label = comes ? `Treat ${from} as ${to}` : `End the rule about ${from}`;
  return {
    summary,
    title: summary,
    body: [
      table(
        ['app', 'account', 'now', 'then'],
        rows.map((row) => [row.app, row.label, row.before?.name ?? 'nobody', thenText(row)]),
        'No account would change.',
      ),
      {
        type: 'note',
        text: `Links made by hand stay as they are. To ${comes ? 'accept' : 'end'} the rule: ${typed} accept`,
      },
    ],
    buttons: [
      {
        label,
        action: comes ? { type: 'accept-rule', from, to } : { type: 'end-rule', from },
        confirm: {
          title: `${label}?`,
          text: effectText(counts, 'would'),
          yes: comes ? 'Accept the rule' : 'End the rule',
        },
      },
      ...pageButtons(page, typed),
    ],
  };
}

function thenText({ after, candidates }: RulePreviewView['rows'][number]): string {
  if (candidates.length > 0) return `nobody: ${candidates.length} people fit, ${joined(candidates)}`;
  return after === null ? 'nobody' : namedText(after);
}
