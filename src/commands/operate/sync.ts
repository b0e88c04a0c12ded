import { doubtText } from '../../chat/say/alerts/health-alert.ts';
import { table } from '../../chat/say/table.ts';
import { count, numberText } from '../../chat/say/words.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Part } from '../../domain/message.ts';
import type { Context } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import type { SourceReport } from '../../flows/sync/sync-all.ts';
import { appNamed, wholeNumber } from '../arguments.ts';
import { type Answer, type Command, CommandError, sentence } from '../command.ts';

export const sync: Command = {
  verb: 'sync',
  names: 2,
  example: 'sync figma',
  does: 'read the roster and the apps now, or one app; sync accept 12 believes held run 12 once, sync keep 12 drops it',
  group: 'run',
  keys: [],
  async answer(context, { by, words: [appWord, runWord], sync: run }) {
    if (runWord !== undefined) return decide(context, by, appWord, wholeNumber(runWord, 1, 'The run'));
    const report = await run(appWord === undefined ? null : appNamed(context, appWord).config.id);
    const bad = report.filter(({ result }) => result.status !== 'complete');
    const summary =
      bad.length === 0
        ? `Read completely: ${count(report.length, 'source')}.`
        : `${count(bad.length, 'source')} of ${numberText(report.length)} not read or not believed; what you see there is the last good data.`;
    return {
      ok: bad.length === 0,
      message: {
        summary,
        title: summary,
        body: [
          table(
            ['source', 'outcome', 'what changed'],
            report.map((source) => [source.name, source.result.status, whatChanged(source)]),
            'Nothing is connected yet.',
          ),
          ...bad.flatMap(why),
        ],
        buttons: [],
      },
      json: report,
    };
  },
};

async function decide(context: Context, by: Caller, word: string | undefined, run: number): Promise<Answer> {
  const type = word === 'accept' ? 'accept-run' : word === 'keep' ? 'keep-last-good' : null;
  if (type === null) throw new CommandError(`Write sync accept ${run} or sync keep ${run}.`);
  const { done, text } = await act(context, by, { type, run });
  return sentence(done, text);
}

/** In full, below the table: an error that was shortened helps nobody. */
function why({ name, result }: SourceReport): Part[] {
  if (result.status !== 'failed' || result.trouble.kind !== 'failed') return [];
  return [{ type: 'text', spans: [{ bold: name }, `: ${result.trouble.message}`] }];
}

function whatChanged({ kind, result }: SourceReport): string {
  switch (result.status) {
    case 'waiting':
      return result.reason;
    case 'failed':
      return 'nothing; why stands below';
    case 'held':
      return result.trouble.kind === 'held'
        ? result.trouble.doubts.map((doubt) => doubtText(doubt, kind)).join(' ')
        : '';
    case 'complete': {
      const { listed, added, changed, gone } = result.counts;
      const read = kind === 'app' ? count(listed, 'account') : count(listed, 'person', 'people');
      const moves = [
        `${numberText(added)} new`,
        `${numberText(changed)} changed`,
        `${numberText(gone)} gone`,
      ].join(', ');
      const findings =
        'opened' in result
          ? `; findings: ${result.opened} new, ${result.reopened} back, ${result.closed} closed`
          : '';
      const accounts =
        'reclassified' in result ? `; ${count(result.reclassified, 'account')} re-classified` : '';
      return `${read}: ${moves}${findings}${accounts}`;
    }
    default:
      return result satisfies never;
  }
}
