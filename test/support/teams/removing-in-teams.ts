import { onTestFinished } from 'vitest';
import type { ChatPlatform } from '../../../src/chat/platform.ts';
import type { Context } from '../../../src/flows/context.ts';
import { eventually } from '../eventually.ts';
import { type RemovingCompany, type RemovingOptions, removingCompany } from '../removing-company.ts';
import { checkCard } from './adaptive-card.ts';
import { type Answered, actionsOf, answerCard, CHANNEL, KIM, type TeamsClient } from './teams-client.ts';
import { cardOf, type Said, TeamsConnector } from './teams-connector.ts';
import { type TeamsOffice, teamsOffice } from './teams-office.ts';

const LEE = '0a1b2c3d-0000-4000-8000-00000000001e';

/** The company that removes accounts, with its service in Teams, where Kim and Lee are admins and Mallory is not. */
export interface RemovingInTeams extends RemovingCompany {
  readonly office: TeamsOffice;
  readonly connector: TeamsConnector;
  readonly kim: TeamsClient;
  readonly lee: TeamsClient;
  /** The newest message of the channel that says this, once nothing is left to send. */
  message(text: RegExp): Promise<Said>;
  /** Presses the button of this title that is about this account. */
  pressAbout(by: TeamsClient, said: Said, account: string, title: string): Promise<Answered>;
  /** Mentions the bot with a command, and returns its answer. */
  typed(command: string, text: RegExp): Promise<Said>;
  /** The state of every step, in order. */
  states(): readonly unknown[];
}

export async function removingInTeams(
  options: RemovingOptions = {},
  beside: (context: Context) => readonly ChatPlatform[] = () => [],
): Promise<RemovingInTeams> {
  const home = await removingCompany(options);
  const connector = await TeamsConnector.open();
  onTestFinished(() => connector.close());
  // What the roster of Teams says: a mailbox, and the name to sign in by.
  connector.members.set(`29:${KIM}`, { email: 'Kim@acme.example', userPrincipalName: 'kim@acme.example' });
  connector.members.set(`29:${LEE}`, { email: 'lee@acme.example' });
  const office = await teamsOffice(home.acme, {
    connector,
    signed: true,
    // Long enough for a slow machine: an answer that comes later is a message of its own.
    teams: { users: [KIM, LEE], answerMs: 20_000 },
    beside,
  });
  const kim = office.client();
  const message = (text: RegExp) =>
    eventually(async () => {
      await office.settled();
      return connector.in(CHANNEL).findLast(({ activity }) => text.test(String(activity.summary)));
    }, String(text));
  return {
    ...home,
    office,
    connector,
    kim,
    lee: office.client('Lee Park', LEE),
    message,
    async pressAbout(by, said, account, title) {
      const action = actionsOf(cardOf(said)).find(
        (one) => one.title === title && JSON.stringify(one.data ?? {}).includes(account),
      );
      if (action === undefined) throw new Error(`${account} has no ${title}`);
      return by.press(said, title, {}, { type: 'AdaptiveCard', actions: [action] });
    },
    async typed(command, text) {
      await kim.mention(command);
      return message(text);
    },
    states: () => office.values('SELECT state FROM removal_operation ORDER BY id'),
  };
}

/** The question that a button opens, inside its card. */
export function questionOf(card: unknown, title: string) {
  const found = actionsOf(card).find((one) => one.title === title && one.type === 'Action.ShowCard');
  if (found === undefined) throw new Error(`${title} asks nothing`);
  const { style } = found as unknown as { style?: string };
  const { body, actions } = found.card as {
    body: { inlines: { text: string }[] }[];
    actions: { title: string; style?: string }[];
  };
  const [heading, text] = body.map(({ inlines }) => inlines.map((one) => one.text).join(''));
  const [yes] = actions;
  return { style, title: heading, text, yes: yes?.title, yesStyle: yes?.style };
}

/** The card that a press was answered with, which Teams accepts. */
export function shownTo(answered: Answered) {
  const card = answerCard(answered);
  checkCard(card);
  return card;
}
