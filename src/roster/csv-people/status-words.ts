import { foldedWord } from '../../connectors/csv-cells/cell.ts';
import { deniedBy } from '../../connectors/csv-states/denied.ts';
import type { PersonStatus } from '../../domain/person.ts';
import { EMPLOYMENT_KINDS, STATUSES } from './person-words.ts';

/** Words whose opposite is that somebody has left, and not only that they are away. */
const EMPLOYED =
  /^(?:employed|hired|angestellt|beschaftigt|beschaeftigt|en-poste|empregado|zatrudnion[ya]|in-dienst|in-forza|in-servizio)$/;

/** What a word says about a person. */
export interface StatusWord {
  readonly status: PersonStatus;
  /** It names a kind of employment, as `Full-time` does. */
  readonly isKind: boolean;
}

const REMEMBERED = 1000;
const known = new Map<string, StatusWord | null>();

/** In any spelling, including denials: `Not active`, `nicht mehr beschäftigt`; `null` for a word that is not a status. */
export function statusWord(text: string): StatusWord | null {
  let word = known.get(text);
  if (word === undefined) {
    if (known.size === REMEMBERED) known.clear();
    word = wordOf(foldedWord(text).replace(/[\s_-]+/g, '-'));
    known.set(text, word);
  }
  return word;
}

function wordOf(key: string): StatusWord | null {
  const status = STATUSES.get(key) ?? deniedStatus(key) ?? awayStatus(key);
  return status === null ? null : { status, isKind: EMPLOYMENT_KINDS.has(key) };
}

/** `In Elternzeit`, `on maternity leave`, `en congé parental`. */
function awayStatus(key: string): PersonStatus | null {
  const status = STATUSES.get(key.replace(/^(?:in|im|on|en|auf|op|na|em|currently)-/, ''));
  return status === 'on-leave' ? status : null;
}

function deniedStatus(key: string): PersonStatus | null {
  const denied = deniedBy(key);
  if (denied === null) return null;
  if (EMPLOYED.test(denied)) return 'offboarded';
  const opposite = EMPLOYMENT_KINDS.has(denied) ? undefined : STATUSES.get(denied);
  return opposite === 'active' ? 'inactive' : null;
}
