import { auditMessage, auditVerifiedText } from '../../chat/say/audit/audit.ts';
import { timestamp } from '../../flows/context.ts';
import { listAudit, verifyAudit } from '../../store/audit.ts';
import { wholeNumber } from '../arguments.ts';
import { type Command, sentence } from '../command.ts';

export const audit: Command = {
  verb: 'audit',
  example: 'audit 20',
  does: 'who did what, and when; --verify proves that nothing was changed afterwards',
  group: 'look',
  keys: [],
  flags: ['verify'],
  answer(context, { words: [limit], flags }) {
    if (flags.has('verify')) {
      const result = verifyAudit(context.store);
      return { ...sentence(result.ok, auditVerifiedText(result)), json: result };
    }
    const rows = listAudit(context.store, wholeNumber(limit, 20, 'The number of entries'));
    const clock = { timezone: context.config.timezone, now: timestamp(context) };
    return { ok: true, message: auditMessage(rows, clock), json: rows };
  },
};
