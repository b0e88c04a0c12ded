import { alertMessage, movedMessage } from '../../src/chat/say/alerts/alert.ts';
import { type AlertItem, alertRow } from '../../src/chat/say/alerts/alert-row.ts';
import type { AlertView } from '../../src/chat/say/alerts/alert-view.ts';
import type { Headline } from '../../src/chat/say/alerts/headline.ts';
import {
  acceptedMessage,
  failedMessage,
  heldMessage,
  keptMessage,
} from '../../src/chat/say/alerts/health-alert.ts';
import { type DigestView, digestMessage } from '../../src/chat/say/overview/digest.ts';
import type { HomeView } from '../../src/chat/say/overview/home.ts';
import { count, moneyText, numberText } from '../../src/chat/say/words.ts';
import { ACCOUNT_KINDS, ACCOUNT_STATES } from '../../src/domain/account.ts';
import { type AccountCounts, countParts } from '../../src/domain/account-part.ts';
import { CONCERNS } from '../../src/domain/findings/classify.ts';
import { CLOSINGS } from '../../src/domain/findings/finding.ts';
import type { NewsReason } from '../../src/domain/findings/news.ts';
import type { Button, Message } from '../../src/domain/message.ts';
import type { Money } from '../../src/domain/money/money.ts';
import type { Savings } from '../../src/domain/money/saving.ts';
import { buildDigest, type DigestApp } from '../../src/domain/overview/digest.ts';
import type { Doubt } from '../../src/domain/sync/doubt.ts';
import { type Dice, diceOf } from './dice.ts';
import { HOSTILE } from './hostile.ts';

const NOW = '2026-11-21T09:17:00.000Z';
const TIMEZONE = 'Europe/Berlin';

/** A company at one moment, with every message Seatkeeper would send about it. */
export interface World {
  readonly alerts: readonly AlertView[];
  readonly messages: readonly Message[];
  /** Answers with many rows, for a modal list. */
  readonly reviews: readonly Message[];
  readonly home: HomeView;
}

/** A random world, which is the same for the same seed on every machine. */
export function world(seed: number): World {
  const dice = diceOf(seed);
  const size = dice.one(SIZES);
  const apps = Array.from({ length: dice.upTo(size.apps) }, () => appOf(dice, size.findings));
  const alerts = apps.slice(0, 1).map((app) => alertOf(dice, app));
  return {
    alerts,
    messages: [
      ...alerts.map(alertMessage),
      digestOf(dice, apps),
      dice.one([() => statusOf(dice, apps), () => accessOf(dice), () => healthOf(dice)])(),
    ],
    reviews: dice.maybe(50) ? [reviewOf(dice, dice.upTo(size.review))] : [],
    home: homeOf(dice, apps),
  };
}

/** The size of a world: most are like most companies, some are as large as possible. */
const SIZES = [
  ...Array.from({ length: 50 }, () => ({ apps: 6, findings: 12, review: 8 })),
  ...Array.from({ length: 7 }, () => ({ apps: 20, findings: 200, review: 25 })),
  ...Array.from({ length: 2 }, () => ({ apps: 60, findings: 1_000, review: 60 })),
  { apps: 200, findings: 5_000, review: 300 },
];

interface WorldApp {
  readonly id: string;
  readonly name: string;
  readonly open: number;
  readonly accounts: number;
  readonly atStake: Money;
  readonly state: DigestApp['state'];
}

function appOf(dice: Dice, findings: number): WorldApp {
  return {
    id: dice.maybe(90) ? `app-${dice.upTo(999)}` : dice.name() || 'app',
    name: dice.name(),
    open: dice.upTo(findings),
    accounts: dice.upTo(5_000_000),
    atStake: money(dice),
    state: dice.one(['good', 'good', 'good', 'held', 'failed', 'never-read'] as const),
  };
}

function money(dice: Dice): Money {
  return Object.fromEntries(dice.many(2, () => [dice.one(['USD', 'EUR', 'JPY']), dice.upTo(1_000_000_00)]));
}

function savings(dice: Dice): Savings {
  const later = dice.many(3, () => ({ from: day(dice), monthly: money(dice) }));
  const bounds = {
    now: dice.maybe(50),
    later: later.slice(1).map(({ from }) => from),
    unknown: dice.maybe(50),
  };
  const atMost = dice.maybe(30) ? bounds : null;
  return { nominal: money(dice), now: money(dice), later, unknown: money(dice), atMost };
}

function day(dice: Dice): string {
  return `20${20 + dice.upTo(9)}-0${1 + dice.upTo(8)}-1${dice.upTo(9)}`;
}

