import type { Instant } from '../../../domain/day.ts';
import type { Button, Part, Row } from '../../../domain/message.ts';
import { numberText } from '../words.ts';

/** A decision, or several at once, that an alert shows as done until the next sync. */
export interface HandledItem {
  /** In words. */
  readonly text: string;
  /** The numbers of its entries in the audit log; `null` if they are not known. */
  readonly decision: { readonly first: number; readonly last: number; readonly at: Instant } | null;
  /** How many of them were taken back since. */
  readonly back: number;
}

/** An alert has at most twelve lines, so that it fits on a phone, including its sentence, its small print and its buttons. */
const LINES = 12;

/** What was handled, as far as there is room in an alert with this many `other` lines: the latest rows, and a count of the rest. */
export function handledRows(handled: readonly HandledItem[], other: number): readonly Part[] {
  const room = Math.max(2, LINES - other);
  const shown = handled.length <= room ? handled : handled.slice(-(room - 1));
  const more = handled.length - shown.length;
  return [
    ...shown.map(handledRow),
    ...(more > 0
      ? [{ type: 'note', text: `and ${numberText(more)} more decided; to list them: undo` } as const]
      : []),
  ];
}

function handledRow({ text, decision, back }: HandledItem): Row {
  return {
    type: 'row',
    mark: 'done',
    spans: [back === 0 ? text : `${text} (${back} taken back)`],
    detail: null,
    buttons: decision === null ? [] : [undoButton(decision)],
  };
}

/** Takes back what was just decided. It needs no confirmation: what it does can be decided again. */
export function undoButton({ first, last, at }: NonNullable<HandledItem['decision']>): Button {
  return { label: 'Undo', action: { type: 'undo', first, last, at } };
}
