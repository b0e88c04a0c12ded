import { auditMessage, auditVerifiedText } from '../../chat/say/audit/audit.ts';
import { damagedText } from '../../chat/say/overview/machine.ts';
import { appName, timestamp } from '../../flows/context.ts';
import { SCOPES } from '../../flows/overview/look-at-audit.ts';
import { verifyAudit } from '../../store/audit.ts';
import { searchAudit } from '../../store/audit-search.ts';
import { damageOf } from '../../store/backup/condition.ts';
import { wholeNumber } from '../arguments.ts';
import { type Command, sentence } from '../command.ts';
import { AUDIT_KEYS, auditFilter } from './audit-filter.ts';

export const audit: Command = {
  verb: 'audit',
  names: 2,
  example: 'audit by:kim app:figma since:2026-01-01',
  does: 'the last decisions: who, when and what; audit runs shows reads, audit all everything, audit 50 as many; --verify proves that nothing was changed afterwards',
  group: 'look',
  keys: AUDIT_KEYS,
  flags: ['verify'],
  answer(context, { by, words, filters, flags }) {
    if (flags.has('verify')) {
      const damage = damageOf(context.store, {
        atMost: by.on === 'terminal' ? 2 ** 33 : 2 ** 28,
        indexes: true,
      });
      if (damage !== null) {
        // What cannot be read for certain proves nothing.
        const text = damagedText(context.store.file, damage);
        return { ...sentence(false, text), json: { ok: false, what: text, damage } };
      }
      const result = verifyAudit(context.store);
      return { ...sentence(result.ok, auditVerifiedText(result)), json: result };
    }
    const [first, second] = words;
    const scope = SCOPES.find((known) => known === first?.toLowerCase());
    const limit = wholeNumber(scope === undefined ? first : second, 20, 'The number of entries');
    const asked = auditFilter(context, scope ?? 'decisions', filters);
    const rows = searchAudit(context.store, asked, limit);
    const clock = { timezone: context.config.timezone, now: timestamp(context) };
    return {
      ok: true,
      message: auditMessage(
        { rows, scope: scope ?? 'decisions', filtered: Object.keys(filters).length > 0 },
        (id) => appName(context, id),
        clock,
      ),
      json: rows,
    };
  },
};
