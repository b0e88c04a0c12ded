import { doubtText } from '../../chat/say/alerts/health-alert.ts';
import { priceProblemText } from '../../chat/say/money/price-problem.ts';
import { refusedText } from '../../chat/say/overview/rejections.ts';
import { table } from '../../chat/say/table.ts';
import { agoText, count, dayText, joined } from '../../chat/say/words.ts';
import type { Part } from '../../domain/message.ts';
import { priceProblems } from '../../domain/money/price-problem.ts';
import { keepsOut } from '../../domain/rejected-request.ts';
import { type Context, listApps, timestamp } from '../../flows/context.ts';
import { pricingOf } from '../../flows/money/load-prices.ts';
import { type Health, lookAtApps, lookAtRosters, retiredRosters } from '../../flows/overview/look-at-apps.ts';
import { auditHead } from '../../store/audit.ts';
import { listRules } from '../../store/decisions/rules.ts';
import { conversationProblems } from '../../store/outbox/conversations.ts';
import { outboxCounts, refusedOutgoing, troubledOutgoing } from '../../store/outbox/outbox.ts';
import { rejectionsSince } from '../../store/outbox/rejected-requests.ts';
import type { Command } from '../command.ts';
import { healthText } from './status.ts';

/** What did not go out longer ago than that is in the audit, and nothing an admin would still mend. */
const RECENT_MS = 14 * 24 * 60 * 60_000;

export const health: Command = {
  verb: 'health',
  example: 'health',
  does: 'what was read when, what is held or failing, and messages that did not go out',
  group: 'look',
  keys: [],
  answer(context) {
    const at = timestamp(context);
    const sources = listHealth(context);
    const late = retiredRosters(context);
    const overruled = overruledRules(context);
    const bad = sources.filter(({ health: { state } }) => state !== 'good');
    const recent = new Date(Date.parse(at) - RECENT_MS).toISOString();
    const outbox = outboxCounts(context.store, recent);
    const troubled = troubledOutgoing(context.store, recent, 10);
    const waiting = refusedOutgoing(context.store, 10);
    const refused = rejectionsSince(context.store, at);
    const chat = [
      ...conversationProblems(context.store).map(({ platform, problem, at: since }) => ({
        platform,
        problem: `${problem} (${agoText(since, at)})`,
      })),
      ...(context.chatProblems?.() ?? []).map((problem) => ({ platform: 'chat', problem })),
      ...refused.filter(keepsOut).map((one) => ({ platform: one.platform, problem: refusedText(one, at) })),
    ];
    const prices = allPriceProblems(context);
    const problems = [
      ...(bad.length > 0 ? [`${count(bad.length, 'source')} not read or not believed`] : []),
      ...(overruled.length > 0
        ? [`${count(overruled.length, 'accepted rule')} overruled by seatkeeper.yaml`]
        : []),
      ...(chat.length > 0 ? [`${count(chat.length, 'problem')} with chat`] : []),
      ...(waiting.length > 0 ? [`${count(waiting.length, 'message')} held up`] : []),
      ...(outbox.dead ? [`${count(outbox.dead, 'message')} could not be sent`] : []),
      ...(outbox['in-doubt'] ? [`${count(outbox['in-doubt'], 'message')} may not have arrived`] : []),
    ];
    if (prices.length > 0) problems.push(`${count(prices.length, 'kind')} of seats with two prices`);
    const summary =
      problems.length === 0
        ? `All is well: ${count(sources.length, 'source')} read completely.`
        : `${joined(problems)}.`;
    return {
      ok: problems.length === 0,
      message: {
        summary,
        title: summary,
        body: [
          table(
            ['source', 'state', 'data'],
            sources
              .map(({ name, dataAt, health: state }) => [
                name,
                healthText(context, state, dataAt, at),
                dataAt === null ? '–' : agoText(dataAt, at),
              ])
              .concat(
                late.map(({ source, on }) => [
                  `Roster ${source.name}`,
                  `retired on ${dayText(on, at)}: not in seatkeeper.yaml any more`,
                  '–',
                ]),
              ),
            'Nothing is connected yet.',
          ),
          ...bad.flatMap(({ kind, name, health: state }) => trouble(kind, name, state)),
          ...[...chat.map(({ problem }) => problem), ...prices].map(
            (text): Part => ({ type: 'row', mark: 'held', spans: [text], detail: null, buttons: [] }),
          ),
          ...refused
            .filter((one) => !keepsOut(one))
            .map((one): Part => ({ type: 'text', spans: [refusedText(one, at)] })),
          ...overruled.map(
            ({ from, to, by, written }): Part => ({
              type: 'text',
              spans: [
                `seatkeeper.yaml says that ${from} means ${written}, and that holds; the rule that ${by} accepted says ${to}. Change the file, or take the rule back: rule end ${from}`,
              ],
            }),
          ),
          ...[...waiting, ...troubled].map(
            (row): Part => ({
              type: 'text',
              spans: [
                `${row.platform}, ${row.subject}: ${row.problem ?? row.status} (${agoText(row.createdAt, at)})`,
              ],
            }),
          ),
          {
            type: 'note',
            text: `${count(outbox.pending ?? 0, 'message')} waiting. Audit head ${auditHead(context.store).slice(0, 12)}.`,
          },
        ],
        buttons: bad.flatMap(({ name, health: state }) =>
          state.state === 'held'
            ? [
                {
                  label: `Keep the last good data of ${name}`,
                  action: { type: 'keep-last-good', run: state.run.id },
                } as const,
                {
                  label: `Accept the read of ${name} once…`,
                  action: { type: 'accept-run', run: state.run.id },
                  look: 'danger',
                  confirm: {
                    title: `Accept this read of ${name}?`,
                    text: 'It becomes the picture, and alerts follow from it. This holds for this one read only.',
                    yes: 'Accept this once',
                  },
                } as const,
              ]
            : [],
        ),
      },
      json: {
        ok: problems.length === 0,
        sources: sources.map(({ kind, id, name, dataAt, health: state }) => ({
          kind,
          id,
          name,
          state: state.state,
          dataAt,
          run: 'run' in state ? state.run.id : null,
          error: 'run' in state ? state.run.error : null,
          doubts: 'run' in state ? state.run.doubts : [],
        })),
        prices,
        retired: late.map(({ source, on }) => ({ id: source.name, on })),
        overruledRules: overruled,
        outbox,
        chat,
        refused,
        messages: [...waiting, ...troubled].map(({ id, platform, subject, status, problem, createdAt }) => ({
          id,
          platform,
          subject,
          status,
          problem,
          createdAt,
        })),
        auditHead: auditHead(context.store),
      },
    };
  },
};

