import { eventually } from '../eventually.ts';
import { type RemovingCompany, type RemovingOptions, removingCompany } from '../removing-company.ts';
import { elementOf, readable, type SlackClient } from './slack-client.ts';
import { type SlackOffice, type SlackOfficeOptions, slackOffice } from './slack-office.ts';
import { type Whisper, Workspace } from './slack-workspace.ts';

/** A message of the admin channel, as it is there now. */
interface Shown {
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
}

/** The company that removes accounts, with its service in Slack, where Kim and Lee are admins and Mallory is not. */
export interface RemovingInSlack extends RemovingCompany {
  readonly office: SlackOffice;
  readonly workspace: Workspace;
  readonly kim: SlackClient;
  readonly lee: SlackClient;
  /** The newest message of the channel with this text, once nothing is left to send. */
  message(text: RegExp): Promise<Shown>;
  /** The newest answer that only this person sees. */
  whisper(to: string, text: RegExp): Promise<Whisper>;
  /** Presses a button beside what is said of this account. */
  pressBeside(by: SlackClient, message: Shown, account: string, label: string): Promise<void>;
  /** Types a command, and returns its answer. */
  typed(command: string, text: RegExp): Promise<Whisper>;
  /** The state of every step, in order. */
  states(): readonly unknown[];
}

export async function removingInSlack(
  options: RemovingOptions = {},
  slack: Pick<SlackOfficeOptions, 'mode'> = {},
): Promise<RemovingInSlack> {
  const home = await removingCompany(options);
  const workspace = await Workspace.open(['kim', 'lee', 'mallory', 'p5']);
  const office = await slackOffice(home.acme, workspace, {
    ...slack,
    admin: { channelMembersMayChange: false, users: [workspace.user('kim'), workspace.user('lee')] },
  });
  const kim = office.client('kim');
  const whisper = (to: string, text: RegExp) =>
    eventually(
      () => workspace.whispers.findLast((one) => one.user === workspace.user(to) && text.test(one.text)),
      `${text} to ${to}`,
    );
  return {
    ...home,
    office,
    workspace,
    kim,
    lee: office.client('lee'),
    whisper,
    message: (text) =>
      eventually(async () => {
        await office.settled();
        return (await workspace.messages()).findLast((one) => text.test(one.text));
      }, String(text)),
    async pressBeside(by, { ts, blocks }, account, label) {
      const at = blocks.findLastIndex((block) => readable(block).includes(account));
      // A row has its menu at the right, or its buttons below it.
      const row = blocks.slice(at, at + 2);
      await by.send(await by.clickBody({ ts, blocks }, elementOf(row, label)));
    },
    async typed(command, text) {
      await kim.command(command);
      return whisper('kim', text);
    },
    states: () => office.values('SELECT state FROM removal_operation ORDER BY id'),
  };
}

/** What Slack asks before it sends the click: `title: text`. */
export function questionOf(blocks: readonly unknown[], label: string) {
  const { style, confirm } = elementOf(blocks, label) as {
    style?: string;
    confirm?: { style?: string; title: { text: string }; text: { text: string }; confirm: { text: string } };
  };
  return {
    style,
    confirmStyle: confirm?.style,
    title: confirm?.title.text,
    text: confirm?.text.text,
    yes: confirm?.confirm.text,
  };
}

/** The form with this title, once Slack shows it. */
export function modalCalled(by: SlackClient, title: string) {
  return eventually(async () => {
    const modal = await by.modal().catch(() => null);
    return modal?.title.text === title ? modal : null;
  }, `the form ${title}`);
}
