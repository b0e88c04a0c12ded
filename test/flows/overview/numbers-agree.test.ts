import fc from 'fast-check';
import { expect, test } from 'vitest';
import { homePage } from '../../../src/chat/say/overview/home.ts';
import type { Message, Table } from '../../../src/domain/message.ts';
import { addMoney, type Money } from '../../../src/domain/money/money.ts';
import { lookAtAlert } from '../../../src/flows/alerts/look-at-alert.ts';
import { listApps } from '../../../src/flows/context.ts';
import { lookAtHome } from '../../../src/flows/overview/look-at-home.ts';
import { company, csvOf, KIM, type Office, people, staff } from '../../support/company.ts';
import type { Note } from '../../support/notebook.mjs';

const HEADER = 'id,email,aliases,username,name,state,kind,role,licenses,last_active,created';
const STATUS = ['active', 'inactive', 'offboarded', 'offboarded,,2026-01-31', 'on-leave', 'active'];
/** A twelfth of 24 is whole: the cells of a table are rounded, and a sum of rounded cents may differ by one. */
const LICENSES =
  'sku,product,purchased,consumed,unit_price,currency,term\nFULL,Full,20,,45,USD,monthly\nDEV,Dev,1,,24,EUR,annual\n';

const account = fc.record({
  // 11 to 14 belong to nobody.
  person: fc.integer({ min: 1, max: 14 }),
  state: fc.constantFrom('active', 'active', 'active', 'suspended', 'invited', 'deactivated', 'deleted'),
  kind: fc.constantFrom('person', 'person', 'guest', 'bot', 'service', 'shared', ''),
  licenses: fc.constantFrom('', 'Full', 'Dev', 'Full;Dev', 'Odd'),
  lastActive: fc.constantFrom('', '2025-06-01', '2026-02-01', '2026-02-28'),
});
const decision = fc.record({ account: fc.nat(), does: fc.constantFrom('known', 'snooze') });
const app = fc.record({
  // A first read of nobody is not believed.
  accounts: fc.array(account, { minLength: 1, maxLength: 25 }),
  prices: fc.constantFrom('subscriptions', 'subscriptions', 'app', 'none'),
  decisions: fc.array(decision, { maxLength: 6 }),
});
const world = fc.record({
  apps: fc.array(app, { minLength: 1, maxLength: 3 }),
  snoozed: fc.boolean(),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** The only finding of one app is snoozed, another app has one to decide on. */
const ONE_APP_SNOOZED: World = {
  apps: [2, 5].map((person) => ({
    accounts: [{ person, state: 'active', kind: 'person', licenses: 'Full', lastActive: '2026-02-01' }],
    prices: 'subscriptions',
    decisions: person === 2 ? [{ account: 0, does: 'snooze' }] : [],
  })),
  snoozed: false,
};

/** The company after its decisions, and what was said about it before them. */
async function open({ apps, snoozed }: World): Promise<{ office: Office; said: readonly Note[] }> {
  const ids = ['figma', 'github', 'zoom'];
  const named = apps.map((one, at) => ({ id: ids[at] ?? '', ...one }));
  const acme = company({
    roster: people(...staff(10, (n) => STATUS[n % STATUS.length] ?? 'active')),
    apps: Object.fromEntries(
      named.map(({ id, accounts }) => [
        id,
        csvOf(
          HEADER,
          accounts.map(
            ({ person, state, kind, licenses, lastActive }, at) =>
              `${id}-${at},p${person}@acme.example,,,,${state},${kind},,${licenses},${lastActive},`,
          ),
        ),
      ]),
    ),
    licenses: Object.fromEntries(
      named.filter(({ prices }) => prices === 'subscriptions').map(({ id }) => [id, LICENSES]),
    ),
    entries: Object.fromEntries(
      named
        .filter(({ prices }) => prices === 'app')
        .map(({ id }) => [id, 'price: { unit: 7, currency: CHF }']),
    ),
  });
  const office = acme.open();
  await office.sync();
  const said = await office.news();
  for (const { id, accounts, decisions } of named)
    for (const { account: at, does } of accounts.length === 0 ? [] : decisions) {
      const target = { app: id, account: `${id}-${at % accounts.length}` };
      if (does === 'known') await office.press({ type: 'known', ...target, reason: 'fine', until: null });
      else await office.press({ type: 'snooze', ...target, until: '2026-04-01' });
    }
  if (snoozed) await office.press({ type: 'snooze-app', app: 'figma', days: 7 });
  return { office, said };
}

/** `1,204` → 1204 */
const number = (text: string) => (text === '–' ? 0 : Number(text.replaceAll(',', '')));
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const numbersIn = (text: string) => (text.match(/\d[\d,]*/g) ?? []).map(number);
const tableOf = ({ body }: Message) => body.find((part): part is Table => part.type === 'table');
/** `171.75 EUR and 331 USD` → the amounts. */
const moneyIn = (text: string): Money =>
  addMoney(
    [...text.matchAll(/(\d[\d,]*(?:\.\d+)?) ([A-Z]{3})\b/g)].map(([, amount = '', currency = '']) => ({
      [currency]: Number(amount.replaceAll(',', '')),
    })),
  );
/** The text after a bold label. */
const lineOf = ({ body }: Pick<Message, 'body'>, label: string) =>
  body
    .flatMap((part) =>
      part.type === 'text' && JSON.stringify(part.spans[0]) === JSON.stringify({ bold: label })
        ? [String(part.spans[1])]
        : [],
    )
    .at(0) ?? '';

/** Column by column, the numbers of a table. */
function columns(message: Message, first = 1) {
  const { columns: heads, rows } = tableOf(message) ?? { columns: [], rows: [] };
  return (label: string) => {
    const at = heads.findIndex((head) => head.label === label);
    if (at < first) throw new Error(`no column ${label}`);
    return rows.map((row) => row[at] ?? '–');
  };
}

test('the parts of every message add up to its whole, and status, alert, app, clearing, digest, home and savings agree', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (given) => {
      const { office, said } = await open(given);
      const { context } = office;
      const ask = async (typed: string) => (await office.ask(typed)).message;
      const status = await ask('status');
      const column = columns(status);
      const numbers = (label: string) => column(label).map(number);

      // Status: with its small print, the columns add up to the accounts.
      const note = status.body.at(-1);
      const uncounted = /(?:\. |^)([^.]*) not counted above/.exec(note?.type === 'note' ? note.text : '');
      const parts = ['active', '⚠️ left', 'inactive', 'unknown', 'known'].map(numbers);
      expect(sum(parts.flat()) + sum(numbersIn(uncounted?.[1] ?? ''))).toBe(sum(numbers('accounts')));
      expect(numbersIn(status.summary)[1]).toBe(sum(numbers('accounts')));

      // The first word about an app.
      for (const { says, message } of said) {
        const read = /is connected: (\d+) accounts? read/.exec(says)?.[1];
        const [first] = message.body;
        if (read === undefined || read === '0' || first?.type !== 'text') continue;
        const [sentence = ''] = String(first.spans[0]).split('. ');
        expect(sum(numbersIn(sentence)), sentence).toBe(Number(read));
      }

      // Each app and its alert: the same parts, and findings are those that are left, inactive or unknown.
      const shown: Money[] = [];
      for (const [at, app] of listApps(context).entries()) {
        const of = (label: string) => numbers(label)[at] ?? Number.NaN;
        const page = await ask(`app ${app.config.id}`);
        const facts = page.body.flatMap((part) => (part.type === 'facts' ? part.facts : []));
        const [whole = 0, ...split] = numbersIn(facts.find(({ label }) => label === 'accounts')?.value ?? '');
        expect(sum(split), 'app').toBe(whole);
        expect(whole).toBe(of('accounts'));
        const alert = lookAtAlert(context, app, {
          phase: 'open',
          handled: [],
          news: null,
          newLicenses: [],
          licensesClosed: 0,
          since: '2026-03-01T00:00:00.000Z',
        });
        expect(sum(Object.values(alert.accounts.parts)), 'alert').toBe(of('accounts'));
        expect(alert.open + alert.snoozed + alert.claimed).toBe(
          of('⚠️ left') + of('inactive') + of('unknown'),
        );
        shown.push(alert.atStake);
        // The page of the app: what is snoozed is named apart, and both are what status has at stake.
        expect(moneyIn(page.summary.replace(/ \([^)]* more snoozed\)|, [^,]* a month snoozed/, ''))).toEqual(
          alert.open > 0 ? alert.atStake : {},
        );
        expect(moneyIn(page.summary)).toEqual(moneyIn(column('at stake / month')[at] ?? ''));
        expect(addMoney([alert.atStake, alert.snoozedStake])).toEqual(
          moneyIn(column('at stake / month')[at] ?? ''),
        );
      }

      // What is to be decided on: one number in status, digest, home and the list of all findings.
      const findings = numbersIn(
        status.buttons.find(({ label }) => label.startsWith('Review'))?.label ?? '0',
      )[0];
      const home = homePage(lookAtHome(context, KIM));
      const digest = await ask('digest');
      const atStake = addMoney(column('at stake / month').map(moneyIn));
      const toDecide = addMoney(shown);
      const all = await ask('app');
      const [first = ''] = home.summary.split('. ');
      if (findings === 0) {
        expect(all.summary).toBe('Nothing to decide on.');
        expect(digest.summary).toMatch(/nothing to decide on|0 findings open/);
        expect(first).toContain('nothing to decide on');
      } else {
        expect(numbersIn(all.summary)[0]).toBe(findings);
        expect(numbersIn(first)[0]).toBe(findings);
        expect(moneyIn(first)).toEqual(toDecide);
        expect(moneyIn(all.summary)).toEqual(toDecide);
        const [, decide = ''] = /^Week \d+: (.*?) to decide on/.exec(digest.summary) ?? [];
        expect(sum(numbersIn(decide)), digest.summary).toBe(findings);
        const [named = ''] = lineOf(digest, 'To decide: ').split('. ');
        expect(sum(numbersIn(named.replaceAll(/\([^)]*\)/g, '')))).toBe(findings);
        expect(moneyIn(/to decide on, (.*?) a month\./.exec(digest.summary)?.[1] ?? '')).toEqual(toDecide);
        const [section] = home.sections;
        const listed = section?.body.flatMap((part) => (part.type === 'facts' ? part.facts : [])) ?? [];
        expect(sum(listed.map(({ value }) => numbersIn(value)[0] ?? 0))).toBe(findings);
        // In the same order.
        expect(named.split(' · ').map((text) => text.split(' ')[0])).toEqual(
          listed.map(({ label }) => label),
        );
      }

      // Clearing: the unknown ones, and those that are not people.
      const clearing = await ask('clearing');
      const [unmatched = 0, ...kinds] = numbersIn(clearing.summary.split('. ')[0] ?? '');
      if (kinds.length > 0) expect(sum(kinds)).toBe(unmatched);
      const notPeople = listApps(context).map(({ config }) => config.id);
      const json = (await office.ask('status')).json as {
        apps: { app: string; notPeople: number; idle: number }[];
      };
      expect(json.apps.map(({ app }) => app)).toEqual(notPeople);
      expect(unmatched).toBe(sum(numbers('unknown')) + sum(json.apps.map((one) => one.notPeople)));

      // Savings: the same idle seats, and the same money for seats of people who left or are inactive.
      const savings = await office.ask('savings');
      const idle = columns(savings.message)('idle').map(number);
      for (const [at, app] of json.apps.entries()) expect(idle[at]).toBe(app.idle ?? 0);
      const { apps } = savings.json as { apps: { buckets: { bucket: string; monthly: Money }[] }[] };
      const leavers = apps.flatMap(({ buckets }) => buckets.filter(({ bucket }) => bucket === 'leaver'));
      expect(addMoney(leavers.map(({ monthly }) => monthly))).toEqual(atStake);
      office.close();
    }),
    // Making a counterexample smaller opens hundreds of companies.
    { numRuns: 10, endOnFailure: true, examples: [[ONE_APP_SNOOZED]] },
  );
}, 60_000);
