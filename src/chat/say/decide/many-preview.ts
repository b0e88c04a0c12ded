import type { Message, Part } from '../../../domain/message.ts';
import { table } from '../table.ts';
import { count, joined } from '../words.ts';
import { alreadyText } from './many.ts';

const SHOWN = 50;
const NAMED = 10;

/** One account of a list, as it is and as it would be; apps by their id. */
export interface PlannedRow {
  readonly app: string;
  readonly appName: string;
  readonly label: string;
  /** Its owner now; `null` for nobody. */
  readonly owner: { readonly name: string; readonly effectiveStatus: string } | null;
  readonly will: string;
}

/** A decision of the list that cannot be applied. */
export interface RefusedRow {
  readonly where: string;
  readonly app: string;
  readonly account: string;
  readonly text: string;
  /** The account was decided on since the list was made. */
  readonly decided: boolean;
}

/** A row of a file that decides nothing about its account. */
export interface UndecidedRow {
  readonly line: number;
  readonly app: string;
  readonly account: string;
}

export interface ManyPreview {
  readonly planned: readonly PlannedRow[];
  readonly refused: readonly RefusedRow[];
  readonly undecided: readonly UndecidedRow[];
  /** How many accounts have the decision already. */
  readonly already: number;
  /** The command that applies what can be applied; `skips` leaves out what was decided in the meantime. */
  readonly apply: { readonly command: string; readonly skips: boolean };
}

/** What many decisions would do, before anything is done. */
export function manyPreviewMessage(preview: ManyPreview): Message {
  const { planned, refused, undecided, already, apply } = preview;
  const stopped = stops(preview);
  const summary = [
    `${count(planned.length, 'decision')} would be applied${refused.length === 0 ? '' : `, ${refused.length} cannot be`}.`,
    ...(already === 0 ? [] : [alreadyText(already)]),
    'Nothing was changed.',
  ].join(' ');
  const more = planned.length - SHOWN;
  return {
    summary,
    title: summary,
    body: [
      table(
        ['app', 'account', 'now', 'then'],
        planned
          .slice(0, SHOWN)
          .map(({ appName, label, owner, will }) => [appName, label, ownerText(owner), will]),
        'None of these can be applied.',
      ),
      ...(more > 0 ? [note(`and ${more} more: --json lists them all`)] : []),
      ...manyDetails(refused, undecided),
      note(nextText(preview)),
    ],
    buttons:
      stopped === 0 && planned.length > 0
        ? [{ label: `Apply to ${count(planned.length, 'account')}`, command: apply.command }]
        : [],
  };
}

/** How many refusals stop the whole list. */
export function stops({ refused, apply }: Pick<ManyPreview, 'refused' | 'apply'>): number {
  return refused.filter(({ decided }) => !(decided && apply.skips)).length;
}

/** What was refused, and what the file left open. */
export function manyDetails(refused: readonly RefusedRow[], undecided: readonly UndecidedRow[]): Part[] {
  return [
    ...refused.slice(0, SHOWN).map(
      ({ where, app, account, text, decided }): Part => ({
        type: 'text',
        spans: [
          { bold: `${where === '' ? '' : `${where}: `}${app} ${account}` },
          ` — ${text}${decided ? ' (decided in the meantime)' : ''}`,
        ],
      }),
    ),
    ...(undecided.length === 0 ? [] : [note(undecidedText(undecided))]),
  ];
}

function nextText(preview: ManyPreview): string {
  const { planned, refused, apply } = preview;
  if (stops(preview) === 0)
    return planned.length === 0 ? 'There is nothing to apply.' : `To apply it: ${apply.command}`;
  return refused.every(({ decided }) => decided)
    ? `They were decided in the meantime. To apply the others: ${apply.command} --skip-decided`
    : 'Fix the list first. Either every line is applied or none is.';
}

function undecidedText(undecided: readonly UndecidedRow[]): string {
  const one = undecided.length === 1;
  const named = undecided.slice(0, NAMED).map(({ line, app, account }) => `line ${line} (${app} ${account})`);
  const rest = undecided.length - named.length;
  return `${count(undecided.length, 'row')} ${one ? 'has' : 'have'} no decision, so ${one ? 'its account stays as it is' : 'their accounts stay as they are'}: ${joined([...named, ...(rest > 0 ? [`${rest} more`] : [])])}. To decide, name a person, or write yes under known and a reason.`;
}

/** An account's owner before the decision: `Ana Smith (active)`. */
export function ownerText(owner: PlannedRow['owner']): string {
  return owner === null ? 'unknown' : `${owner.name} (${owner.effectiveStatus})`;
}

function note(text: string): Part {
  return { type: 'note', text };
}
