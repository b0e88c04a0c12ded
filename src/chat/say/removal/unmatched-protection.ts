import { bad, type Examined } from '../chats/examined.ts';

/** An entry of `protect:` in seatkeeper.yaml that protects nobody and nothing. */
export interface UnmatchedProtection {
  /** As it is written there: `group: Board`. */
  readonly entry: string;
  readonly kind: 'person' | 'account' | 'group' | 'empty-group' | 'role';
  /** Something with almost the same name. */
  readonly near: string | null;
}

const WHY: Readonly<Record<UnmatchedProtection['kind'], string>> = {
  person: 'nobody in a roster and no account has that address',
  account: 'the app has no account with that id, address or login',
  group: 'nobody is in a group of that name',
  'empty-group': 'nobody is in that group',
  role: 'no account has that role',
};

export function unmatchedProtectionText({ entry, kind, near }: UnmatchedProtection): string {
  const hint = near === null ? 'Correct it, or take it out.' : `Did you mean ${near}?`;
  return `protect: { ${entry} } in seatkeeper.yaml protects nothing: ${WHY[kind]}. ${hint}`;
}

/** The same among the checks of `doctor`; `null` if every entry protects something, or there are no entries. */
export function protectionExamined(unmatched: readonly UnmatchedProtection[]): Examined | null {
  if (unmatched.length === 0) return null;
  const entries = unmatched.map(({ entry }) => entry).join('; ');
  return bad('protect', `protects nothing: ${entries}`, unmatched.map(unmatchedProtectionText).join(' '));
}
