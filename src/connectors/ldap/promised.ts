import type { Session } from '../ldap-client/session.ts';

type Page = ReturnType<Session['pages']> extends AsyncGenerator<infer Each> ? Each : never;

/** Compares how many entries a directory announced with how many it showed. The number is the server's guess (https://www.rfc-editor.org/rfc/rfc2696), and 0 if it makes none. */
export interface Promised {
  /** Takes a page of a list; the first page says how long the whole list is. */
  take(page: Page, isFirst: boolean): void;
  /** What an admin should look at if far fewer entries came; `null` otherwise. */
  lack(bind: string): string | null;
}

/** Entries come and go while a list is read, and a guess is not exact. */
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
