import { table } from '../../chat/say/table.ts';
import { momentText, numberText } from '../../chat/say/words.ts';
import { timestamp } from '../../flows/context.ts';
import { listAudit, verifyAudit } from '../../store/audit.ts';
import { wholeNumber } from '../arguments.ts';
import { type Command, sentence } from '../command.ts';

export const audit: Command = {
  verb: 'audit',
  example: 'audit 20',
  does: 'who did what and when; --verify proves that nothing was changed afterwards',
  group: 'look',
  keys: [],
  answer(context, { words: [limit], flags }) {
    if (flags.has('verify')) {
      const result = verifyAudit(context.store);
      const text = result.ok
        ? `The audit log is whole: ${numberText(result.rows)} entries, head ${result.head}. Compare the head with the one in an earlier digest.`
        : `The audit log was tampered with: ${result.what}. Everything before it is whole.`;
      return { ...sentence(result.ok, text), json: result };
    }
    const at = timestamp(context);
    const rows = listAudit(context.store, wholeNumber(limit, 20, 'The number of entries'));
    const summary =
      rows.length === 0 ? 'The audit log is empty.' : `The newest ${numberText(rows.length)} entries.`;
    return {
      ok: true,
      message: {
        summary,
        title: summary,
        body: [
          table(
            ['no.', 'when', 'who', 'what', 'on'],
            rows.map((row) => [
              String(row.seq),
              momentText(row.at, context.config.timezone, at),
              row.actor,
              row.action,
              row.subject,
            ]),
            'Nothing was done yet.',
          ),
        ],
        buttons: [],
      },
      json: rows,
    };
  },
};
