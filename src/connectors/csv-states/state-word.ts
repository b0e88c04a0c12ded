import type { AccountState } from '../../domain/account.ts';
import { foldedWord } from '../csv-cells/cell.ts';
import { deniedBy } from './denied.ts';
import { STATES } from './states.ts';

/** Words for an account in use whose opposite is an account that was switched off. */
const IN_USE =
  /^(?:active|enabled|current|enrolled|aktiv|aktiviert|freigeschaltet|acti[fv]e?|activ[ao]|activad[ao]|habilitad[ao]|attiv[ao]|attivat[ao]|abilitat[ao]|ativ[ao]|ativad[ao]|actief|geactiveerd|ingeschakeld|aktywn[yae]|wlaczon[ya])$/;
/** Words whose opposite is an invitation that nobody has accepted yet. */
const ACCEPTED = /^(?:accepted|joined|confirmed|registered|verified|approved|activated|accepte|bestatigt)$/;

/** `Account active`, `Active user`. */
const OF_WHAT =
  /(?:^|-)(?:account|user|konto|benutzer|compte|utilisateur|cuenta|usuario|conta|utente|gebruiker)(?=-|$)/;

const REMEMBERED = 1000;
const known = new Map<string, AccountState | null>();

/** The state that a word means, in any spelling, including denials: `Not active`, `In-active`, `nicht mehr aktiv`; `null` for a word that is not a state. */
export function stateWord(text: string): AccountState | null {
  const direct = STATES.get(text);
  if (direct !== undefined) return direct;
  let state = known.get(text);
  if (state === undefined) {
    if (known.size === REMEMBERED) known.clear();
    state = spelledOtherwise(text);
    known.set(text, state);
  }
  return state;
}

function spelledOtherwise(text: string): AccountState | null {
  const key = text.toLowerCase().replace(/[\s_-]+/g, '-');
  const folded = foldedWord(key);
  const bare = folded.replace(OF_WHAT, '').replace(/^-|-$/g, '');
  return (
    STATES.get(key) ?? STATES.get(folded) ?? deniedState(folded) ?? STATES.get(bare) ?? deniedState(bare)
  );
}

function deniedState(key: string): AccountState | null {
  const denied = deniedBy(key);
  if (denied === null) return null;
  if (IN_USE.test(denied)) return 'deactivated';
  if (ACCEPTED.test(denied)) return 'invited';
  return STATES.get(denied) === 'suspended' ? 'active' : null;
}