function itemOf(dice: Dice): AlertItem {
  const concern = dice.one(CONCERNS);
  return {
    account: dice.maybe(97) ? dice.name() || 'u' : dice.one(HOSTILE) || 'u',
    label: dice.name(),
    name: dice.maybe(60) ? dice.name() : null,
    state: dice.one(ACCOUNT_STATES),
    concern,
    openedAt: NOW,
    reopened: dice.upTo(2),
    returns: dice.upTo(3),
    news: dice.maybe(30) ? newsOf(dice) : null,
    lapsed: dice.maybe(10) ? dice.name() : null,
    person:
      concern === 'unknown'
        ? null
        : {
            name: dice.name(),
            email: dice.maybe(80) ? dice.name() : null,
            since: dice.maybe(70) ? day(dice) : null,
            endDate: dice.maybe(50) ? day(dice) : null,
          },
    lastActive: dice.maybe(60) ? `${day(dice)}T10:00:00Z` : null,
    role: dice.maybe(50) ? dice.name() : null,
    licenses: dice.many(4, () => dice.name()),
    cost: money(dice),
    why: dice.maybe(50) ? dice.name() : null,
    suggestion:
      concern === 'unknown' && dice.maybe(60)
        ? {
            score: dice.upTo(100) / 100,
            reason: dice.name(),
            person: {
              ref: 1 + dice.upTo(1e6),
              id: dice.name(),
              name: dice.name(),
              email: dice.maybe(70) ? dice.name() : null,
            },
          }
        : null,
  };
}

function newsOf(dice: Dice): NewsReason {
  return dice.one([
    { kind: 'new' },
    { kind: 'worse' },
    { kind: 'woken' },
    { kind: 'still-there' },
    { kind: 'gone' },
    { kind: 'returned', freed: NOW },
    { kind: 'recurring', times: 2 },
    { kind: 'undone', by: dice.name(), what: dice.one(['known', 'linked', 'added'] as const) },
    { kind: 'lapsed', lapse: { kind: 'address-changed', from: dice.name(), to: null } },
    { kind: 'lapsed', lapse: { kind: 'became-admin', role: dice.name() } },
    { kind: 'lapsed', lapse: { kind: 'expired', until: day(dice) } },
  ] satisfies NewsReason[]);
}

function headlineOf(dice: Dice): Headline {
  return {
    reason: newsOf(dice),
    label: dice.name(),
    owner: dice.maybe(50) ? dice.name() : null,
    name: dice.maybe(70) ? dice.name() : null,
    role: dice.maybe(30) ? dice.name() : null,
    concern: dice.one([...CONCERNS, null]),
    endDate: dice.maybe(60) ? day(dice) : null,
    lastActive: dice.maybe(60) ? `${day(dice)}T10:00:00Z` : null,
    saved: money(dice),
    by: dice.maybe(50) ? dice.name() : null,
  };
}

function alertOf(dice: Dice, app: WorldApp): AlertView {
  const items = Array.from({ length: Math.min(5, app.open) }, () => itemOf(dice));
  const headlines = dice.many(5, () => headlineOf(dice));
  return {
    app: { id: app.id, name: app.name },
    today: NOW.slice(0, 10),
    claimed: dice.upTo(1),
    unread: dice.maybe(20) ? dice.upTo(3) : 0,
    newsKinds: headlines.map(({ reason }) => reason.kind),
    leavers: { people: dice.upTo(9), accounts: dice.upTo(9), seats: dice.upTo(9) },
    snoozedStake: money(dice),
    headlines,
    newFindings: headlines.length + dice.upTo(3),
    newLicenses: [],
    licenses: dice.many(6, () => ({
      subscription: dice.name(),
      title: dice.name(),
      detail: {
        concern: 'over-assigned',
        purchased: dice.upTo(50),
        consumed: dice.upTo(500),
        holders: dice.upTo(500),
      } as const,
      openedAt: `${day(dice)}T00:00:00Z`,
      decision: null,
    })),
    alone: dice.maybe(30),
    phase: app.open === 0 ? 'clean' : dice.one(['open', 'open', 'baseline'] as const),
    timezone: TIMEZONE,
    now: NOW,
    counts: { offboarded: dice.upTo(app.open), inactive: dice.upTo(app.open), unknown: app.open },
    open: app.open,
    snoozed: dice.upTo(3),
    accounts: countsOf(dice, app.accounts),
    atStake: app.atStake,
    items,
    handled: dice.many(3, () => ({
      text: `${dice.name()} marked as known by ${dice.name()}: ${dice.name()}`,
      decision: dice.maybe(80) ? { first: dice.upTo(1e6), last: dice.upTo(1e6), at: NOW } : null,
      back: dice.upTo(2),
    })),
    closed: {
      byClosing: dice.many(9, () => dice.one(CLOSINGS)),
      licenses: dice.upTo(1),
      saved: money(dice),
      keptByLeavers: dice.upTo(1),
    },
    read: dice.maybe(90)
      ? {
          dataAt: NOW,
          total: app.accounts,
          counts: { pages: dice.upTo(99), added: dice.upTo(9), gone: dice.upTo(9), before: 1 },
        }
      : null,
  };
}

