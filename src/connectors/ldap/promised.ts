import type { Session } from '../ldap-client/session.ts';

type Page = ReturnType<Session['pages']> extends AsyncGenerator<infer Each> ? Each : never;

/** How many entries a directory spoke of, beside those that it showed. It is a guess of the server (https://www.rfc-editor.org/rfc/rfc2696), and 0 where it makes none. */
export interface Promised {
  /** A page of a list; of the first one counts what it says of the whole list. */
  take(page: Page, isFirst: boolean): void;
  /** What an admin should look at where far fewer came; `null` where they did not. */
  lack(bind: string): string | null;
}

/** Entries come and go while a list is read, and a guess is none to the last one. */
const FEWEST_LACKING = 10;
const SHARE_SHOWN = 0.9;

export function openPromised(): Promised {
  let promised = 0;
  let shown = 0;
  return {
    take({ estimate, entries, references }, isFirst) {
      if (isFirst) promised += estimate;
      shown += entries.length + references.length;
    },
    lack(bind) {
      if (shown >= promised * SHARE_SHOWN || promised - shown < FEWEST_LACKING) return null;
      return `the directory spoke of about ${promised} entries and showed ${bind} ${shown} of them; see whether the account may read everybody`;
    },
  };
}
