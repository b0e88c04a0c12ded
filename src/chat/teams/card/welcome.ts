import type { Message } from '../../../domain/message.ts';

export interface Arrival {
  readonly organisation: string;
  /** What it is called here, for the mention. */
  readonly bot: string;
  readonly kind: 'channel' | 'personal' | 'group';
  /** Whether alerts come to this place; `null` while no channel for them is known. */
  readonly alertsHere: boolean | null;
  /** How many apps are connected. */
  readonly apps: number;
}

/** Said once after installation: what it is, what to do next. */
export function welcome({ organisation, bot, kind, alertsHere, apps }: Arrival): Message {
  const ask = kind === 'personal' ? 'Type' : `Mention me and type: @${bot}`;
  const next = [
    apps === 0
      ? ['Connect an app', 'Add it to seatkeeper.yaml and start me again; `health` says what is missing.']
      : ['See where you stand', 'Press Status: every app, who left and still holds a seat, what it costs.'],
    ['Check my connections', 'Press Health: what I could read, when, and how to mend what I could not.'],
    ['Ask', `${ask} who jo@acme.example, clearing, digest, or help for all of it.`],
  ] as const;
  return {
    summary: `Seatkeeper is here for ${organisation}. Nothing was changed in any app.`,
    title: `Seatkeeper is here for ${organisation}`,
    body: [
      {
        type: 'text',
        spans: [
          'I compare your people with the accounts of your apps and say who left and still holds a seat. I change nothing unless an admin presses a button and confirms it.',
        ],
      },
      {
        type: 'text',
        spans: [WHERE[alertsHere === null ? 'unknown' : alertsHere ? 'here' : 'elsewhere'][kind]],
      },
      ...next.map(([what, how], at) => ({
        type: 'text' as const,
        spans: [{ bold: `${at + 1}. ${what}. ` }, how.replaceAll('`', '')],
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
    channel: 'Alerts go to another channel; here you can ask me.',
    personal: 'Alerts go to the admin channel; here you can ask me, and get exports as files.',
    group: 'Alerts go to the admin channel; here you can ask me.',
  },
  unknown: {
    channel: 'No channel is chosen for alerts yet.',
    personal: 'No channel is chosen for alerts yet: add me to the team of your admins.',
    group: 'No channel is chosen for alerts yet: add me to the team of your admins.',
  },
} as const;
