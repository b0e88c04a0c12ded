import { expect, test } from 'vitest';
import { GOOD, load, problemLines } from '../support/config.ts';

test('all problems are listed at once, in the order of the file, each with its line and what to write', () => {
  const yaml = `organisation: Acme
domains: [acme.example]
timezone: Europe/Berln
shedule: { sync: often }
schedule: { sync: often }
roster: [{ source: cvs, file: roster.csv }]
groups: { Design: [figam] }
apps:
  - id: figma
    connector: figmaa
  - id: github
    connector: github
    idleDays: soon
    settings: { orgs: acme, token: "\${GITHUB_TOKEN}", plan: temas }
  - { id: figma, connector: csv, settings: { accounts: figma.csv } }
idle_days: 3
`;
  expect(problemLines(yaml, { PORT: 'web', LOG_LEVEL: 'inof', TEAMS_APP_ID: 'id' })).toEqual([
    '3 timezone: "Europe/Berln" is not a time zone; write an IANA name like Europe/Berlin',
    '4 shedule: is not a setting; did you mean schedule?',
    '5 schedule.sync: "often" is not a cron expression; write minute, hour, day, month, weekday, like "17 * * * *"',
    '6 roster[0].source: there is no roster source "cvs"; write one of: csv',
    '7 groups.Design[0]: there is no app "figam"; write figma',
    '10 apps[0].connector: there is no connector "figmaa"; did you mean figma? Known: csv, github, figma',
    '13 apps[1].idleDays: must be a number, not text',
    '14 apps[1].settings.token: needs the environment variable GITHUB_TOKEN, which is not set',
    '14 apps[1].settings.org: is missing; write some text',
    '14 apps[1].settings.plan: must be one of: free, team, enterprise; did you mean team?',
    '14 apps[1].settings.orgs: is not a setting; did you mean org?',
    '15 apps[2].id: "figma" is the id of apps[0] too; write another',
    '16 idle_days: is not a setting; did you mean idleDays?',
    '- PORT: is not a port; write a number from 0 to 65535',
    '- LOG_LEVEL: must be one of: trace, debug, info, warn, error, fatal, silent; did you mean info?',
    '- TEAMS_APP_SECRET: is not set, but TEAMS_APP_ID is; set it',
    '- TEAMS_TENANT_ID: is not set, but TEAMS_APP_ID is; set it',
  ]);
  expect(() => load(yaml)).toThrow(
    /seatkeeper\.yaml has 13 problems; nothing was started\.\n {2}line 3, timezone: /,
  );
});

