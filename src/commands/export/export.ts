import { unknownExportText } from '../../chat/say/commands/unknown-word.ts';
import { aboutExport } from '../../chat/say/export/about.ts';
import { notSentText, perhapsNotSentText, sayWhatText } from '../../chat/say/export/refusal.ts';
import { ExportError } from '../../export/errors.ts';
import { withTemporaryFolder } from '../../export/temporary.ts';
import { type Format, writeSheet } from '../../export/write-sheet.ts';
import { type Context, handSource, listApps, timestamp, today } from '../../flows/context.ts';
import { recordAudit } from '../../store/audit.ts';
import { withSnapshot } from '../../store/db/snapshot.ts';
import { NEVER } from '../access/parse-filter.ts';
import { type Command, CommandError, type Request, type SendFile } from '../command.ts';
import { unknownWord } from '../resolve.ts';
import { refuseForeignFilters, refuseUnknownFlags } from '../unexpected-words.ts';
import { exportAccess } from './access.ts';
import { exportAnswer, type Handed, type Made } from './answer.ts';
import { exportAudit } from './audit.ts';
import { exportClearing } from './clearing.ts';
import { dataAges } from './data-ages.ts';
import { exportEvidence } from './evidence.ts';
import type { Exportable } from './sheet.ts';
import { exportSubscribers } from './subscribers.ts';
import { exportSubscriptions } from './subscriptions.ts';
import { targetOf } from './target.ts';
import { exportWho } from './who.ts';

export const EXPORTABLES: readonly Exportable[] = [
  exportAccess,
  exportClearing,
  exportSubscriptions,
  exportSubscribers,
  exportWho,
  exportAudit,
  exportEvidence,
];

export const exportCommand: Command = {
  verb: 'export',
  // After --out comes the name of a file; the refusal says to write it as out:.
  names: ({ words: [subject], flags }) =>
    flags.has('out')
      ? Number.POSITIVE_INFINITY
      : 1 + (exportableNamed(subject)?.names ?? Number.POSITIVE_INFINITY),
  example: 'export access figma status:inactive format:xlsx',
  does: 'a table as a CSV, XLSX or HTML file: access <app>, clearing, subscriptions, subscribers, who <person>, audit or evidence of removals; out: names the file, --force replaces an existing one',
  group: 'look',
  // --out is refused with how to write it instead.
  flags: ['force', 'out', NEVER],
  keys: [...new Set(['format', 'out', ...EXPORTABLES.flatMap(({ keys }) => keys)])],
  async answer(context, request) {
    const subject = subjectNamed(request);
    const { format, out } = targetOf(request);
    // Registers the sources first, because nothing can be stored through a snapshot.
    listApps(context);
    handSource(context);
    try {
      const done =
        out.to === 'chat'
          ? await withTemporaryFolder(async (folder) => {
              const made = await make(context, request, subject, { format, file: null, folder, force: true });
              const handed = await handOver(made, out.send);
              return { ...made, handed };
            })
          : {
              ...(await make(context, request, subject, {
                format,
                file: out.file,
                folder: '',
                force: request.flags.has('force'),
              })),
              handed: 'written' as const,
            };
      record(context, request, done);
      return exportAnswer(context, done, done.handed);
    } catch (error) {
      if (error instanceof ExportError) throw new CommandError(error.message);
      throw error;
    }
  },
};

function exportableNamed(word: string | undefined): Exportable | undefined {
  return EXPORTABLES.find((known) => known.word === word?.toLowerCase());
}

function subjectNamed({ words: [word], filters, flags }: Request): Exportable {
  const all = EXPORTABLES.map(({ word: name, takes }) => `export ${name} ${takes}`.trim());
  if (word === undefined) throw new CommandError(sayWhatText(all));
  const words = EXPORTABLES.map((subject) => subject.word);
  const subject = exportableNamed(word);
  if (subject === undefined) throw unknownWord(word, words, (unknown) => unknownExportText(unknown, all));
  const taken = { verb: `export ${subject.word}`, keys: ['format', 'out', ...subject.keys] };
  refuseForeignFilters(taken, filters);
  refuseUnknownFlags(
    { ...taken, flags: ['force', 'out', ...(subject === exportAccess ? [NEVER] : [])] },
    { flags },
  );
  return subject;
}

/** Everything in the file is from one moment, even when a sync runs while it is written. */
function make(
  context: Context,
  { by, words, filters, flags }: Request,
  subject: Exportable,
  { format, file, folder, force }: { format: Format; file: string | null; folder: string; force: boolean },
): Promise<Made> {
  return withSnapshot(context.store, async (store) => {
    const moment = { ...context, store };
    const sheet = await subject.sheet(moment, { words: words.slice(1), filters, flags });
    const ages = dataAges(moment, sheet);
    const { organisation, timezone } = context.config;
    const facts = { organisation, timezone, now: timestamp(context) };
    const name = `seatkeeper-${slug(sheet.name)}-${today(context)}.${format}`;
    const written = await writeSheet(
      { ...sheet, notes: aboutExport({ ...sheet, ...facts, more: sheet.notes ?? [], ages, by: by.name }) },
      file ?? (folder === '' ? name : `${folder}/${name}`),
      { format, force, signal: context.dependencies.signal },
    );
    return { sheet, ages, name, written };
  });
}

function slug(name: string): string {
  const plain = name.toLowerCase().replace(/[^\p{L}\p{N}._]+/gu, '-');
  return plain.replace(/^[-.]+|[-.]+$/g, '').slice(0, 80);
}

async function handOver({ name, written }: Made, send: SendFile): Promise<'sent' | 'offered'> {
  const sent = await send({ name, path: written.file, bytes: written.bytes });
  switch (sent.outcome) {
    case 'sent':
    case 'offered':
      return sent.outcome;
    case 'refused':
      throw new CommandError(notSentText(sent.reason));
    case 'unknown':
      throw new CommandError(perhapsNotSentText(sent.reason));
    default:
      return sent satisfies never;
  }
}

/** Data about people left Seatkeeper: the audit log records who took what, and how much of it. */
function record(context: Context, { by }: Request, made: Made & { readonly handed: Handed }): void {
  const { sheet, written, handed } = made;
  context.store.write(() =>
    recordAudit(context.store, {
      at: timestamp(context),
      actor: by.id,
      action: 'export',
      subject: sheet.name,
      detail: {
        filter: sheet.filter,
        format: written.format,
        rows: written.rows,
        ...(handed === 'offered' ? { handed } : {}),
      },
    }),
  );
}
