import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldMessage } from '../../src/chat/say/alerts/health-alert.ts';
import { ACCOUNT_KINDS, ACCOUNT_STATES, type Account } from '../../src/domain/account.ts';
import { addDays } from '../../src/domain/day.ts';
import { decodeGuest, normaliseEmail, normaliseText, stripPlus } from '../../src/domain/email.ts';
import { type AlertDecision, type AlertState, decideAlert } from '../../src/domain/findings/alert.ts';
import { type Assessment, assess } from '../../src/domain/findings/assess.ts';
import { CONCERNS } from '../../src/domain/findings/classify.ts';
import { CLOSINGS, type Finding, type FindingRecord } from '../../src/domain/findings/finding.ts';
import { type Known, knownLapsed } from '../../src/domain/findings/known.ts';
import { isQuiet, type Reconciliation, reconcile } from '../../src/domain/findings/reconcile.ts';
import { addMoney, isFree } from '../../src/domain/money/money.ts';
import { ACCOUNT_HINTS, accountHint } from '../../src/domain/owners/account-hint.ts';
import type { Earlier } from '../../src/domain/owners/kept-owner.ts';
import { isHandedOn, matchAccount } from '../../src/domain/owners/match.ts';
import { MATCH_RULES } from '../../src/domain/owners/match-rule.ts';
import { scoreSuggestion } from '../../src/domain/owners/suggest.ts';
import { isCurrent, PERSON_STATUSES, type PersonStatus, personStatus } from '../../src/domain/person.ts';
import type { RosterEntry } from '../../src/domain/roster-index/roster-index.ts';
import { type RosterIndex, rosterIndex } from '../../src/domain/roster-index/roster-index.ts';
import type { Doubt } from '../../src/domain/sync/doubt.ts';
import { doubtApp, doubts } from '../../src/domain/sync/guard.ts';
import { HOSTILE_NAMES } from '../chat/fixtures/hostile-names.ts';
import {
  ACME_DOMAINS,
  APP_LIMITS,
  account,
  BERLIN,
  effects,
  entry,
  ROSTER_LIMITS,
  TODAY,
} from '../support/build.ts';

const RUNS = { numRuns: 500 };
const NOW = `${TODAY}T06:00:00.000Z`;
const POLICY = { timezone: BERLIN, today: TODAY };

// Small alphabets, so that people and accounts collide as they do in real life, with hostile text among them.

const locals = fc.constantFrom(
  'ana',
  'ana.smith',
  'asmith',
  'bo',
  'desk',
  'ana+figma',
  'desk+x',
  'ana_gmail.com#ext#',
  'bo_acme.example#ext#',
  'it-team',
  '__proto__',
  'josé',
  "o'neil",
  '<!channel>',
);
const domains = fc.constantFrom(
  'acme.example',
  'acmeco.onmicrosoft.com',
  'gmail.com',
  'partner.onmicrosoft.com',
);
const emails = fc.tuple(locals, domains).map(([local, domain]) => `${local}@${domain}`);
const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE_NAMES),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', '', ' ', '—'),
);
const names = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('Ana Smith', 'Smith, Ána', 'Bo Lee', 'Jo Day', 'Ana', '—', '?') },
  { weight: 1, arbitrary: hostileText },
);
const usernames = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('ana', 'asmith', '1001', 'bo', 'ana@acme.example', 'constructor') },
  { weight: 1, arbitrary: hostileText },
);
const days = fc.integer({ min: -5, max: 5 }).map((offset) => addDays(TODAY, offset));
const instants = fc
  .tuple(days, fc.integer({ min: 0, max: 24 * 60 - 1 }))
  .map(([day, minute]) => new Date(Date.parse(day) + minute * 60_000).toISOString());
const statuses = fc.constantFrom(...PERSON_STATUSES);

const rosterEntries = fc.record({
  source: fc.constantFrom(1, 2),
  email: fc.option(emails, { freq: 4 }),
  aliases: fc.array(emails, { maxLength: 2 }),
  usernames: fc.array(usernames.map(normaliseText), { maxLength: 2 }),
  name: names,
  status: statuses,
  endDate: fc.option(days),
});
const rosters = fc
  .array(rosterEntries, { maxLength: 7 })
  .map((entries): RosterEntry[] => entries.map((facts, i) => entry({ ...facts, ref: i + 1 })));