/** Accepted rules that the file contradicts. */
function overruledRules({ config, store }: Context) {
  return listRules(store).flatMap(({ from, to, by }) => {
    const written = config.matching.domainAliases[from];
    return written === undefined || written === to ? [] : [{ from, to, by, written }];
  });
}

function listHealth(context: Context) {
  const roster = lookAtRosters(context).map(({ id, source, health: state }) => ({
    kind: 'roster' as const,
    id,
    name: `Roster ${id}`,
    dataAt: source?.dataAt ?? null,
    health: state,
  }));
  const apps = lookAtApps(context).map(({ app, health: state }) => ({
    kind: 'app' as const,
    id: app.config.id,
    name: app.config.name,
    dataAt: app.source.dataAt,
    health: state,
  }));
  return [...roster, ...apps];
}

function trouble(kind: 'app' | 'roster', name: string, state: Health): Part[] {
  if (state.state === 'held')
    return state.run.doubts.map((doubt) => ({
      type: 'row',
      mark: 'held',
      spans: [{ bold: name }, `: ${doubtText(doubt, kind)}`],
      detail: `sync accept ${state.run.id}, or sync keep ${state.run.id}`,
      buttons: [],
    }));
  if (state.state === 'failed')
    return [
      {
        type: 'row',
        mark: 'held',
        spans: [{ bold: name }, `: ${state.run.error ?? 'failed'}`],
        detail: null,
        buttons: [],
      },
    ];
  if (state.state === 'retiring')
    return [
      {
        type: 'row',
        mark: 'held',
        spans: [{ bold: name }, ': it is not in seatkeeper.yaml any more, and its people still count.'],
        detail: 'It is let go at the next sync that reads every roster source whole.',
        buttons: [],
      },
    ];
  return [];
}

/** Seats with two prices, which count for nothing until the admin says which holds. */
function allPriceProblems(context: Context): readonly string[] {
  return listApps(context).flatMap(({ config, source }) =>
    priceProblems(pricingOf(context, source.id)).map((problem) => priceProblemText(config.name, problem)),
  );
}
