import type { Button } from '../../../domain/message.ts';
import type { Asked } from '../../../domain/removal/plan.ts';
import { quote, quoteId } from '../../grammar.ts';

/** The command that shows the plan of what was asked. */
export function removeCommand(asked: Asked): string | null {
  const how = [
    ...(asked.way === undefined ? [] : [`way:${asked.way}`]),
    ...(asked.inDays === undefined ? [] : [`in:${asked.inDays}d`]),
    ...(asked.unowned === true ? ['--unowned'] : []),
    ...(asked.oldData === true ? ['--old-data'] : []),
  ];
  switch (asked.scope) {
    case 'account':
      return ['remove', quote(asked.app), quoteId(asked.account), ...how].join(' ');
    case 'app':
      return ['remove', quote(asked.app), `status:${asked.filter}`, ...how].join(' ');
    case 'person':
      // People are asked for by name or address, which buttons do not carry.
      return null;
    default:
      return asked satisfies never;
  }
}

export function askedAgain(asked: Asked): { readonly label: string; readonly command: string } | null {
  const command = removeCommand(asked);
  return command === null ? null : { label: 'Show the plan again…', command };
}

/** Where nothing can be pressed: how a plan is confirmed or approved there; `null` for a message without one. */
export function typedYesText(buttons: readonly Button[]): string | null {
  for (const button of buttons) {
    if (!('action' in button)) continue;
    const { action } = button;
    if (action.type === 'approve-removal')
      return `To approve it, a second person types: approve ${action.plan} --yes`;
    if (action.type === 'confirm-removal')
      return `To confirm it, type the command again with --yes${action.oldData === true ? ' --old-data' : ''}.`;
  }
  return null;
}
