import type { AccountKind } from '../../domain/account.ts';
import { foldedWord } from '../csv-cells/cell.ts';

/** Roles that appear in a column of states or kinds: `Primary Owner`, `Admin`, `Single-Channel Guest`, `Bot`. */
const ROLE =
  /^(?:(?:primary|workspace|org|organi[sz]ation|team|account|billing|super|global|system|full|regular|light|free|paid|standard) )?(?:owner|admin|administrator|member|user|viewer|editor|creator|commenter|collaborator|maintainer|developer|reporter|manager|contributor|participant|agent|attendee|moderator|mitglied|membre|miembro|membro|lid|czlonek|inhaber|besitzer|proprietaire|propietario|proprietario|eigenaar|wlasciciel)$/;
const GUEST =
  /(?:^| )(?:guest|gast|invite|invitado|ospite|convidado|gosc|extern(?:al|e|er|o)?|outside collaborator)(?: |$)/;
const BOT = /(?:^| )(?:bot|robot|integration|app)$/;
const SERVICE = /^(?:service|service account|system|api user|<root_account>)$/;
const PENDING = /\b(?:pending invit\w*|invited|invitation pending|eingeladen|invite en attente)\b/;

/** What else a role word says about an account; `null` for a word that is not a role. */
export interface RoleMeaning {
  readonly kind: AccountKind;
  readonly invited: boolean;
}

const REMEMBERED = 1000;
const known = new Map<string, RoleMeaning | null>();

/** Words are few, rows are many: each word is looked at once. */
export function roleMeaning(text: string): RoleMeaning | null {
  let meaning = known.get(text);
  if (meaning === undefined) {
    if (known.size === REMEMBERED) known.clear();
    meaning = meaningOf(
      foldedWord(text)
        .replace(/[\s_-]+/g, ' ')
        .trim(),
    );
    known.set(text, meaning);
  }
  return meaning;
}

function meaningOf(word: string): RoleMeaning | null {
  const invited = PENDING.test(word);
  if (GUEST.test(word)) return { kind: 'guest', invited };
  if (SERVICE.test(word)) return { kind: 'service', invited };
  if (BOT.test(word)) return { kind: 'bot', invited };
  if (ROLE.test(word)) return { kind: 'person', invited };
  return invited ? { kind: 'unknown', invited } : null;
}
