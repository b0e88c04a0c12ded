import { decideRunText } from '../../chat/say/alerts/doubt-text.ts';
import { whichRunText } from '../../chat/say/operate/decide-run.ts';
import { syncMessage, type ToDecide } from '../../chat/say/operate/sync.ts';
import type { Caller } from '../../domain/caller.ts';
import { findingsOf } from '../../domain/overview/to-decide.ts';
import type { Context } from '../../flows/context.ts';
import { act } from '../../flows/decide/act.ts';
import { appsToDecide } from '../../flows/overview/look-at-findings.ts';
import type { SyncReport } from '../../flows/sync/sync-all.ts';
import { runsIn } from '../../store/sources/runs.ts';
import { appNamed, wholeNumber } from '../arguments.ts';
import { type Answer, type Command, CommandError, sentence } from '../command.ts';

export const sync: Command = {
  verb: 'sync',
  names: 2,
  example: 'sync figma',
  does: 'read the roster and the apps now, or one app, with --force also where name and password were refused; sync accept 12 accepts the held run 12 once, sync keep 12 discards it',
  group: 'run',
  keys: [],
  flags: ['force'],
  async answer(context, { by, words: [appWord, runWord], flags, sync: run }) {
    const decides = appWord === 'accept' || appWord === 'keep';
    if (decides && !/^\d+$/.test(runWord ?? '')) throw new CommandError(whichRun(context));
    if (runWord !== undefined) return decide(context, by, appWord, wholeNumber(runWord, 1, 'The run'));
    const report = await run(
      appWord === undefined ? null : appNamed(context, appWord).config.id,
      flags.has('force'),
    );
    return {
      ok: report.every(({ result }) => result.status === 'complete'),
      message: syncMessage(report, toDecideIn(context, report)),
      json: report,
    };
  },
};

/** The apps of this sync with something to decide on. */
function toDecideIn(context: Context, report: SyncReport): readonly ToDecide[] {
  const read = new Set(report.flatMap(({ kind, id }) => (kind === 'app' ? [id] : [])));
  return appsToDecide(context)
    .apps.filter(({ app }) => read.has(app.config.id))
    .map((numbers) => ({ id: numbers.app.config.id, name: numbers.name, findings: findingsOf(numbers) }));
}

/** An app may not be called that: `sync accept` is about a held read. */
function whichRun({ store }: Context): string {
  return whichRunText(runsIn(store, ['held']).map(({ id }) => id));
}

async function decide(context: Context, by: Caller, word: string | undefined, run: number): Promise<Answer> {
  const type = word === 'accept' ? 'accept-run' : word === 'keep' ? 'keep-last-good' : null;
  if (type === null) throw new CommandError(decideRunText(run));
  const { done, text } = await act(context, by, { type, run });
  return sentence(done, text);
}
