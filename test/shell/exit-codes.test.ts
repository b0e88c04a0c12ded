import { rmSync, utimesSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run, start } from '../support/cli.ts';
import { accounts, company, people } from '../support/company.ts';

const YAML = (rest: string) => `organisation: Acme
domains: [acme.example]
timezone: Europe/Berlin
roster: [{ source: csv, file: roster.csv }]
${rest}
`;

const acme = () =>
  company({
    roster: people('1,ada@acme.example,,,Ada'),
    apps: { figma: accounts('f1,ada@acme.example', 'f2,eve@else.example') },
  });
const db = ['--db', 'seatkeeper.db'];

/** Acme's folder after a first sync, which runs in this process because starting another takes half a second. */
async function synced(): Promise<string> {
  const { directory, open } = acme();
  const office = open();
  await office.sync();
  office.close();
  return directory;
}

test('success is 0, and --json is JSON on standard output alone', async () => {
  const { directory, file } = acme();
  // Files of today: the shell knows no other day.
  for (const name of ['roster.csv', 'figma.csv']) utimesSync(file(name), new Date(), new Date());
  const synced = await run(directory, ['sync', '--json', ...db]);
  expect(synced.code).toBe(0);
  expect(JSON.parse(synced.out)).toMatchObject([
    { id: 'csv', result: { status: 'complete' } },
    { id: 'figma', result: { status: 'complete' } },
  ]);
  const commands = ['status', 'access figma', 'clearing', 'digest', 'health', 'audit', 'help', 'who Ada'];
  await Promise.all(
    commands.map(async (command) => {
      const { code, out, err } = await run(directory, [...command.split(' '), '--json', ...db]);
      expect({ command, code, err }).toEqual({ command, code: 0, err: '' });
      expect(() => JSON.parse(out)).not.toThrow();
    }),
  );
});

test('--json reports on standard error that an app was not read', async () => {
  const { directory } = acme();
  await run(directory, ['sync', 'csv', ...db]);
  const { code, out, err } = await run(directory, ['clearing', '--json', ...db]);
  expect({ code, out: JSON.parse(out) }).toEqual({ code: 0, out: [] });
  expect(err.replace(/\s+/g, ' ')).toBe('… waiting Figma has not been read yet: sync figma reads it. ');
});

test.each([
  ['an unknown verb', ['stauts'], 1, 'Did you mean status?'],
  ['an unknown app', ['access', 'fgma'], 1, 'Did you mean figma?'],
  ['an unknown filter value', ['access', 'figma', 'status:inactiv'], 1, 'Did you mean status:inactive?'],
  ['a refused click', ['known', 'figma', 'f1', 'other'], 1, 'Nothing was changed.'],
])('%s ends with 1 and a way forward', async (_, words, code, text) => {
  const end = await run(await synced(), [...words, ...db]);
  expect(end.code).toBe(code);
  expect(end.out.replace(/\s+/g, ' ')).toContain(text);
});

test('a sync that could not read everything ends with 1', async () => {
  const { directory, file } = acme();
  rmSync(file('roster.csv'));
  const end = await run(directory, ['sync', ...db]);
  expect(end.code).toBe(1);
  expect(end.out).toContain('roster.csv');
  expect((await run(directory, ['health', ...db])).code).toBe(1);
});

test('every mistake in the file is listed at once, and ends with 2', async () => {
  const { directory, write } = acme();
  write('seatkeeper.yaml', YAML('aps: []\napps:\n  - { id: figma, connector: csvv }\nidleDays: soon'));
  const end = await run(directory, ['status', ...db]);
  expect(end.code).toBe(2);
  expect(end.out).toBe('');
  const told = end.err.replace(/\s+/g, ' ');
  expect(told).toContain('aps');
  expect(told).toContain('did you mean csv?');
  expect(told).toContain('idleDays');
});

test('a missing secret is named, and the others are not shown', async () => {
  const { directory, write } = acme();
  const token = 'scim-token-5f2a91c07b';
  write(
    'seatkeeper.yaml',
    YAML(
      `apps:\n  - { id: okta, connector: scim, settings: { baseUrl: "\${BASE}", token: "\${TOKEN}" } }\n  - { id: figma, connector: csv, settings: { accounts: "\${NOT_SET}", surprise: "\${TOKEN}" } }`,
    ),
  );
  const end = await run(directory, ['status', ...db], {
    TOKEN: token,
    BASE: `https://${token}@scim.example`,
  });
  expect(end.code).toBe(2);
  expect(end.err).toContain('NOT_SET');
  expect(end.out + end.err).not.toContain(token);
});

test('a file that is not a database ends with 1 and shows what to do', async () => {
  const { directory, write } = acme();
  write('seatkeeper.db', 'Dear diary, '.repeat(500));
  const end = await run(directory, ['status', ...db]);
  expect(end.code).toBe(1);
  expect(end.err.replace(/\s+/g, ' ')).toContain('is not a Seatkeeper database. Name another file with --db');
});

test.each([{}, { NO_COLOR: '1' }])(
  'what is piped has no escape bytes, whatever the data holds (%o)',
  async (env) => {
    const { directory, write } = acme();
    write(
      'figma.csv',
      accounts('f1,ada@acme.example', 'f2,eve@else.example,,,\u001b[31mEve\u001b]0;pwned\u0007'),
    );
    const prints = async (command: string) => {
      const { code, out, err } = await run(directory, [...command.split(' '), ...db], env);
      expect({ command, code }).toEqual({ command, code: 0 });
      expect(out + err).not.toContain('\u001b');
    };
    await prints('sync');
    await Promise.all(['status', 'access figma columns:person', 'clearing', 'app figma', 'help'].map(prints));
    const [, eve] = JSON.parse((await run(directory, ['access', 'figma', '--json', ...db], env)).out);
    expect(eve.name).toBe('\u001b[31mEve\u001b]0;pwned\u0007');
  },
);

test('a reader that goes away early is not an error', async () => {
  const running = start(await synced(), ['access', 'figma', '--json', ...db]);
  running.child.stdout?.destroy();
  expect((await running.ended).err).toBe('');
});

test('--version and -v tell the version, and start refuses words that it would ignore', async () => {
  const { directory } = acme();
  for (const flag of ['--version', '-v'])
    expect(await run(directory, [flag])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^seatkeeper \d+\.\d+\.\d+\n$/),
    });
  const refused = await run(directory, ['start', '--foo', ...db]);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain(`I don't know what "--foo" means.`);
});

test('without a seatkeeper.yaml every command says that it is the demo, and nothing of it can be backed up', async () => {
  const { directory } = acme();
  rmSync(`${directory}/seatkeeper.yaml`);
  const shown = await run(directory, ['rules', '--json']);
  expect(JSON.parse(shown.out)).toMatchObject({ rules: expect.anything() });
  expect(shown.err).toContain('There is no seatkeeper.yaml here, so this is the demo company');
  for (const verb of ['backup', 'restore']) {
    const refused = await run(directory, [verb, 'copy.db']);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(`there is no database of yours to ${verb}`);
  }
});
