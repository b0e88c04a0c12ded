import type { DataOrigin } from '../../../domain/data-age.ts';
import type { Instant } from '../../../domain/day.ts';
import type { Button, Part } from '../../../domain/message.ts';
import { addMoney } from '../../../domain/money/money.ts';
import { type Decidable, findingsOf, toDecide } from '../../../domain/overview/to-decide.ts';
import { originText } from '../data-origin.ts';
import {
  type Clock,
  capital,
  count,
  dayAtText,
  joined,
  momentText,
  moneyText,
  numberText,
} from '../words.ts';

/** One source as the home page sees it. */
export interface HomeConnection {
  readonly name: string;
  readonly kind: 'app' | 'roster';
  readonly state: 'good' | 'old' | 'held' | 'failed' | 'never-read' | 'retiring';
  readonly dataAt: Instant | null;
  readonly origin?: DataOrigin | null;
  /** What went wrong, in the words `health` uses. */
  readonly trouble: string | null;
}

/** Everything the home page of one admin can show. */
export interface HomeView {
  readonly organisation: string;
  readonly timezone: string;
  readonly now: Instant;
  readonly connections: readonly HomeConnection[];
  /** Every app. */
  readonly apps: readonly (Decidable & {
    readonly id: string;
    /** Whether the viewer owns this app (`owner` in the configuration). */
    readonly mine: boolean;
  })[];
  /** The viewer's own accounts; `null` when the roster does not know the viewer. */
  readonly mine:
    | readonly {
        readonly app: string;
        readonly account: string;
        readonly licenses: readonly string[];
        readonly lastActive: Instant | null;
      }[]
    | null;
  /** Whether the viewer may change anything. */
  readonly mayChange: boolean;
}

/** A page under headings, for platforms on which the bot has a page of its own. */
export interface HomePage {
  readonly summary: string;
  readonly sections: readonly HomeSection[];
}

interface HomeSection {
  readonly title: string;
  readonly body: readonly Part[];
  readonly buttons: readonly Button[];
}

export function homePage(view: HomeView): HomePage {
  return {
    summary: summary(view),
    sections: [decisions(view), connections(view), ...mine(view), ask(view)],
  };
}

/** How many entries of a list are named; the others are counted. */
const NAMED = 10;

function summary({ organisation, apps, connections: all }: HomeView): string {
  const open = toDecide(apps);
  const findings = open.reduce((sum, app) => sum + findingsOf(app), 0);
  const money = moneyText(addMoney(apps.map(({ openStake }) => openStake)));
  const todo =
    findings === 0
      ? 'nothing to decide on'
      : `${count(findings, 'finding')} to decide on in ${count(open.length, 'app')}${money === null ? '' : `, ${money} a month at stake`}`;
  const bad = all.filter(({ state }) => state !== 'good').length;
  const health =
    bad === 0
      ? all.length === 0
        ? 'Nothing is connected yet.'
        : `All ${count(all.length, 'source')} read completely.`
      : `${numberText(bad)} of ${count(all.length, 'source')} could not be read or ${bad === 1 ? 'was' : 'were'} not accepted.`;
  return `${organisation}: ${todo}. ${health}`;
}

function decisions({ apps, mayChange }: HomeView): HomeSection {
  const open = toDecide(apps);
  const shown = open.slice(0, NAMED);
  return {
    title: 'To decide',
    body: [
      {
        type: 'facts',
        facts: shown.map((app) => {
          const money = moneyText(app.openStake);
          return {
            label: app.name,
            value: `${count(findingsOf(app), 'finding')}${money === null ? '' : `, ${money} a month`}${app.mine ? ' · you own this app' : ''}`,
          };
        }),
      },
      ...(open.length > shown.length
        ? [note(`and ${count(open.length - shown.length, 'more app')}: status shows them all`)]
        : []),
      ...(open.length === 0 ? [note('Nothing. I will write to the admin channel when that changes.')] : []),
      ...(mayChange ? [] : [note('You can look but not change: only admins can.')]),
    ],
    buttons: shown.slice(0, 5).map((app) => ({ label: `Review ${app.name}`, command: `app ${app.id}` })),
  };
}

