import { plainMessage } from '../plain-message.ts';

/** What only Teams says: about its cards, its guests, its files and where alerts go. */

// --- Where alerts go ---------------------------------------------------------------------------------------------

const ADD_TO_ADMIN_TEAM = 'Ask one of the admins in admin.teams.users to add Seatkeeper to the admin team.';
export const NO_ALERT_CHANNEL = `Alerts have no channel in Teams yet. ${ADD_TO_ADMIN_TEAM}`;
export const NO_TEAMS_CHANNEL = `Seatkeeper is not in any team or chat of Teams yet. ${ADD_TO_ADMIN_TEAM}`;
export const REMOVED_FROM_CHANNEL = `Seatkeeper was removed from its Teams channel. ${ADD_TO_ADMIN_TEAM}`;
export const LOCAL_MODE =
  'TEAMS_LOCAL is on: callers are not authenticated, so only this machine can call. Remove it before you use a real tenant.';

// --- Clicks and commands -----------------------------------------------------------------------------------------

export const PAGE_NOT_REPEATED =
  "This page can't be turned without running the command again. Ask for “status” instead.";
export const NOTHING_DONE = plainMessage('Nothing was changed. Ask again to see the current state.');
export const STILL_WORKING = plainMessage('Still working on it. The answer will follow as a message.');
export const BROKEN = 'Something went wrong in Seatkeeper. Type `health` to see its state, and ask again.';

/** Why a click or a message was not carried out. */
export type NotCarriedOut = 'outdated-card' | 'unreadable-button' | 'too-long' | 'interrupted';

export function notCarriedOutText(reason: NotCarriedOut): string {
  switch (reason) {
    case 'outdated-card':
      return 'This card is from another version of Seatkeeper. Ask again, and use the new card.';
    case 'unreadable-button':
      return 'I could not read this button. Nothing was changed. Ask again, and use the new card.';
    case 'too-long':
      return 'This is longer than any command. Nothing was changed. Type help to see the commands.';
    case 'interrupted':
      return 'I was interrupted while doing this, so I cannot tell whether it was done. Check the card, and press again if it is still open.';
    default:
      return reason satisfies never;
  }
}

/** How much of a message a card shows, and where the rest is. `rows`: how many of how many, when there are rows. */
export function cutShortText(
  rows: { readonly shown: number; readonly all: number } | null,
  rest:
    | { readonly kind: 'would-run-again' }
    | { readonly kind: 'ask'; readonly label: string; readonly command: string }
    | { readonly kind: 'shell' },
): string {
  const amount = rows === null ? 'Not everything is shown' : `${rows.shown} of ${rows.all} rows are shown`;
  switch (rest.kind) {
    case 'would-run-again':
      return `${amount}: a card holds no more, and the next page would run the command again. Ask for “status” instead.`;
    case 'ask':
      return `${amount}: a card holds no more. To see the rest, press “${rest.label}”, or ask me “${rest.command}”.`;
    case 'shell':
      return `${amount}: a card holds no more. To see the rest, use the seatkeeper command in a shell.`;
    default:
      return rest satisfies never;
  }
}

export function cardPageText(page: number, of: number): string {
  return `Page ${page} of ${of}.`;
}

export function buttonsLeftOutText(labels: readonly string[]): string {
  const more = labels.length > 3 ? ` and ${labels.length - 3} more` : '';
  return `Too long or too many for a card: ${labels.slice(0, 3).join(', ')}${more}. Type the command instead, here or in a shell.`;
}

export function columnsLeftOutText(count: number): string {
  return `${count === 1 ? 'One more column does' : `${count} more columns do`} not fit here: export the table to see all.`;
}

/** What a press on a row with hidden buttons does, for screen readers. */
export const ROW_MENU = 'What can be done';

/** Asked before a dangerous button that has no question of its own. */
export const CANNOT_BE_UNDONE = 'This cannot be undone here.';

// --- Forms -------------------------------------------------------------------------------------------------------

export const FORM = {
  cancel: 'Cancel',
  send: 'Send',
  fixFields: 'Nothing was changed yet. Fix the marked fields and try again.',
  empty: 'This cannot be empty.',
  invalid: 'This is not possible.',
  orSearchPeople: 'Or search by name or address',
  searchPlaceholder: 'Search the roster',
  orTypePerson: 'Or type their name or address',
  noPerson: 'I found nobody with this name or address.',
  severalPeople: 'Several people fit. Choose one.',
} as const;

// --- People ------------------------------------------------------------------------------------------------------

export const UNNAMED_PERSON = 'A person in Teams';
export const UNKNOWN_SENDER =
  'Teams did not say who you are, so nothing was changed. Ask me in Teams itself.';
export const ONLY_OWN_PEOPLE = 'Seatkeeper answers only the people of its own organisation.';

export function guestUnsureText(code: string): string {
  return `Teams did not say whether you are a guest (${code}), so nothing was changed. Try again in a moment.`;
}

export function otherTenantText(organisation: string): string {
  return `You are not in ${organisation}'s tenant, and Seatkeeper answers only its members. Nothing was changed.`;
}

export function guestText(organisation: string): string {
  return `You are a guest here, and Seatkeeper answers only full members of ${organisation}. Nothing was changed.`;
}

// --- Files -------------------------------------------------------------------------------------------------------

export const FILES_ONLY_IN_PERSONAL_CHAT = 'Teams accepts files only in our personal chat';
export const OFFER_EXPIRED =
  'This offer has expired. A file is kept for one hour, for the person who asked for it, and is sent once. Ask for the export again.';
export const EXPORT_WAITS = 'Your export. It is kept for one hour, then deleted.';

export function consentQuestion(name: string): string {
  return `May I put ${name} into your OneDrive?`;
}

export function exportSummary(name: string): string {
  return `Your export: ${name}`;
}

export function fileDeclinedText(name: string): string {
  return `${name} was not sent, and has been deleted.`;
}

export function fileSentText(name: string): string {
  return `${name} is in your OneDrive.`;
}

export function fileNotAcceptedText(name: string, code: string): string {
  return `${name} was not sent: your OneDrive did not accept it (${code}). It has been deleted here; ask for the export again.`;
}

export function notOneDriveText(host: string | null): string {
  return `${host ?? 'the address'} is not a Microsoft OneDrive address`;
}

/** Why a question for one person is given up. */
export const NOT_ADDED_BY_THEM = 'they have removed Seatkeeper from their chats';
