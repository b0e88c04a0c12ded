import type { Action } from '../../../domain/action.ts';
import type { Button, Message, Part } from '../../../domain/message.ts';
import { quote, quoteId } from '../../grammar.ts';
import { nameThenAddress } from '../words.ts';

export interface RemovalView {
  readonly app: { readonly id: string; readonly name: string };
  /** The account's own id. */
  readonly account: string;
  readonly label: string;
  /** Of its owner, or as the app calls its user. */
  readonly name: string | null;
  /** Where the app's users are managed. */
  readonly adminUrl: string | null;
  /** Who is responsible for the app. */
  readonly owner: string | null;
  readonly licenses: readonly string[];
  /** `open`: there is a finding about it; `said`: somebody said already that it was removed, and no read has shown it yet. */
  readonly finding: 'open' | 'said' | 'none';
}

/** Opens a task for it; `null` if none can be opened now. */
export type OpenTask = Extract<Action, { type: 'confirm-removal' }> | null;

/** What an admin does outside to free a seat, and how Seatkeeper learns about it. */
export function howToRemoveMessage(view: RemovalView, task: OpenTask): Message {
  const { app, account, label, name, adminUrl, owner, licenses, finding } = view;
  const who = nameThenAddress(name, label);
  const summary = `To free the seat of ${who} in ${app.name}, remove it there by hand.`;
  const where: Part = {
    type: 'text',
    spans:
      adminUrl === null
        ? [
            `Write where ${app.name} manages its users under adminUrl: in seatkeeper.yaml, and the link is here.`,
          ]
        : ['Manage users: ', { link: adminUrl, url: adminUrl }],
  };
  const buttons: readonly Button[] =
    finding === 'open'
      ? [
          { label: 'I removed it', action: { type: 'removal-said', app: app.id, account } },
          ...(task === null ? [] : [taskButton(task, { who, app: app.name, owner })]),
        ]
      : [];
  return {
    summary,
    title: summary,
    body: [
      where,
      {
        type: 'facts',
        facts: [
          { label: 'account', value: label === account ? label : `${label} (${account})` },
          ...(licenses.length === 0 ? [] : [{ label: 'holds', value: licenses.join(', ') }]),
          { label: 'app owner', value: owner ?? 'none; name one under owner: in seatkeeper.yaml' },
        ],
      },
      {
        type: 'note',
        text: afterwards(view),
      },
    ],
    buttons,
  };
}

function taskButton(
  action: NonNullable<OpenTask>,
  { who, app, owner }: { readonly who: string; readonly app: string; readonly owner: string | null },
): Button {
  return {
    label: 'Open a task…',
    action,
    confirm: {
      title: 'Open a task?',
      text: `${owner ?? `The person who manages ${app}`} removes ${who} from ${app} by hand. I ask again after 3, 7 and 14 days, until a complete read shows that it is gone.`.slice(
        0,
        300,
      ),
      yes: 'Open it',
    },
  };
}

function afterwards({ app, account, finding }: RemovalView): string {
  switch (finding) {
    case 'open':
      return `Afterwards press “I removed it”, or type: remove ${quote(app.id)} ${quoteId(account)} --done. The next complete read checks it.`;
    case 'said':
      return 'Somebody said that it was removed. The next complete read shows whether it is gone.';
    case 'none':
      return 'Nothing is to be decided about this account. The next complete read shows whether it is gone.';
    default:
      return finding satisfies never;
  }
}
