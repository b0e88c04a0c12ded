import type { ActionData, CardAction } from './card.ts';

/**
 * The one button there is: Action.Execute, which Teams answers in place, and for clients that do not know it an
 * Action.Submit that sends the same. `associatedInputs: none` leaves out what stands in the fields of the card.
 */
export function execute(
  title: string,
  data: ActionData,
  looks: { readonly style?: 'positive' | 'destructive'; readonly associatedInputs?: 'none' } = {},
): Extract<CardAction, { type: 'Action.Execute' }> {
  return {
    type: 'Action.Execute',
    title,
    verb: String(data.do),
    data,
    ...looks,
    fallback: { type: 'Action.Submit', title, data, ...looks },
  };
}
