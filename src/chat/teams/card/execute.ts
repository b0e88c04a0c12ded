import type { ActionData, CardAction } from './card.ts';

/**
 * The only kind of button: Action.Execute, which is answered in place, with an Action.Submit that sends the same for clients that do
 * not know it. `associatedInputs: none` leaves out the values of the card's fields.
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
