/** Words that Slack's limits make necessary, and the fixed words of its forms and lists. */

export const CANCEL = 'Cancel';
export const PERSON_PLACEHOLDER = 'Name or address';
export const VALUE_TOO_LONG_TO_EDIT = 'The current value is too long to edit here.';
export const MORE_ON_HOME_PAGE = 'There is more than fits here. Type /seats to see the rest.';

/** `labels`: the buttons that Slack cannot show. */
export function buttonsLeftOutText(labels: readonly string[]): string {
  const named = labels.slice(0, 3).join(', ');
  const more = labels.length > 3 ? ` and ${labels.length - 3} more` : '';
  return `Too long or too many for Slack: ${named}${more}. Type the command instead, here or in a shell.`;
}

/** `shown`: how many rows have their buttons. */
export function rowsWithoutButtonsText(shown: number): string {
  return `Only the first ${shown} have buttons here. Open the list to decide on the others.`;
}

/** `entries`: how many rows were left out; 0 when only other parts were. */
export function leftOutText(entries: number): string {
  switch (entries) {
    case 0:
      return 'The rest does not fit into one Slack message and is not shown here.';
    case 1:
      return '1 more does not fit into one Slack message and is not shown here.';
    default:
      return `${entries.toLocaleString('en-US')} more do not fit into one Slack message and are not shown here.`;
  }
}

export function columnsLeftOutText(hidden: number, most: number): string {
  return `${hidden} more ${hidden === 1 ? 'column is' : 'columns are'} not shown, because a table in Slack has at most ${most}. An export has all of them.`;
}

export const LIST_MENUS = {
  show: 'Show',
  app: 'App',
  undecided: 'Everything to decide on',
  leftOrInactive: 'Accounts of people who left or are inactive',
  unknown: 'Accounts nobody knows',
  known: 'Accounts marked as known',
} as const;
