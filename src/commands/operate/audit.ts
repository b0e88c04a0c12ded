import { auditMessage, auditVerifiedText } from '../../chat/say/audit/audit.ts';
import { damagedText } from '../../chat/say/overview/database.ts';
import { timestamp } from '../../flows/context.ts';
import { listAudit, verifyAudit } from '../../store/audit.ts';
import { damageOf } from '../../store/backup/condition.ts';
import { wholeNumber } from '../arguments.ts';
import { type Command, sentence } from '../command.ts';

export const audit: Command = {
  verb: 'audit',
  example: 'audit 20',
  does: 'who did what, and when; --verify proves that nothing was changed afterwards',
  group: 'look',
  keys: [],
  flags: ['verify'],
  answer(context, { by, words: [limit], flags }) {
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
    const rows = listAudit(context.store, wholeNumber(limit, 20, 'The number of entries'));
    const clock = { timezone: context.config.timezone, now: timestamp(context) };
    return { ok: true, message: auditMessage(rows, clock), json: rows };
  },
};
