import type { Instant } from '../../../domain/day.ts';
import type { Button, Row } from '../../../domain/message.ts';

/** A decision, or several at once, that an alert shows as done until the next sync. */
export interface HandledItem {
  /** In words. */
  readonly text: string;
  /** The numbers of its entries in the audit log; `null` where they are not known. */
  readonly decision: { readonly first: number; readonly last: number; readonly at: Instant } | null;
  /** How many of them were taken back since. */
  readonly back: number;
}

export function handledRow({ text, decision, back }: HandledItem): Row {
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
