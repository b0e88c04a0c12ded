import { doubtText } from '../chat/say/health-alert.ts';
import { count, numberText } from '../chat/say/words.ts';
import type { SourceReport } from '../flows/sync-all.ts';
import { appNamed } from './arguments.ts';
import type { Command } from './command.ts';

export const sync: Command = {
  verb: 'sync',
  example: 'sync figma',
  does: 'read the roster and the apps now, or one app',
  group: 'run',
  keys: [],
  async answer(context, { words: [appWord], sync: run }) {
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
          {
            type: 'table',
            columns: [
              { label: 'source', align: 'left' },
              { label: 'outcome', align: 'left' },
              { label: 'what changed', align: 'left' },
            ],
            rows: report.map((source) => [source.name, source.result.status, whatChanged(source)]),
            empty: 'Nothing is connected yet.',
          },
        ],
        buttons: [],
      },
      json: report,
    };
  },
};

function whatChanged({ kind, result }: SourceReport): string {
  switch (result.status) {
    case 'waiting':
      return result.reason;
    case 'failed':
      return result.trouble.kind === 'failed' ? result.trouble.message : '';
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
      return `${read}: ${moves}${findings}`;
    }
    default:
      return result satisfies never;
  }
}