const accounts: fc.Arbitrary<Account> = fc.record({
  id: fc.constant('u1'),
  emails: fc.uniqueArray(emails, { maxLength: 3 }),
  username: fc.option(usernames),
  name: fc.option(names),
  state: fc.constantFrom(...ACCOUNT_STATES),
  kind: fc.constantFrom(...ACCOUNT_KINDS),
  role: fc.option(fc.constantFrom('member', 'admin', 'Owner', 'constructor')),
  licenses: fc.constant([]),
  lastActive: fc.option(fc.oneof(instants, days)),
  created: fc.constant(null),
  columns: fc.option(usernames, { freq: 3 }).map((number) => ({ employee_number: number })),
});
const earlier: fc.Arbitrary<Earlier | null> = fc.option(
  fc.record({
    person: fc.integer({ min: 1, max: 8 }),
    rule: fc.constantFrom(...MATCH_RULES),
    via: fc.option(emails),
    email: fc.option(emails),
  }),
);
const links = fc.option(fc.integer({ min: 1, max: 8 }), { freq: 2 });
const decisions: fc.Arbitrary<Known> = fc.record({
  reason: fc.constant('contractor'),
  by: fc.constant('kim'),
  until: fc.option(days),
  facts: fc.record({
    email: fc.option(emails),
    role: fc.option(fc.constantFrom('member', 'admin')),
    owner: fc.option(statuses),
  }),
});
const pasts = fc.record({ link: links, known: fc.option(decisions), earlier });
const NO_PAST = { link: null, known: null, earlier: null };

const judge = (
  facts: Account,
  people: readonly RosterEntry[],
  past: Parameters<typeof assess>[1] = NO_PAST,
) => assess(facts, past, rosterIndex(people), ACME_DOMAINS, POLICY);

