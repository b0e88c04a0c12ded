import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Connector } from '../../src/connectors/base/connector.ts';
import type { Capability, RemovalWay, Right } from '../../src/connectors/base/declaration.ts';
import { connectors } from '../../src/connectors/registry.ts';
import { type Question, type Way, waysOf } from '../../src/connectors/ways/ways.ts';
import { rosterSources } from '../../src/roster/registry.ts';
import type { RosterSource } from '../../src/roster/roster.ts';

const REPORTED = ['email', 'lastActive', 'subscriptions', 'groups'] as const;

const CAPABILITIES: Readonly<Record<Capability, string>> = {
  accounts: 'accounts',
  people: 'people',
  email: 'addresses',
  lastActive: 'last activity',
  subscriptions: 'subscriptions',
  groups: 'groups',
  licenses: 'licenses',
  kind: 'kind of account',
  role: 'role',
  lastDay: 'last days',
  removal: 'removal',
};

it('docs/connectors.md shows every connector and roster source as it declares itself', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/connectors.md');
});

/** How far an answer goes. */
const LEVELS = {
  always: 'always',
  sometimes: 'sometimes',
  never: 'never',
  exact: 'the moment',
  day: 'the day',
  none: 'never',
  yes: 'yes',
  no: 'no',
} as const;

/** To write the page again: `npx vitest run test/connectors/page.test.ts -u`. */
function page(): string {
  return [
    '# Connectors',
    'What Seatkeeper reads of each app and roster source, how far to trust it, which rights to grant, and what a plan withholds.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what an admin writes
    '`seatkeeper connect` asks for what is needed, names the rights and writes the entry in seatkeeper.yaml. By hand, write the settings of an app under `settings:`, and those of a roster source beside `source:`. A secret is written as `"${NAME}"` and comes from the environment variable of that name.',
    "This page is generated from the connectors' own declarations; a test keeps it in step with the code.",
    '## Apps',
    overview(),
    ...connectors.flatMap((connector) => [
      ...head(connector, 'connector'),
      ...origin(connector),
      trust(connector),
      columns(connector),
      ...plans(connector),
      removal(connector),
      requests(connector),
    ]),
    '## Roster sources',
    ...rosterSources.flatMap((source) => [...head(source, 'source'), `Who has left: ${source.leavers}`]),
  ]
    .join('\n\n')
    .concat('\n');
}

/** What each app tells, with links to the parts of the page. */
function overview(): string {
  const rows = connectors.map(({ id, name, reports }) => [
    `[${name}](#${`${name}-connector-${id}`.toLowerCase().replaceAll(' ', '-').replaceAll('.', '')})`,
    ...REPORTED.map((key) => LEVELS[reports[key].level]),
  ]);
  return table(['', ...REPORTED.map((key) => CAPABILITIES[key])], rows);
}

function head(described: Connector | RosterSource, key: 'connector' | 'source'): string[] {
  const { id, name, settings, rights } = described;
  const ways = waysOf(key === 'connector' ? 'app' : 'roster', id);
  return [
    `### ${name}: \`${key}: ${id}\``,
    table(['setting', '', 'what it is'], settingsOf(settings, ways)),
    rights.length === 0 ? 'It needs no rights.' : `Rights to grant:\n\n${rights.map(rightText).join('\n')}`,
  ];
}

function rightText({ name, for: capability, why, where, optional, onlyWith }: Right): string {
  const without = optional === true ? `; optional, for ${CAPABILITIES[capability]}` : '';
  const way = onlyWith === undefined ? '' : ` (with \`${onlyWith}\`)`;
  return `- ${where === null ? name : `[${name}](${where})`}${way}: ${why}${without}`;
}

const PROVEN = {
  'real-product': 'It is proven against the product itself.',
  'own-server': "It is proven against a server that was made after the vendor's documentation.",
  documentation: "It follows the vendor's documentation, and was not run.",
} as const;

/** Where the facts about an app of the catalogue come from. */
function origin({ origin }: Connector): string[] {
  if (origin === undefined) return [];
  const { documentation, checked, proven, note } = origin;
  const links = documentation.map((url, at) => `[${at + 1}](${url})`).join(', ');
  const said = note === null ? '' : ` ${note}`;
  return [
    `Declared in \`catalogues/apps\`. ${PROVEN[proven]}${said} Documentation, read on ${checked}: ${links}.`,
  ];
}

function columns({ columns }: Connector): string {
  if (columns === 'any') return 'Its own columns: those that the data has.';
  return columns.length === 0
    ? 'It has no columns of its own.'
    : `Its own columns: ${columns.map(({ label }) => label).join(', ')}.`;
}