test.each([
  ['', '- organisation: is missing; write the name of your company'],
  ['', '- timezone: is missing; write your time zone, like Europe/Berlin'],
  ['', '- domains: is missing; write your mail domains, like [acme.com]'],
  ['', '- roster: is missing; write where your people come from, like [{ source: csv, file: roster.csv }]'],
  ['- a\n- b', '- : must be a block of settings, not a list'],
  [
    GOOD.replace('[acme.example]', '[]'),
    '2 domains: is an empty list; write your mail domains, like [acme.com]',
  ],
  [
    GOOD.replace('[acme.example]', '["@acme.example"]'),
    '2 domains[0]: is not a domain; write it like acme.com, without @',
  ],
  [GOOD.replace('Acme', '42'), '1 organisation: must be text, not a number; put it in quotes'],
  [
    GOOD.replace('Europe/Berlin', 'Berlin'),
    '3 timezone: "Berlin" is not a time zone; write an IANA name like Europe/Berlin',
  ],
  [
    GOOD.replace('file: roster.csv', 'fil: roster.csv'),
    '5 roster[0].file: is missing; write the path of your roster',
  ],
  [
    GOOD.replace('file: roster.csv', 'fil: roster.csv'),
    '5 roster[0].fil: is not a setting; did you mean file?',
  ],
  [`${GOOD}organisation: Twice`, '6 organisation: is written twice; keep one of them'],
  [
    `${GOOD}apps: [{ id: figma, connector: csv, settings: { accounts: f.csv } }, { id: figma, connector: csv, settings: { accounts: g.csv } }]`,
    '6 apps[1].id: "figma" is the id of apps[0] too; write another',
  ],
  [
    GOOD.replace('file: roster.csv', 'id: hand, file: roster.csv'),
    '5 roster[0].id: "hand" is the id of the people whom admins add; write another',
  ],
  [
    `${GOOD}apps: [{ id: Figma!, connector: csv, settings: { accounts: f.csv } }]`,
    '6 apps[0].id: may contain only small letters, digits and -; write it like figma or github-eu',
  ],
  [
    `${GOOD}apps: [{ id: figma, connector: csv, owner: chloe, settings: { accounts: f.csv } }]`,
    '6 apps[0].owner: is not an email address; write it like it@acme.com',
  ],
  [
    `${GOOD}apps: [{ id: figma, connector: csv }]`,
    '6 apps[0].settings.accounts: is missing; write the path of the list of accounts',
  ],
  [
    `${GOOD}guard: { app: { shrinkPercent: 0, atleast: 3 } }`,
    '6 guard.app.shrinkPercent: must be more than 0',
  ],
  [
    `${GOOD}guard: { app: { shrinkPercent: 0, atleast: 3 } }`,
    '6 guard.app.atleast: is not a setting; did you mean atLeast?',
  ],
  [
    `${GOOD}admin: { slack: { channel: "#it-admin" } }`,
    "6 admin.slack.channel: is a name; write the channel's id, like C0123456789, from the end of its details",
  ],
  [
    `${GOOD}matching:\n  domainAliases: { "it@acme.example": acme.example }`,
    '7 matching.domainAliases["it@acme.example"]: is not a domain; write it like acme.com, without @',
  ],
  [
    `${GOOD}schedule: { sync: */5 * * * * }`,
    '6 schedule.sync: begins with *, which is a YAML alias; put such text in quotes',
  ],
  [`${GOOD}apps:\n\t- id: figma`, '7 apps: is indented with a tab; write spaces'],
  [
    `${GOOD}network: { allow: !host x }`,
    '6 network.allow: begins with a tag; put text that begins with ! in quotes',
  ],
  [
    `${GOOD}network: { allow: [ok.intern, local host] }`,
    '6 network.allow[1]: "local host" is not a host; write a host like scim.intern, one with a port',
  ],
  [
    `${GOOD}network: { allow: ["http://10.0.0.5:8080/scim"] }`,
    '6 network.allow[0]: "http://10.0.0.5:8080/scim" has a path, and what is allowed is a whole host; write it without the path',
  ],
  [
    `${GOOD}network: { allow: [10.0.0.0/40] }`,
    '6 network.allow[0]: "10.0.0.0/40" is not an address range; write it like 10.0.0.0/8 or fd00::/8',
  ],
  [`${GOOD}network: { ca: no-such.pem }`, '6 network.ca: names '],
  [`${GOOD}apps: [{ id: figma`, '6 '],
])('%#', (yaml, expected) => {
  expect(
    problemLines(yaml).some((line) => line.startsWith(expected)),
    problemLines(yaml).join('\n'),
  ).toBe(true);
});

const GROUPED = `${GOOD}apps:\n  - { id: figma, connector: csv, settings: { accounts: figma.csv } }\n`;

test.each([
  [
    'groups: { A: { groups: [A] } }',
    '8 groups.A.groups: A contains A: a group cannot be in itself; take one of them out',
  ],
  [
    'groups: { A: { groups: [B] }, B: { groups: [C, D] }, C: { groups: [A] } }',
    '8 groups.A.groups: A contains B contains C contains A: a group cannot be in itself; take one of them out',
  ],
  ['groups: { A: { apps: [figam] } }', '8 groups.A.apps[0]: there is no app "figam"; write figma'],
  [
    'groups: { A: { members: [jo] } }',
    '8 groups.A.members[0]: is not an email address; write it like it@acme.com',
  ],
  ['groups: { A: { app: [figma] } }', '8 groups.A.app: is not a setting; did you mean apps?'],
])('%s: an impossible group is a problem that names the path', (yaml, problem) => {
  expect(problemLines(`${GROUPED}${yaml}\n`)).toEqual([problem]);
});

test('a group may be a list of apps, or name the groups and people in it', () => {
  const { config } = load(
    `${GROUPED}groups: { A: [figma], B: { groups: [A, Elsewhere], members: [Jo@Acme.example] } }\n`,
  );
  expect(config.groups).toEqual({
    A: { apps: ['figma'], groups: [], members: [] },
    B: { apps: [], groups: ['A', 'Elsewhere'], members: ['jo@acme.example'] },
  });
});

test('an app id in capitals is one mistake, not two', () => {
  const yaml = `organisation: Acme
domains: [acme.example]
timezone: Europe/Berlin
roster: [{ source: csv, file: roster.csv }]
groups: { Design: [jira] }
apps: [{ id: Jira, connector: csv, settings: { accounts: jira.csv } }]
`;
  expect(problemLines(yaml)).toEqual([
    '6 apps[0].id: may contain only small letters, digits and -; write it like figma or github-eu',
  ]);
});

test('a variable without quotes is one mistake that says so', () => {
  const yaml = `organisation: Acme
domains: [acme.example]
timezone: Europe/Berlin
roster:
  - { source: scim, baseUrl: "https://scim.example", token: \${SCIM_TOKEN} }
apps: []
`;
  expect(problemLines(yaml)).toEqual([
    `5 roster[0].token: has \${SCIM_TOKEN} without quotes; write "\${SCIM_TOKEN}"`,
  ]);
});