/** Any split of that many accounts into parts. */
function countsOf(dice: Dice, accounts: number): AccountCounts {
  let rest = accounts;
  const groups = dice.many(12, () => {
    const count = dice.upTo(Math.min(rest, 5_000));
    rest -= count;
    return {
      state: dice.one(ACCOUNT_STATES),
      kind: dice.one(ACCOUNT_KINDS),
      status: dice.one(['inactive', 'unknown'] as const),
      offboarded: dice.maybe(50),
      known: dice.maybe(20),
      count,
    };
  });
  return countParts(accounts, groups);
}

/** How fast seats came free in some of the apps. */
function figuresOf(dice: Dice, apps: readonly WorldApp[]): DigestView['figures'] {
  const figures = () => ({
    medianHours: dice.maybe(70) ? dice.upTo(2000) : null,
    seatsFreed: dice.upTo(40),
    falseAlarms: dice.upTo(5),
    ended: 5 + dice.upTo(40),
    falseAlarmRate: dice.maybe(70) ? dice.upTo(100) / 100 : null,
  });
  return {
    since: '2025-12-02',
    whole: figures(),
    apps: apps.map(({ name }) => ({
      ...figures(),
      app: { id: 'app', name, owner: null },
      oldestOpenedAt: null,
      freed: 0,
      saved: {},
    })),
    owners: [],
    clock: { now: '2026-03-02T09:00:00.000Z', timezone: 'UTC' },
  };
}

function digestOf(dice: Dice, apps: readonly WorldApp[]): Message {
  const week = () => dice.upTo(40);
  return digestMessage({
    digest: buildDigest({
      possible: savings(dice),
      renewals: dice.many(4, () => ({
        app: { id: 'app', name: dice.name() },
        subscription: dice.name(),
        product: dice.maybe(70) ? dice.name() : null,
        renewsOn: day(dice),
        ends: dice.maybe(20),
        assumedFrom: dice.maybe(20) ? day(dice) : null,
        counts: 'seats' as const,
        contracts: dice.maybe(20) ? 2 : 1,
        noticeOn: dice.maybe(50) ? day(dice) : null,
        bought: dice.upTo(5_000),
        used: dice.upTo(5_000),
        idle: dice.upTo(5_000),
        spare: { seats: dice.upTo(5_000), monthly: money(dice), atMost: dice.maybe(30) },
        unit: dice.maybe(50) ? { amount: money(dice), term: 'annual' } : null,
      })),
      apps: apps.map((app) => ({
        name: app.name,
        state: app.state,
        dataAt: app.state === 'never-read' ? null : NOW,
        accounts: app.accounts,
        open: app.open,
        licenses: dice.upTo(9),
        unknown: dice.upTo(app.open),
        clearing: dice.upTo(40),
        notPeople: dice.upTo(40),
        snoozed: dice.upTo(3),
        atStake: app.atStake,
        openStake: app.atStake,
        givesActivity: dice.maybe(70),
        oldestOpenedAt: null,
      })),
      roster: [{ name: dice.name(), state: 'good', dataAt: NOW }],
      week: {
        opened: week(),
        reopened: week(),
        worse: week(),
        closed: week(),
        freed: week(),
        saved: money(dice),
        savings: savings(dice),
        peopleLeft: week(),
        peopleClean: week(),
        names: dice.many(3, () => dice.name()),
        decisions: {
          known: week(),
          linked: week(),
          added: 0,
          snoozed: week(),
          removalSaid: 0,
          ruled: 0,
          completed: 0,
          takenBack: week(),
        },
      },
      leaving: dice.many(5, () => ({ name: dice.name(), on: day(dice), accounts: dice.upTo(9) })),
      longest: dice.maybe(70)
        ? { name: dice.name(), leftOn: day(dice), apps: dice.many(6, () => dice.name()) }
        : null,
      oldest: dice.many(3, () => ({
        app: dice.name(),
        label: dice.name(),
        openedAt: `${day(dice)}T00:00:00Z`,
      })),
      days: dice.many(30, () => ({ day: day(dice), open: dice.upTo(5_000), seats: dice.upTo(5_000) })),
    }),
    week: 1 + dice.upTo(52),
    timezone: TIMEZONE,
    today: NOW.slice(0, 10),
    now: NOW,
    late: dice.maybe(10) ? NOW : null,
    auditHead: '7f3c1d2e5a6b7c8d9e0f',
    figures: figuresOf(dice, apps),
  });
}

