import { chatProblems, healthMessage, healthProblems, pricesText } from '../../chat/say/overview/health.ts';
import { databaseText } from '../../chat/say/overview/machine.ts';
import { unusedColumns } from '../../domain/sync/unused-columns.ts';
import { lookAtHealth } from '../../flows/overview/look-at-health.ts';
import type { Command } from '../command.ts';
import { originData } from './origin.ts';

export const health: Command = {
  verb: 'health',
  example: 'health',
  does: 'what was read and when, what is held or failing, and messages that were not sent',
  group: 'look',
  keys: [],
  answer(context) {
    const view = lookAtHealth(context);
    const ok = healthProblems(view).length === 0;
    return {
      ok,
      message: healthMessage(view),
      json: {
        ok,
        sources: view.sources.map(
          ({ kind, id, name, dataAt, origin = null, setAside, unused, usage, withheld, health: state }) => ({
            kind,
            id,
            name,
            state: state.state,
            dataAt,
            ...originData(origin),
            run: 'run' in state ? state.run.id : null,
            error: 'run' in state ? state.run.error : null,
            doubts: 'run' in state ? state.run.doubts : [],
            rowsSetAside: setAside?.rows ?? [],
            unusedColumns: unusedColumns(unused),
            requests: usage?.requests ?? null,
            left: usage?.left ?? [],
            withheld: withheld ?? [],
          }),
        ),
        quiet: view.quiet.map(({ id, until }) => ({ app: id, until })),
        prices: pricesText(view),
        peopleDoubts: view.peopleDoubts,
        disagreements: [...view.disagreements.status, ...view.disagreements.others],
        rhythms: view.rhythms,
        retired: view.retired,
        overruledRules: view.overruledRules,
        unmatchedProtection: view.unmatchedProtection,
        outbox: view.outbox,
        replacedDoubts: view.replacedDoubts,
        stuck: view.stuck.length,
        halfDone: view.halfDone.map(({ run }) => run),
        removalsInDoubt: view.removalsInDoubt,
        database: databaseText(view),
        chat: chatProblems(view),
        refused: view.rejected,
        messages: [...view.delayed, ...view.troubled].map(
          ({ id, platform, subject, status, problem, createdAt }) => ({
            id,
            platform,
            subject,
            status,
            problem,
            createdAt,
          }),
        ),
        auditHead: view.auditHead,
      },
    };
  },
};
