import type { Day, Instant } from '../../../domain/day.ts';
import type { Button, Message, Part } from '../../../domain/message.ts';
import type { PriceProblem } from '../../../domain/money/price-problem.ts';
import type { PeopleDoubt } from '../../../domain/owners/people-doubt.ts';
import { keepsOut } from '../../../domain/rejected-request.ts';
import { ACCEPTED_ONCE } from '../alerts/health-alert.ts';
import { originText } from '../data-origin.ts';
import { type SilentDirectoryView, silentDirectoryText } from '../groups/silent-directory.ts';
import { type ContractNotices, contractTexts } from '../money/contract-days.ts';
import { priceProblemText } from '../money/price-problem.ts';
import { type DisagreementsView, disagreementLines } from '../people/disagreements.ts';
import { peopleDoubtLines, peopleProblems } from '../people/people-doubts.ts';
import { type UnmatchedProtection, unmatchedProtectionText } from '../removal/unmatched-protection.ts';
import { rosterName } from '../roster-name.ts';
import { type OverruledRule, overruledText } from '../rules/overruled.ts';
import { type RhythmView, rhythmText } from '../sync/rhythm.ts';
import { setAsideRows } from '../sync/set-aside.ts';
import { type ReadTold, readText } from '../sync/withheld.ts';
import { table } from '../table.ts';
import { quietText } from '../undo/snoozed-list.ts';
import { agoText, type Clock, capital, count, dayAtText, joined } from '../words.ts';
import { type ClockSet, clockText, type DatabaseState, databaseText } from './machine.ts';
import { type RejectionView, rejectionText } from './rejections.ts';
import { type SameListView, sameListText } from './same-list.ts';
import { healthText, markedRow, type SourceState, troubleRows } from './source-health.ts';
import { type MessageState, type Unfinished, undeliveredText, unfinished } from './undelivered.ts';

/** What is read, held or failing, and what did not go out. */
export interface HealthView extends ContractNotices, Unfinished, Clock {
  readonly sources: readonly (SourceState &
    ReadTold & {
      readonly kind: 'app' | 'roster';
      readonly id: string;
    })[];
  /** Apps whose alert stays quiet until a day. */
  readonly quiet: readonly { readonly id: string; readonly name: string; readonly until: Day }[];
  /** Roster sources that were retired lately. */
  readonly retired: readonly { readonly id: string; readonly on: string }[];
  readonly overruledRules: readonly OverruledRule[];
  /** Apps whose accounts are one list. */
  readonly sameLists: readonly SameListView[];
  readonly unmatchedProtection: readonly UnmatchedProtection[];
  /** Conversations that take no messages. */
  readonly conversations: readonly {
    readonly platform: string;
    readonly problem: string;
    readonly at: Instant;
  }[];
  /** What the platforms that run here report about themselves. */
  readonly chatProblems: readonly string[];
  readonly rejected: readonly RejectionView[];
  /** Of sources that are not simply read when `schedule.sync` says. */
  readonly rhythms: readonly RhythmView[];
  readonly prices: readonly { readonly app: string; readonly problem: PriceProblem }[];
  /** Directories that do not tell who is in which group. */
  readonly silentDirectories: readonly SilentDirectoryView[];
  /** What rosters say about people that cannot be right. */
  readonly peopleDoubts: readonly PeopleDoubt[];
  readonly disagreements: DisagreementsView;
  /** Messages that a platform refuses for now, and are tried again. */
  readonly delayed: readonly MessageState[];
  /** Messages that could not be sent, or may not have arrived. */
  readonly troubled: readonly MessageState[];
  /** Messages by status. */
  readonly outbox: {
    readonly pending?: number;
    readonly dead?: number;
    readonly 'in-doubt'?: number;
  };
  /** Messages that were in doubt until a newer version was posted. */
  readonly replacedDoubts: number;
  readonly database: DatabaseState;
  /** How the clock of this machine was set within the last day. */
  readonly clockSet: ClockSet | null;
  readonly auditHead: string;
}