describe('matching', () => {
  it('matching does not depend on row order', () => {
    const shuffled = rosters.chain((people) =>
      fc.tuple(
        fc.constant(people),
        fc.shuffledSubarray(people, { minLength: people.length, maxLength: people.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, accounts, pasts, ([people, mixed], facts, past) => {
        expect(judge(facts, mixed, past)).toEqual(judge(facts, people, past));
      }),
      RUNS,
    );
  });

  it('no account is ever matched by name alone', () => {
    const strangers = rosters.map((people) =>
      people.map((one) => ({
        ...one,
        email: one.email === null ? null : `x.${one.email}`,
        aliases: one.aliases.map((alias) => `x.${alias}`),
        usernames: one.usernames.map((username) => `x.${username}`),
      })),
    );
    fc.assert(
      fc.property(strangers, accounts, names, (people, facts, name) => {
        const namesakes = people.map((one) => ({ ...one, name }));
        expect(judge({ ...facts, name }, namesakes).match).toBeNull();
      }),
      RUNS,
    );
  });

  it('the name of an account never changes its owner, unless several had its very address, then or now', () => {
    fc.assert(
      fc.property(rosters, accounts, pasts, names, (people, facts, past, name) => {
        const address = facts.emails[0] ?? facts.username?.trim().toLowerCase() ?? null;
        fc.pre(people.filter(({ email }) => email !== null && email === address).length < 2);
        const [named, nameless] = [judge({ ...facts, name }, people, past), judge(facts, people, past)];
        fc.pre(!isHandedOn(named.noMatch) && !isHandedOn(nameless.noMatch));
        expect(named).toEqual(nameless);
      }),
      RUNS,
    );
  });

  it('an ambiguous address never matches a person', () => {
    const twins = fc.record({
      people: rosters,
      statuses: fc.tuple(currentStatuses, currentStatuses),
      email: emails,
      names: fc.tuple(names, names),
    });
    fc.assert(
      fc.property(twins, accounts, (world, facts) => {
        const { people, email } = world;
        const shared = [0, 1].map((i) =>
          entry({ ref: 101 + i, email, status: world.statuses[i] ?? 'active', name: world.names[i] ?? '' }),
        );
        const { match, noMatch } = judge({ ...facts, emails: [email] }, [...people, ...shared]);
        expect(match).toBeNull();
        expect(noMatch).toMatchObject({ why: 'several', via: email });
      }),
      {
        ...RUNS,
        examples: [
          // Found by this property: a leaver who had the address merged the two colleagues into one person.
          [
            {
              people: [entry({ ref: 1, email: 'desk@acme.example', status: 'offboarded' })],
              statuses: ['active', 'active'],
              email: 'desk@acme.example',
              names: ['Ana Smith', 'Bo Lee'],
            },
            account(),
          ],
        ],
      },
    );
  });

  it('a new address of exactly one person decides, no matter who had the seat before', () => {
    fc.assert(
      fc.property(rosters, accounts, earlier, (people, facts, before) => {
        const fresh = judge(facts, people).match;
        fc.pre(fresh !== null && fresh.rule !== 'username');
        // With the address by which it was matched before, it is asked about.
        fc.pre((before?.via ?? before?.email) !== fresh?.via);
        expect(judge(facts, people, { ...NO_PAST, earlier: before }).match).toEqual(fresh);
      }),
      RUNS,
    );
  });

  it('a match names a rule and a person in the roster', () => {
    fc.assert(
      fc.property(rosters, accounts, pasts, (people, facts, past) => {
        const { match, noMatch } = judge(facts, people, past);
        expect(match === null).toBe(noMatch !== null);
        if (match === null) return;
        expect(MATCH_RULES).toContain(match.rule);
        expect(people).toContainEqual(expect.objectContaining({ ...match.owner }));
      }),
      RUNS,
    );
  });

  it('a person with any current record is never shown as a leaver', () => {
    fc.assert(
      fc.property(rosters, rosterEntries, currentStatuses, (people, left, status) => {
        const email = 'only@acme.example';
        const old = entry({ ...left, ref: 101, email, status: 'offboarded' });
        // One of another given name would be somebody who got the address later.
        const current = entry({ ref: 102, email, status, name: old.name, source: old.source });
        const { match, concern } = judge(account({ emails: [email] }), [...people, old, current]);
        expect(match?.owner.status).not.toBe('offboarded');
        expect(concern).toBeNull();
      }),
      RUNS,
    );
  });
});

const currentStatuses = fc.constantFrom<PersonStatus>('active', 'on-leave', 'starting');

describe('an owner', () => {
  it('never changes by a roster rename alone', () => {
    fc.assert(
      fc.property(rosters, accounts, emails, (people, facts, fresh) => {
        const { match } = judge(facts, people);
        fc.pre(match !== null && match.rule !== 'alias' && match.rule !== 'manual-link');
        const taken = people.flatMap((one) => [one.email, ...one.aliases]);
        fc.pre(!taken.includes(fresh) && !JSON.stringify(facts).toLowerCase().includes(fresh));
        const renamed = people.map((one) =>
          one.ref === match.owner.ref ? { ...one, email: fresh, aliases: [], usernames: [] } : one,
        );
        const earlier = {
          person: match.owner.ref,
          rule: match.rule,
          via: match.via,
          email: facts.emails[0] ?? null,
        };
        const { match: kept, noMatch } = judge(facts, renamed, { link: null, known: null, earlier });
        // Somebody else may have what the account is called as well: then it is theirs, or asked about.
        const others = people.filter(({ ref }) => ref !== match.owner.ref);
        const alone = judge(facts, others);
        fc.pre(alone.match === null && alone.noMatch?.why !== 'several');
        expect([kept?.owner.ref ?? null, noMatch]).toEqual([match.owner.ref, null]);
      }),
      RUNS,
    );
  });

  it('is never found through an address that somebody had once', () => {
    fc.assert(
      fc.property(rosters, accounts, (people, facts) => {
        const { match } = judge(facts, people);
        fc.pre(match !== null);
        const gone = people.map((one) => ({ ...one, email: null, aliases: [], usernames: [] }));
        expect(judge(facts, gone).status).toBe('unknown');
      }),
      RUNS,
    );
  });
});

describe('status', () => {
  it('the account of an active person never raises a concern', () => {
    fc.assert(
      fc.property(rosters, accounts, pasts, (people, facts, past) => {
        const { match, status, offboarded, concern } = judge(facts, people, past);
        fc.pre(match !== null && isCurrent(match.owner.status));
        expect({ status, offboarded, concern }).toEqual({
          status: 'active',
          offboarded: false,
          concern: null,
        });
      }),
      RUNS,
    );
  });

  it('a bot without owner is never a finding', () => {
    const machines = fc.constantFrom('bot', 'service', 'shared');
    fc.assert(
      fc.property(rosters, accounts, machines, pasts, (people, facts, kind, past) => {
        const { match, concern } = judge({ ...facts, kind }, people, past);
        if (match === null) expect(concern).toBeNull();
      }),
      RUNS,
    );
  });

  it('a deactivated account never raises a concern', () => {
    fc.assert(
      fc.property(
        rosters,
        accounts,
        fc.constantFrom('deactivated', 'deleted'),
        pasts,
        (people, facts, state, past) => {
          expect(judge({ ...facts, state }, people, past).concern).toBeNull();
        },
      ),
      RUNS,
    );
  });

  it('⚠️ is shown only for people who left', () => {
    fc.assert(
      fc.property(rosters, accounts, pasts, (people, facts, past) => {
        const { match, offboarded, concern } = judge(facts, people, past);
        expect(offboarded).toBe(match?.owner.status === 'offboarded');
        if (concern === 'offboarded' || concern === 'active-after-leaving') expect(offboarded).toBe(true);
      }),
      RUNS,
    );
  });

  it('a known account is not a finding until the decision lapses', () => {
    fc.assert(
      fc.property(rosters, accounts, decisions, links, (people, facts, known, link) => {
        const bare = judge(facts, people, { ...NO_PAST, link });
        const covered = judge(facts, people, { ...NO_PAST, link, known });
        const now = {
          email: facts.emails[0] ?? null,
          role: facts.role,
          owner: bare.match?.owner.status ?? null,
        };
        expect(covered.lapsed).toEqual(knownLapsed(known, now, TODAY));
        expect(covered.concern).toBe(covered.lapsed === null ? null : bare.concern);
        if (known.until !== null && known.until < TODAY) expect(covered.known).toBe(false);
      }),
      RUNS,
    );
  });

  it('personStatus is never offboarded before the end date has passed', () => {
    fc.assert(
      fc.property(statuses, fc.option(days), days, (status, startDate, endDate) => {
        const today = personStatus({ status, startDate, endDate }, TODAY);
        if (endDate >= TODAY) expect(today).not.toBe('offboarded');
        else if (startDate === null || startDate <= endDate) expect(today).toBe('offboarded');
        if (startDate !== null && startDate > TODAY) expect(today).toMatch(/starting|inactive/);
      }),
      RUNS,
    );
  });

  it('a hint about an account is one of the known hints, whatever its username is', () => {
    fc.assert(
      fc.property(accounts, hostileText, (facts, username) => {
        const hint = accountHint({ ...facts, username });
        expect(hint === null || ACCOUNT_HINTS.includes(hint)).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('text', () => {
  const written = fc.oneof(
    emails,
    hostileText,
    fc.tuple(hostileText, fc.constantFrom('@', '＠', '﹫'), hostileText).map((parts) => parts.join('')),
    fc.emailAddress(),
    fc
      .array(
        fc.constantFrom('a', 'İ', 'K', 'Σ', 'ß', 'ẞ', 'ﬁ', 'ｱ', '\u030c', '\u0307', '@', '.', ' ', '\u00a8'),
        {
          maxLength: 8,
        },
      )
      .map((letters) => letters.join('')),
  );

  it('normaliseEmail is idempotent', () => {
    fc.assert(
      fc.property(written, (text) => {
        const email = normaliseEmail(text);
        if (email !== null) expect(normaliseEmail(email)).toBe(email);
      }),
      RUNS,
    );
  });

  it('normaliseEmail gives one @ with something on both sides, and no white space', () => {
    fc.assert(
      fc.property(written, (text) => {
        const email = normaliseEmail(text);
        if (email !== null) expect(email).toMatch(/^[^@\s]+@[^@\s]+$/u);
      }),
      RUNS,
    );
  });

  it('a guest is decoded to the address that Microsoft encoded', () => {
    const home = fc.tuple(
      fc.stringMatching(/^[a-z0-9._+-]{1,12}$/),
      fc.constantFrom('gmail.com', 'a-b.example'),
    );
    fc.assert(
      fc.property(home, ([local, domain]) => {
        expect(decodeGuest(`${local}_${domain}#ext#@acme.onmicrosoft.com`)).toBe(`${local}@${domain}`);
      }),
      RUNS,
    );
  });

  it('an address without its tag has no tag to strip', () => {
    fc.assert(
      fc.property(emails, (email) => {
        const plain = stripPlus(email);
        if (plain !== null) expect(stripPlus(plain)).toBeNull();
      }),
      RUNS,
    );
  });
});

const concerns = fc.constantFrom(...CONCERNS);
const keys = fc.constantFrom('a', 'b', 'c', 'd', '__proto__');
const wanted: fc.Arbitrary<Finding[]> = fc.array(fc.record({ key: keys, concern: concerns }), {
  maxLength: 6,
});
const remembered: fc.Arbitrary<FindingRecord[]> = fc.uniqueArray(
  fc.record({
    key: keys,
    concern: concerns,
    openedAt: instants,
    closedAt: fc.option(instants),
    closing: fc.constant(null),
    reopened: fc.nat(3),
    snoozedUntil: fc.option(days),
    removalSaid: fc.option(instants),
  }),
  { maxLength: 5, selector: ({ key }) => key },
);
const closings = fc.constantFrom(...CLOSINGS);

/** The findings that are stored once the result is saved. */
function applied(before: readonly FindingRecord[], result: Reconciliation): FindingRecord[] {
  const after = new Map(before.map((record) => [record.key, record]));
  for (const list of Object.values(result))
    for (const record of list as readonly FindingRecord[]) after.set(record.key, record);
  return [...after.values()];
}

describe('findings', () => {
  it('reconciling twice changes nothing', () => {
    fc.assert(
      fc.property(wanted, remembered, closings, (now, before, closing) => {
        const after = applied(
          before,
          reconcile(NOW, now, before, () => closing),
        );
        expect(isQuiet(reconcile('2026-04-01T06:00:00.000Z', now, after, () => closing))).toBe(true);
      }),
      RUNS,
    );
  });

  it('after reconciling, exactly the findings that are true are open', () => {
    fc.assert(
      fc.property(wanted, remembered, closings, (now, before, closing) => {
        const after = applied(
          before,
          reconcile(NOW, now, before, () => closing),
        );
        const open = after.filter(({ closedAt }) => closedAt === null).map(({ key }) => key);
        expect(open.toSorted()).toEqual([...new Set(now.map(({ key }) => key))].sort());
      }),
      RUNS,
    );
  });

  it('a closed finding reopens with its history', () => {
    fc.assert(
      fc.property(concerns, remembered, closings, (concern, before, closing) => {
        const closed = before.filter(({ closedAt }) => closedAt !== null);
        const back = closed.map(({ key }) => ({ key, concern }));
        const result = reconcile(NOW, back, before, () => closing);
        expect(result.opened).toEqual([]);
        expect(result.reopened).toEqual(
          closed.map(({ key, reopened }) => ({
            key,
            concern,
            openedAt: NOW,
            closedAt: null,
            closing: null,
            reopened: reopened + 1,
            snoozedUntil: null,
            removalSaid: null,
          })),
        );
      }),
      RUNS,
    );
  });

  it('a finding is in at most one list, and none is ever lost', () => {
    fc.assert(
      fc.property(wanted, remembered, closings, (now, before, closing) => {
        const result = reconcile(NOW, now, before, () => closing);
        const moved = Object.values(result).flatMap((list: readonly FindingRecord[]) =>
          list.map(({ key }) => key),
        );
        expect(new Set(moved).size).toBe(moved.length);
        const after = applied(before, result).map(({ key }) => key);
        expect(after).toEqual(expect.arrayContaining(before.map(({ key }) => key)));
      }),
      RUNS,
    );
  });
});

const limits = fc.record({
  shrinkPercent: fc.double({ min: 0.5, max: 100, noNaN: true }),
  inactivePercent: fc.double({ min: 0.5, max: 100, noNaN: true }),
  growPercent: fc.double({ min: 0.5, max: 200, noNaN: true }),
  atLeast: fc.integer({ min: 0, max: 20 }),
});
const sizes = fc.oneof(fc.nat(30), fc.nat(100_000));

describe('the guard', () => {
  it('the guard never accepts an empty list where there was one', () => {
    fc.assert(
      fc.property(sizes, sizes, limits, (size, newInactive, limit) => {
        const doubt = doubts({ before: size + 1, now: 0, newInactive }, limit);
        expect(doubt.map(({ kind }) => kind)).toEqual(['empty']);
      }),
      RUNS,
    );
  });

  it('an accepted shrink is smaller than the limit or the floor', () => {
    fc.assert(
      fc.property(sizes, sizes, sizes, limits, (before, now, newInactive, limit) => {
        fc.pre(before > 0);
        const kinds = doubts({ before, now, newInactive }, limit).map(({ kind }) => kind);
        const reaches = (count: number, percent: number, of = before) =>
          count > 0 && count >= limit.atLeast && count * 100 >= of * percent;
        if (!kinds.includes('shrunk') && !kinds.includes('empty'))
          expect(reaches(before - now, limit.shrinkPercent)).toBe(false);
        if (!kinds.includes('inactive') && !kinds.includes('empty'))
          expect(reaches(newInactive, limit.inactivePercent, Math.max(before, now))).toBe(false);
      }),
      RUNS,
    );
  });

  it('a read with as many accounts as before that turns none Inactive is accepted, unless it grows by a lot', () => {
    fc.assert(
      fc.property(sizes, sizes, limits, (before, more, limit) => {
        const kinds = doubts({ before, now: before + more, newInactive: 0 }, limit).map(({ kind }) => kind);
        const grown = more > 0 && more >= limit.atLeast * 4 && more * 100 >= before * limit.growPercent;
        expect(kinds).toEqual(before > 0 && grown ? ['grown'] : []);
        expect(doubtApp(effects({ of: before + 1 }), limit)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('a read is never accepted when a better one is not', () => {
    fc.assert(
      fc.property(sizes, sizes, sizes, limits, (before, now, newInactive, limit) => {
        fc.pre(now > 0 && now <= before);
        const better = doubts({ before, now, newInactive }, limit);
        const worse = doubts({ before, now: now - 1, newInactive: newInactive + 1 }, limit);
        expect(worse.length > 0 || better.length === 0).toBe(true);
      }),
      RUNS,
    );
  });
});

const states: fc.Arbitrary<AlertState> = fc.record({
  phase: fc.constantFrom('baseline', 'open', 'clean'),
  postedAt: instants,
});
const news = fc
  .record({
    fresh: fc.nat(4),
    urgent: fc.nat(1),
    loud: fc.boolean(),
    recurring: fc.boolean(),
    stale: fc.boolean(),
    others: fc.nat(4),
    seen: fc.boolean(),
  })
  .map(({ fresh, urgent, others, seen, ...news }) => ({
    ...news,
    fresh,
    urgent: Math.min(urgent, fresh),
    open: seen ? fresh + others : 0,
  }));

describe('alerts', () => {
  it('decideAlert does nothing when nothing changed', () => {
    fc.assert(
      fc.property(states, fc.nat(9), instants, fc.nat(48), (state, open, now, hours) => {
        expect(
          decideAlert(
            state,
            { urgent: 0, fresh: 0, loud: false, recurring: false, stale: false, open },
            now,
            hours,
          ),
        ).toEqual({ do: 'nothing' });
      }),
      RUNS,
    );
  });

  it('an edit never follows a missing alert', () => {
    fc.assert(
      fc.property(news, instants, fc.nat(48), (now, at, hours) => {
        expect(decideAlert(null, now, at, hours)).toEqual({ do: 'introduce' });
      }),
      RUNS,
    );
  });

  it('no two new messages in a day, unless something must be heard', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(news, fc.nat(30)), { maxLength: 20 }), (weeks) => {
        let state: AlertState = { phase: 'baseline', postedAt: NOW };
        let hours = 0;
        const posts: number[] = [];
        for (const [now, later] of weeks) {
          hours += later;
          const at = new Date(Date.parse(NOW) + hours * 3_600_000).toISOString();
          const decision: AlertDecision = decideAlert(state, now, at, 24);
          if (decision.do === 'nothing' || decision.do === 'introduce') continue;
          if (decision.do === 'post') {
            expect(now.fresh > 0).toBe(true);
            if (now.urgent === 0) expect(hours - (posts.at(-1) ?? 0)).toBeGreaterThanOrEqual(24);
            posts.push(hours);
          }
          const postedAt: string = decision.do === 'post' ? at : state.postedAt;
          state = { phase: decision.phase, postedAt };
        }
      }),
      RUNS,
    );
  });

  it('an app with open findings is never called clean, and a clean one has none', () => {
    fc.assert(
      fc.property(states, news, instants, (state, now, at) => {
        const decision = decideAlert(state, now, at, 24);
        if (decision.do !== 'nothing' && decision.do !== 'introduce')
          expect(decision.phase === 'clean').toBe(now.open === 0);
      }),
      RUNS,
    );
  });

  it('news is never posted quietly', () => {
    fc.assert(
      fc.property(states, news, instants, (state, now, at) => {
        fc.pre(now.fresh > 0 && now.open > 0);
        const decision = decideAlert(state, now, at, 24);
        expect(decision.do === 'post' || (decision.do === 'edit' && !decision.quiet)).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('money', () => {
  it('money adds up per currency in any order', () => {
    const amounts = fc.array(
      fc.dictionary(fc.constantFrom('USD', 'EUR', 'CHF'), fc.integer({ min: 0, max: 10_000_000 }), {
        maxKeys: 3,
      }),
      { maxLength: 8 },
    );
    const orders = amounts.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.nat(list.length)),
    );
    fc.assert(
      fc.property(orders, ([list, mixed, cut]) => {
        const sum = addMoney(list);
        expect(addMoney(mixed)).toEqual(sum);
        expect(addMoney([addMoney(list.slice(0, cut)), addMoney(list.slice(cut))])).toEqual(sum);
        for (const currency of ['USD', 'EUR', 'CHF'])
          expect(sum[currency] ?? 0).toBe(list.reduce((all, one) => all + (one[currency] ?? 0), 0));
        expect(isFree(sum)).toBe(list.every(isFree));
      }),
      RUNS,
    );
  });
});

describe('suggestions', () => {
  it('suggestion scores are between 0 and 1, and an exact match is never suggested', () => {
    fc.assert(
      fc.property(rosters, accounts, (people, facts) => {
        const { noMatch } = judge(facts, people);
        for (const one of people) {
          const found = scoreSuggestion(facts, one, ACME_DOMAINS.owns);
          if (found === null) continue;
          expect(found.score).toBeGreaterThan(0);
          expect(found.score).toBeLessThan(1);
          expect(found.alike).not.toEqual([]);
          // No person has the address of an account without an owner, so a suggestion is never an exact match.
          if (noMatch?.why === 'nobody') expect(facts.emails).not.toContain(one.email);
        }
      }),
      RUNS,
    );
  });
});

// One sync of one app, modelled as the flow does it: the whole read is judged, and only an accepted one is reconciled.

interface World {
  readonly people: readonly RosterEntry[];
  readonly accounts: readonly Account[];
}

interface Told {
  readonly newLeavers: number;
  readonly opened: number;
  readonly closures: number;
  readonly alerts: number;
  readonly healthAlerts: number;
}

function verdicts({ people, accounts: listed }: World, index: RosterIndex = rosterIndex(people)) {
  return new Map<string, Assessment>(
    listed.map((one) => [one.id, assess(one, NO_PAST, index, ACME_DOMAINS, POLICY)]),
  );
}

function findingsOf(judged: ReadonlyMap<string, Assessment>): Finding[] {
  return [...judged].flatMap(([key, { concern }]) => (concern === null ? [] : [{ key, concern }]));
}

function turned(
  before: ReadonlyMap<string, Assessment>,
  now: ReadonlyMap<string, Assessment>,
  is: (assessment: Assessment) => boolean,
): number {
  return [...now].filter(([id, verdict]) => {
    const was = before.get(id);
    return is(verdict) && !(was !== undefined && is(was));
  }).length;
}

/** `doubted` is called for complete reads only. */
function settle(
  before: ReadonlyMap<string, Assessment>,
  now: ReadonlyMap<string, Assessment>,
  complete: boolean,
  doubted: () => readonly Doubt[],
): Told {
  const found = complete ? doubted() : [];
  if (!complete || found.length > 0) {
    const health = heldMessage({
      source: { kind: 'app', name: 'figma', dataAt: NOW },
      name: 'Figma',
      timezone: BERLIN,
      now: NOW,
      trouble: { run: 7, doubts: found },
    });
    return { newLeavers: 0, opened: 0, closures: 0, alerts: 0, healthAlerts: [health].length };
  }
  const past = applied(
    [],
    reconcile(NOW, findingsOf(before), [], () => 'gone'),
  );
  const result = reconcile(NOW, findingsOf(now), past, () => 'gone');
  const decision = decideAlert(
    { phase: 'open', postedAt: NOW },
    {
      urgent: 0,
      fresh: result.opened.length + result.reopened.length,
      loud: false,
      recurring: false,
      stale: !isQuiet(result),
      open: findingsOf(now).length,
    },
    NOW,
    24,
  );
  return {
    newLeavers: turned(before, now, ({ offboarded }) => offboarded),
    opened: result.opened.length,
    closures: result.closed.length,
    alerts: decision.do === 'nothing' ? 0 : 1,
    healthAlerts: 0,
  };
}

function syncApp(world: World, listed: readonly Account[], complete: boolean): Told {
  const before = verdicts(world);
  const now = verdicts({ ...world, accounts: listed });
  const newInactive = turned(before, now, ({ status }) => status === 'inactive');
  return settle(before, now, complete, () =>
    doubts({ before: world.accounts.length, now: listed.length, newInactive }, APP_LIMITS),
  );
}

/** People missing from the read become inactive. */
function syncRoster(world: World, listed: ReadonlySet<number>, complete: boolean): Told {
  const before = verdicts(world);
  const people = world.people.map((one) =>
    listed.has(one.ref) || one.status === 'offboarded' ? one : { ...one, status: 'inactive' as const },
  );
  const now = verdicts({ ...world, people });
  const newInactive = people.filter((one, i) => one.status !== world.people[i]?.status).length;
  const fallen = turned(before, now, ({ status }) => status === 'inactive');
  return settle(before, now, complete, () => [
    ...doubts({ before: people.length, now: listed.size, newInactive }, ROSTER_LIMITS),
    ...doubtApp(effects({ of: world.accounts.length, newInactive: fallen }), ROSTER_LIMITS),
  ]);
}

/** A company: some people left and kept their seats, some accounts have no owner. */
const worlds: fc.Arbitrary<World> = fc
  .array(
    fc.record({ status: statuses, used: fc.option(instants), stranger: fc.integer({ min: 0, max: 4 }) }),
    {
      minLength: 5,
      maxLength: 25,
    },
  )
  .map((rows) => ({
    people: rows.map(({ status }, i) =>
      entry({
        ref: i + 1,
        email: `p${i}@acme.example`,
        status,
        endDate: status === 'offboarded' ? '2026-03-01' : null,
      }),
    ),
    accounts: rows.map(({ used, stranger }, i) =>
      account({
        id: `u${i}`,
        emails: [stranger === 0 ? `x${i}@gmail.com` : `p${i}@acme.example`],
        lastActive: used,
      }),
    ),
  }));

/** The number of missing rows that makes a read abnormally small. */
const tooMany = (size: number, percent: number) => Math.max(5, Math.ceil((size * percent) / 100));

describe('one run', () => {
  it('an incomplete or abnormally small read leads to no new leavers, no closed findings and one health alert', () => {
    const NOTHING_BUT_HEALTH = { newLeavers: 0, opened: 0, closures: 0, alerts: 0, healthAlerts: 1 };
    const broken = worlds.chain((world) =>
      fc.record({
        world: fc.constant(world),
        /** The pages that arrived before the read broke off. */
        partial: fc.subarray([...world.accounts]),
        small: fc.subarray([...world.accounts], {
          maxLength: world.accounts.length - tooMany(world.accounts.length, 20),
        }),
        partialPeople: fc.subarray([...world.people]),
        fewPeople: fc.subarray([...world.people], {
          maxLength: world.people.length - tooMany(world.people.length, 10),
        }),
      }),
    );
    fc.assert(
      fc.property(broken, ({ world, partial, small, partialPeople, fewPeople }) => {
        const refs = (people: readonly RosterEntry[]) => new Set(people.map(({ ref }) => ref));
        expect(syncApp(world, partial, false)).toEqual(NOTHING_BUT_HEALTH);
        expect(syncApp(world, small, true)).toEqual(NOTHING_BUT_HEALTH);
        expect(syncApp(world, [], true)).toEqual(NOTHING_BUT_HEALTH);
        expect(syncRoster(world, refs(partialPeople), false)).toEqual(NOTHING_BUT_HEALTH);
        expect(syncRoster(world, refs(fewPeople), true)).toEqual(NOTHING_BUT_HEALTH);
        expect(syncRoster(world, new Set(), true)).toEqual(NOTHING_BUT_HEALTH);
      }),
      RUNS,
    );
  });

  it('a complete read without changes posts nothing', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const quiet = { newLeavers: 0, opened: 0, closures: 0, alerts: 0, healthAlerts: 0 };
        expect(syncApp(world, world.accounts, true)).toEqual(quiet);
        expect(syncApp(world, world.accounts.toReversed(), true)).toEqual(quiet);
        expect(syncRoster(world, new Set(world.people.map(({ ref }) => ref)), true)).toEqual(quiet);
      }),
      RUNS,
    );
  });

  it('a read that lost few rows is accepted, and closes the findings of the accounts that are gone', () => {
    const people = Array.from({ length: 40 }, (_, i) =>
      entry({ ref: i + 1, email: `p${i}@acme.example`, status: 'offboarded', endDate: '2026-03-01' }),
    );
    const listed = people.map(({ email }, i) =>
      account({ id: `u${i}`, emails: email === null ? [] : [email] }),
    );
    expect(syncApp({ people, accounts: listed }, listed.slice(7), true)).toEqual({
      newLeavers: 0,
      opened: 0,
      closures: 7,
      alerts: 1,
      healthAlerts: 0,
    });
    expect(syncApp({ people, accounts: listed }, listed.slice(8), true)).toMatchObject({ healthAlerts: 1 });
  });

  it('many accounts that turn Inactive at once raise no alert before an admin accepts the read', () => {
    const here = Array.from({ length: 50 }, (_, i) => entry({ ref: i + 1, email: `p${i}@acme.example` }));
    const left = here.map((one) => ({
      ...one,
      ref: one.ref + 100,
      email: `left.${one.email}`,
      status: 'offboarded' as const,
    }));
    const people = [...here, ...left];
    const listed = here.map(({ email }, i) => account({ id: `u${i}`, emails: [email ?? ''] }));
    const swapped = (count: number) =>
      listed.map((one, i) => (i < count ? { ...one, emails: [`left.${one.emails[0]}`] } : one));
    expect(syncApp({ people, accounts: listed }, swapped(4), true)).toMatchObject({
      newLeavers: 4,
      healthAlerts: 0,
    });
    expect(syncApp({ people, accounts: listed }, swapped(5), true)).toMatchObject({
      newLeavers: 0,
      healthAlerts: 1,
    });
  });
});

describe('hostile text', () => {
  it('never breaks matching and never matches another text', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (username, name) => {
        const people = rosterIndex([entry({ name, usernames: ['ana'], email: 'ana@acme.example' })]);
        const { match } = matchAccount(
          { account: account({ username, name }), link: null, earlier: null },
          people,
          ACME_DOMAINS,
        );
        const plain = normaliseText(username);
        if (plain !== 'ana' && plain !== 'ana@acme.example') expect(match).toBeNull();
      }),
      RUNS,
    );
  });
});
