import type { Message } from '../../../domain/message.ts';

export interface Arrival {
  readonly organisation: string;
  /** The bot's name here, for the mention. */
  readonly bot: string;
  readonly kind: 'channel' | 'personal' | 'group';
  /** Whether alerts come to this conversation; `null` while no channel for them is known. */
  readonly alertsHere: boolean | null;
  /** How many apps are connected. */
  readonly apps: number;
}

/** Posted once after installation: what Seatkeeper is, and what to do next. */
export function welcome({ organisation, bot, kind, alertsHere, apps }: Arrival): Message {
  const ask = kind === 'personal' ? 'Type' : `Mention me and type: @${bot}`;
  const next = [
    apps === 0
      ? ['Connect an app', 'Add it to seatkeeper.yaml and restart me; health shows what is missing.']
      : [
          'See the current state',
          'Press Status: every app, who left and still holds a seat, and what that costs.',
        ],
    [
      'Check my connections',
      'Press Health: what I could read and when, and how to fix what I could not read.',
    ],
    ['Ask', `${ask} who jo@acme.example, clearing, digest, or help for all commands.`],
  ] as const;
  return {
    summary: `Seatkeeper is here for ${organisation}. Nothing was changed in any app.`,
    title: `Seatkeeper is here for ${organisation}`,
    body: [
      {
        type: 'text',
        spans: [
          'I compare your people with the accounts of your apps and show who left and still holds a seat. Nothing changes unless an admin presses a button or types a command, and Undo takes a decision back.',
        ],
      },
      {
        type: 'text',
        spans: [WHERE[alertsHere === null ? 'unknown' : alertsHere ? 'here' : 'elsewhere'][kind]],
      },
      ...next.map(([what, how], at) => ({
        type: 'text' as const,
        spans: [{ bold: `${at + 1}. ${what}. ` }, how],
      })),
    ],
    buttons: [
      { label: 'Status', command: 'status' },
      { label: 'Health', command: 'health' },
      { label: 'Help', command: 'help' },
    ],
  };
}

const WHERE = {
  here: {
    channel: 'Alerts come to this channel: one message per app, kept up to date.',
    personal: 'Alerts come to this chat: one message per app, kept up to date.',
    group: 'Alerts come to this chat: one message per app, kept up to date.',
  },
  elsewhere: {
    channel: 'Alerts go to another channel; you can ask me here.',
    personal: 'Alerts go to the admin channel; you can ask me here, and get exports as files.',
    group: 'Alerts go to the admin channel; you can ask me here.',
  },
  unknown: {
    channel: 'No channel is chosen for alerts yet.',
    personal: 'No channel is chosen for alerts yet: add me to the admin team.',
    group: 'No channel is chosen for alerts yet: add me to the admin team.',
  },
} as const;
