import { accounts, company, people } from '../../support/company.ts';
import { eventually } from '../../support/eventually.ts';
import { type SlackOffice, type SlackOfficeOptions, slackOffice } from '../../support/slack/slack-office.ts';
import { Workspace } from '../../support/slack/slack-workspace.ts';

export const NEVER = 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }';
export const PEOPLE = ['1,ada@acme.example,,,Ada Keller,active', '2,ben@acme.example,,,Ben Okafor,inactive'];
export const FIGMA = [
  'f1,ada@acme.example,,,Ada Keller',
  'f2,ben@acme.example,,,Ben Okafor',
  'f3,it-team@acme.example,,,IT Team',
  'f4,ada.keller@home.example,,,Ada Keller',
];

/** Acme after its first sync, with its baseline in Slack: an inactive owner, an unknown alias, and Ada's home account. */
export async function acmeInSlack(
  options: Omit<SlackOfficeOptions, 'admin'> & {
    readonly admin?: SlackOfficeOptions['admin'] | ((workspace: Workspace) => SlackOfficeOptions['admin']);
    readonly names?: readonly string[];
    readonly prepare?: (workspace: Workspace) => void | Promise<void>;
    readonly now?: () => number;
  } = {},
) {
  const workspace = await Workspace.open(options.names, options.now);
  await options.prepare?.(workspace);
  const acme = company({ roster: people(...PEOPLE), apps: { figma: accounts(...FIGMA) }, yaml: NEVER });
  const { admin, ...more } = options;
  const rights = typeof admin === 'function' ? admin(workspace) : admin;
  const office = await slackOffice(acme, workspace, {
    ...more,
    ...(rights === undefined ? {} : { admin: rights }),
  });
  return { workspace, acme, office, card: () => cardOf(workspace, office) };
}

/** The current alert of Figma, once nothing is left to send. */
async function cardOf(workspace: Workspace, office: SlackOffice) {
  await office.settled();
  const found = (await workspace.messages()).findLast(({ text }) => text.includes('Figma'));
  if (found === undefined) throw new Error('there is no alert');
  return found;
}

/** Waits for a message that only one person sees. */
export function whisper(workspace: Workspace, has: string) {
  return eventually(() => workspace.whispers.findLast(({ text }) => text.includes(has)), `"${has}"`);
}

export const LINK = 'Link to ada@acme.example';