/** The health of everything in one table, and what to do about each problem. */
export function healthMessage(view: HealthView): Message {
  const { sources, now } = view;
  const problems = healthProblems(view);
  const summary =
    problems.length === 0
      ? `All is well: ${count(sources.length, 'source')} read completely.`
      : `${capital(joined(problems))}.`;
  return {
    summary,
    title: summary,
    body: [
      ...databaseText(view).map((text) => markedRow('wrong', [text])),
      sourceTable(view),
      ...sources.flatMap((source) => [...troubleRows(source, view), ...setAsideRows(source)]),
      ...[...chatProblems(view).map(({ problem }) => problem), ...pricesText(view)].map((text) =>
        markedRow('wrong', [text]),
      ),
      ...view.unmatchedProtection.map((entry) => markedRow('wrong', [unmatchedProtectionText(entry)])),
      ...view.rejected
        .filter((rejection) => !keepsOut(rejection))
        .map((rejection) => textPart(rejectionText(rejection, now))),
      ...view.rhythms.map((rhythm) => textPart(rhythmText(rhythm, view))),
      ...contractTexts({ ...view, clock: view }).map(textPart),
      ...view.silentDirectories.map((silent) => textPart(silentDirectoryText(silent))),
      ...peopleDoubtLines(view.peopleDoubts, view).map(textPart),
      ...disagreementLines(view.disagreements, view).map(textPart),
      ...view.sameLists.map((same) => textPart(sameListText(same))),
      ...view.overruledRules.map((rule) => textPart(overruledText(rule))),
      ...view.quiet.map(({ id, name, until }) =>
        textPart(`${name} is ${quietText(until, view)}. To end it: snooze ${id} --undo`),
      ),
      ...readText(sources).map(textPart),
      ...clockText(view).map(textPart),
      ...undeliveredText(view).map(textPart),
      {
        type: 'note',
        text: `${count(view.outbox.pending ?? 0, 'message')} waiting to be sent. Audit head ${view.auditHead.slice(0, 12)}.`,
      },
    ],
    buttons: sources.flatMap(heldButtons),
  };
}

/** Everything that is wrong, each in a few words; empty when all is well. */
export function healthProblems(view: HealthView): readonly string[] {
  const { prices, overruledRules, unmatchedProtection } = view;
  const sources = (state: SourceState['health']['state'], is: string) => {
    const many = view.sources.filter(({ health }) => health.state === state).length;
    return many > 0 ? [`${count(many, 'source')} ${is}`] : [];
  };
  const chat = chatProblems(view).length;
  const setAside = view.sources.reduce((sum, source) => sum + (source.setAside?.count ?? 0), 0);
  return [
    ...(view.database.damage === null ? [] : ['the database is damaged']),
    // A machine that slept looks like one whose clock was set forward.
    ...(view.clockSet !== null && (view.clockSet.byMs ?? -1) < 0 ? ['the clock was set back'] : []),
    ...(view.database.readOnly === null ? [] : ['the database cannot be written']),
    ...(view.database.lastFree === null ? [] : ['the disk is full']),
    ...sources('failed', 'could not be read'),
    ...sources('held', 'read, but not accepted'),
    ...sources('never-read', 'not read yet'),
    ...sources('retiring', 'no longer in seatkeeper.yaml'),
    ...sources('old', 'with old data'),
    ...peopleProblems(view.peopleDoubts),
    ...(setAside > 0 ? [`${count(setAside, 'row')} cannot be read`] : []),
    ...(overruledRules.length > 0
      ? [`${count(overruledRules.length, 'accepted rule')} overruled by seatkeeper.yaml`]
      : []),
    ...(unmatchedProtection.length > 0
      ? [
          `${count(unmatchedProtection.length, 'entry', 'entries')} under protect that ${unmatchedProtection.length === 1 ? 'protects' : 'protect'} nothing`,
        ]
      : []),
    ...(chat > 0 ? [`${count(chat, 'problem')} with chat`] : []),
    ...unfinished(view),
    ...(prices.length > 0
      ? [`${count(prices.length, 'kind of seat has', 'kinds of seat have')} two prices`]
      : []),
  ];
}

/** What is wrong with the chat platforms, by platform. */
export function chatProblems(
  view: Pick<HealthView, 'conversations' | 'chatProblems' | 'rejected' | 'now'>,
): readonly { readonly platform: string; readonly problem: string }[] {
  return [
    ...view.conversations.map(({ platform, problem, at }) => ({
      platform,
      problem: `${problem} (${agoText(at, view.now)})`,
    })),
    ...view.chatProblems.map((problem) => ({ platform: 'chat', problem })),
    ...view.rejected.filter(keepsOut).map((rejection) => ({
      platform: rejection.platform,
      problem: rejectionText(rejection, view.now),
    })),
  ];
}

/** Each kind of seat with two prices. */
export function pricesText({ prices }: Pick<HealthView, 'prices'>): readonly string[] {
  return prices.map(({ app, problem }) => priceProblemText(app, problem));
}

function sourceTable(view: HealthView): Part {
  const { sources, retired } = view;
  return table(
    ['source', 'state', 'data'],
    [
      ...sources.map((source) => [source.name, healthText(source, view), originText(source, view) || '–']),
      ...retired.map(({ id, on }) => [
        rosterName(id),
        `retired on ${dayAtText(on, view)}: no longer in seatkeeper.yaml`,
        '–',
      ]),
    ],
    'Nothing is connected yet.',
  );
}

function heldButtons({ name, health }: SourceState): readonly Button[] {
  if (health.state !== 'held') return [];
  const run = health.run.id;
  return [
    { label: `Keep the last good data of ${name}`, action: { type: 'keep-last-good', run } },
    {
      label: `Accept the read of ${name} once…`,
      action: { type: 'accept-run', run },
      look: 'danger',
      confirm: { title: `Accept this read of ${name}?`, text: ACCEPTED_ONCE, yes: 'Accept this once' },
    },
  ];
}

function textPart(text: string): Part {
  return { type: 'text', spans: [text] };
}