/** The table of `status`, in the shape its command gives it. */
function statusOf(dice: Dice, apps: readonly WorldApp[]): Message {
  const summary = `${dice.name()}: ${count(apps.length, 'app')}.`;
  return {
    summary,
    title: summary,
    body: [
      {
        type: 'table',
        columns: [
          'app',
          'accounts',
          'active',
          '⚠️ left',
          'inactive',
          'unknown',
          'known',
          'idle',
          'at stake / month',
        ].map((label, at) => ({ label, align: at === 0 ? 'left' : 'right' }) as const),
        rows: apps.map((app) =>
          app.state === 'never-read'
            ? [app.name, 'not read yet']
            : [
                app.name,
                ...[app.accounts, app.open, 1, 2, 3, 4].map((n) => numberText(n)),
                '–',
                moneyText(app.atStake) ?? '–',
              ],
        ),
        empty: 'No app is connected yet.',
      },
      { type: 'note', text: `Roster ${dice.name()}: data from 3 min ago, complete.` },
    ],
    buttons: [{ label: 'Sync now', command: 'sync' }],
  };
}

/** A page of `access`, sometimes with more columns than Slack has. */
function accessOf(dice: Dice): Message {
  const columns = dice.maybe(96) ? 6 : 1 + dice.upTo(30);
  const rows = dice.maybe(96) ? dice.upTo(12) : dice.upTo(150);
  const summary = `${dice.name()}: ${count(rows, 'account')}. Page 2 of 9.`;
  const name = dice.name();
  return {
    summary,
    title: summary,
    body: [
      {
        type: 'table',
        columns: Array.from({ length: columns }, (_, at) => ({
          label: at === 0 ? 'account' : name,
          align: 'left' as const,
        })),
        rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => dice.name())),
        empty: 'No account passes the filter.',
      },
    ],
    buttons: [
      { label: 'Previous page', command: `access figma email:${JSON.stringify(name)} page:1` },
      { label: 'Next page', command: `access figma email:${JSON.stringify(name)} page:3` },
    ],
  };
}

function healthOf(dice: Dice): Message {
  const subject = {
    source: { kind: 'app' as const, name: dice.name(), dataAt: dice.maybe(80) ? NOW : null },
    name: dice.name(),
  };
  const about = { ...subject, timezone: TIMEZONE, now: NOW };
  const doubts: Doubt[] = dice.many(3, () => ({
    kind: 'app-inactive',
    app: dice.name(),
    newInactive: 9,
    of: 90,
    percent: 10,
  }));
  return dice.one([
    () => heldMessage({ ...about, trouble: { run: 1 + dice.upTo(9), doubts } }),
    () => failedMessage({ ...about, trouble: { message: dice.name(), retryAt: NOW } }),
    () => acceptedMessage({ ...subject, listed: dice.upTo(1_000) }),
    () => keptMessage({ ...about, by: dice.name() }),
    () => movedMessage(dice.name()),
  ])();
}

/** The list that "Review all" opens: the answer of `app`. */
function reviewOf(dice: Dice, rows: number): Message {
  const app = dice.name() || 'app';
  const summary = `${app}: ${count(rows, 'finding')} to decide on.`;
  return {
    summary,
    title: summary,
    body: [
      { type: 'facts', facts: dice.many(6, () => ({ label: dice.name(), value: dice.name() })) },
      ...Array.from({ length: rows }, () => alertRow(app, itemOf(dice), { now: NOW, timezone: TIMEZONE })),
      { type: 'note', text: `and ${dice.upTo(99)} more` },
    ],
    buttons: dice.many(
      dice.maybe(10) ? 40 : 3,
      (): Button => ({ label: dice.name(), command: `access ${dice.name()}` }),
    ),
  };
}

function homeOf(dice: Dice, apps: readonly WorldApp[]): HomeView {
  return {
    organisation: dice.name(),
    timezone: TIMEZONE,
    now: NOW,
    connections: apps.map(({ name, state }) => ({
      name,
      kind: 'app',
      state,
      dataAt: state === 'never-read' ? null : NOW,
      trouble: state === 'good' ? null : dice.name(),
    })),
    apps: apps.map(({ id, name, open, atStake }) => ({
      id,
      name,
      open,
      licenses: 0,
      openStake: atStake,
      mine: dice.maybe(20),
    })),
    mine: dice.maybe(70)
      ? dice.many(30, () => ({
          app: dice.name(),
          account: dice.name(),
          licenses: dice.many(3, () => dice.name()),
          lastActive: dice.maybe(50) ? NOW : null,
        }))
      : null,
    mayChange: dice.maybe(50),
  };
}