function plans({ plans }: Connector): string[] {
  if (plans.length === 0) return [];
  const rows = plans.map(({ capability, plan, without }) => [CAPABILITIES[capability], plan, without]);
  return [`What depends on the plan:\n\n${table(['', 'needs', 'without it'], rows)}`];
}

function removal({ removal }: Connector): string {
  if (removal.length === 0) return 'Accounts are removed in the app, by hand.';
  const yesNo = (value: boolean | 'unknown') => (value === 'unknown' ? 'not known' : value ? 'yes' : 'no');
  const rows = removal.map((way) => [
    way.name,
    doneBy(way),
    yesNo(way.disablesAccess),
    yesNo(way.freesSeat),
    yesNo(way.reversible),
    `${way.stays}${way.except === undefined ? '' : ` ${way.except}`}`,
  ]);
  const heads = ['', 'done by', 'ends access', 'frees the seat', 'can be undone', 'what stays'];
  return `How an account can be [removed](removal.md); without credentials that may, an admin does it:\n\n${table(heads, rows)}`;
}

function doneBy({ byHand, provenBy }: RemovalWay): string {
  if (byHand === true) return 'an admin';
  return provenBy === 'list' ? 'Seatkeeper; the next complete read proves it' : 'Seatkeeper';
}

function requests({ requestsPer1000 }: Connector): string {
  if (requestsPer1000 === null) return 'A read makes no requests.';
  const { per1000, besides, note } = requestsPer1000;
  return `A read makes ${per1000} ${per1000 === 1 ? 'request' : 'requests'} for each 1,000 accounts, and ${besides} besides. ${note}`;
}

function settingsOf(settings: z.ZodType, ways: readonly Way[]): string[][] {
  const questions = ways.flatMap((way) => way.questions);
  const { properties = {}, required = [] } = z.toJSONSchema(settings, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => {
    const { enum: values, default: fallback, description } = schema as JsonSchema;
    const choice = values?.map((value) => `\`${value}\``).join(' or ');
    const standard = fallback === undefined ? '' : `; if left out, \`${JSON.stringify(fallback)}\``;
    const meaning = description ?? meaningOf(name, questions) ?? MEANINGS[name] ?? '';
    const what = [meaning, choice].filter((text) => text !== undefined && text !== '').join(': ');
    return [
      `\`${name}\``,
      required.includes(name) ? 'required' : (wayOf(name, ways) ?? 'optional'),
      `${what}${standard}`.replace(/^; /, ''),
    ];
  });
}

/** Of several ways to connect, those that a setting is for: `with an API token`. */
function wayOf(name: string, ways: readonly Way[]): string | null {
  const asking = ways.filter(({ questions }) =>
    questions.some(({ key, optional }) => (key === name || key.startsWith(`${name}.`)) && optional !== true),
  );
  return asking.length === 0 ? null : asking.map((way) => way.name).join(', or ');
}

interface JsonSchema {
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly description?: string;
}

/** What `connect` asks for it; of a setting that holds several, each. */
function meaningOf(name: string, questions: readonly Question[]): string | null {
  const asked = new Map(questions.toReversed().map((question) => [question.key, question]));
  const own = asked.get(name);
  if (own !== undefined) return questionText(own);
  const parts = [...asked.values()].filter(({ key }) => key.startsWith(`${name}.`)).toReversed();
  return parts.length === 0
    ? null
    : parts.map((part) => `\`${part.key.slice(name.length + 1)}\`: ${questionText(part)}`).join('; ');
}

/** `connect` reads a file and keeps what it holds; in seatkeeper.yaml that itself is written. */
function questionText({ what, example, kind }: Question): string {
  const meaning = kind === 'secret-file' ? what.replace(/^the path of (the file with )?/, '') : what;
  return example === undefined ? meaning : `${meaning}, like \`${example}\``;
}

/** What is the same for every vendor. */
const MEANINGS: Readonly<Record<string, string>> = {
  apiUrl: 'another address of the API: a national cloud, a proxy, a server of your own',
  loginUrl: 'another address where tokens are fetched',
  tokenUrl: 'another address where tokens are fetched',
  licensingUrl: 'another address of the licensing API',
  currentOnly: '`true` where the file lists nobody who has left',
  groups: '`false` leaves groups out, for a token that may read only users',
};

function trust({ reports }: Connector): string {
  const rows = REPORTED.map((key) => [CAPABILITIES[key], LEVELS[reports[key].level], reports[key].note]);
  return `How far its answers can be trusted:\n\n${table(['', 'reported', 'note'], rows)}`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
