import type { Message, Row } from '../../../domain/message.ts';
import type { BadRow, SetAsideCounts } from '../../../domain/sync/set-aside.ts';
import { count, numberText } from '../words.ts';

/** `roster.csv line 14, column end_date: "31.13.2026" is not a date; write it like 2026-03-09` */
export function badRowText({ file, line, column, problem }: BadRow): string {
  return column === null
    ? `${file} line ${line} ${problem}`
    : `${file} line ${line}, column ${column}: ${problem}`;
}

/** In a few words, for a list of sources: `complete, but 1 row cannot be read`. */
export function setAsideState({ count: rows }: SetAsideCounts): string {
  return `complete, but ${count(rows, 'row')} cannot be read`;
}

/** What the rows are, and what holds for those they are about. */
export function setAsideTexts(kind: 'app' | 'roster', setAside: SetAsideCounts): readonly string[] {
  const { rows, count: many } = setAside;
  const more = many - rows.length;
  return [
    ...rows.map(badRowText),
    ...(more > 0 ? [`and ${count(more, 'more row', 'more rows')}`] : []),
    effectText(kind, setAside),
  ];
}

/** What an examination found about a source with bad rows, and what to do about them. */
export function badRowsFound(
  found: string,
  rows: readonly BadRow[],
): { readonly found: string; readonly fix: string } {
  return {
    found: `${found}; ${count(rows.length, 'row')} cannot be read`,
    fix: rows.map(badRowText).join('; '),
  };
}

export interface SetAsideView {
  readonly kind: 'app' | 'roster';
  /** What messages call the source. */
  readonly name: string;
  readonly setAside: SetAsideCounts;
}

/** The same as rows, for an answer about several sources. */
export function setAsideRows({
  kind,
  name,
  setAside = null,
}: Omit<SetAsideView, 'setAside'> & { readonly setAside?: SetAsideCounts | null }): readonly Row[] {
  if (setAside === null) return [];
  return setAsideTexts(kind, setAside).map((text, index) => ({
    type: 'row',
    mark: 'wrong',
    spans: index === 0 ? [{ bold: name }, `: ${text}`] : [text],
    detail: null,
    buttons: [],
  }));
}

/** Rows of a file cannot be read, while all others were. */
export function setAsideMessage({ kind, name, setAside }: SetAsideView): Message {
  const summary = `${name}: ${count(setAside.count, 'row')} cannot be read. All others were read.`;
  return {
    summary,
    title: summary,
    body: [
      ...setAsideTexts(kind, setAside).map((text) => ({ type: 'text', spans: [text] }) as const),
      { type: 'note', text: 'Correct the file, or the list it is exported from. Each sync reads it again.' },
    ],
    buttons: [],
  };
}

/** Every row can be read again. */
export function mendedMessage(name: string): Message {
  const summary = `${name}: every row can be read again.`;
  return { summary, title: summary, body: [], buttons: [] };
}

function effectText(
  kind: 'app' | 'roster',
  { count: many, unread, listed = 0, unidentified }: SetAsideCounts,
): string {
  const who = kind === 'app' ? 'account' : 'person';
  const all = kind === 'app' ? 'accounts' : 'people';
  const kept =
    unread + listed === many
      ? []
      : [
          many === 1
            ? `Until it is corrected, everything stays as it was for that ${who}.`
            : `Until they are corrected, everything stays as it was for those ${all}.`,
        ];
  const other =
    listed === 0
      ? []
      : [
          listed === 1
            ? 'Of two rows for one account, the first counts.'
            : 'Where two rows are for one account, the first counts.',
        ];
  const fresh = unread === 0 ? [] : [unreadText(kind, unread, many)];
  const nobody =
    unidentified === 0
      ? []
      : [
          unidentified === 1
            ? `One row does not say which ${who} it is about, so no ${who} counts as gone meanwhile.`
            : `${numberText(unidentified)} rows do not say which ${all} they are about, so no ${who} counts as gone meanwhile.`,
        ];
  return [...kept, ...other, ...fresh, ...nobody].join(' ');
}

/** Somebody new, about whom nothing is stored. */
function unreadText(kind: 'app' | 'roster', unread: number, many: number): string {
  const one = unread === 1;
  if (kind === 'app') {
    const which =
      many === 1
        ? 'Its account is'
        : one
          ? 'One of the accounts is'
          : `${numberText(unread)} of the accounts are`;
    return `${which} new and not counted until then.`;
  }
  const which =
    many === 1 ? 'The person is' : one ? 'One of the people is' : `${numberText(unread)} of the people are`;
  return `${which} new, and their accounts look unknown until then.`;
}