function connections({ connections: all, now, timezone }: HomeView): HomeSection {
  const bad = all.filter(({ state }) => state !== 'good');
  const good = all.filter(({ state }) => state === 'good');
  const named = good.slice(0, NAMED).map(({ name }) => name);
  const more = good.length > NAMED ? [`${numberText(good.length - NAMED)} more`] : [];
  return {
    title: 'Connections',
    body: [
      ...bad.slice(0, NAMED).map((source): Part => trouble(source, { now, timezone })),
      ...(bad.length > NAMED
        ? [note(`and ${numberText(bad.length - NAMED)} more: health shows them all`)]
        : []),
      ...(good.length > 0
        ? [
            {
              type: 'text',
              spans: [
                { bold: 'Read completely' },
                `: ${joined([...named, ...more])}.${oldestText(good, { now, timezone })}`,
              ],
            } as const,
          ]
        : []),
    ],
    buttons: bad.length > 0 ? [{ label: 'What is wrong', command: 'health' }] : [],
  };
}

/** ` Oldest data: Figma, figma.csv of 23:04, read just now.`; of several sources, one is enough to know how old all are at most. */
function oldestText(sources: readonly HomeConnection[], clock: Clock): string {
  const [oldest] = sources
    .filter(({ dataAt }) => dataAt !== null)
    .toSorted((a, b) => ((a.dataAt ?? '') < (b.dataAt ?? '') ? -1 : 1));
  if (oldest === undefined) return '';
  const of = originText(oldest, clock);
  return sources.length === 1 ? ` ${capital(of)}.` : ` Oldest data: ${oldest.name}, ${of}.`;
}

function trouble(source: HomeConnection, clock: Clock): Part {
  const { name, state, dataAt, trouble: why } = source;
  const good =
    dataAt === null
      ? 'There is no data yet.'
      : `You still see the data of ${momentText(dataAt, clock.timezone, clock.now)}.`;
  return {
    type: 'row',
    mark: state === 'held' || state === 'failed' || state === 'old' ? state : 'wrong',
    spans: [{ bold: name }, ` — ${STATE[state]}${why === null ? '' : `: ${why}`}`],
    detail: good,
    buttons: [],
  };
}

const STATE = {
  good: 'read completely',
  old: 'the data is old',
  held: 'not accepted',
  failed: 'could not be read',
  'never-read': 'not read yet',
  retiring: 'no longer in seatkeeper.yaml',
} as const;

function mine({ mine: accounts, ...clock }: HomeView): HomeSection[] {
  if (accounts === null) return [];
  const shown = accounts.slice(0, NAMED);
  return [
    {
      title: 'Your apps',
      body: [
        {
          type: 'facts',
          facts: shown.map(({ app, account, licenses, lastActive }) => ({
            label: app,
            value: [
              account,
              ...licenses,
              ...(lastActive === null ? [] : [`last used ${dayAtText(lastActive, clock)}`]),
            ].join(' · '),
          })),
        },
        ...(accounts.length > shown.length ? [note(`and ${accounts.length - shown.length} more`)] : []),
        ...(accounts.length === 0 ? [note('No account of yours was found in any app.')] : []),
      ],
      buttons: [],
    },
  ];
}

function ask({ mayChange }: HomeView): HomeSection {
  return {
    title: 'Ask',
    body: [],
    buttons: [
      { label: 'Status', command: 'status' },
      { label: 'Clearing', command: 'clearing' },
      { label: 'Removals', command: 'removals' },
      { label: 'Digest', command: 'digest' },
      { label: 'Health', command: 'health' },
      ...(mayChange ? [{ label: 'Sync now', command: 'sync' }] : []),
      { label: 'Help', command: 'help' },
    ],
  };
}

function note(text: string): Part {
  return { type: 'note', text };
}
