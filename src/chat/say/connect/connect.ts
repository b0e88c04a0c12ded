import type { Message, Part } from '../../../domain/message.ts';
import { didYouMean, type UnknownWord } from '../commands/unknown-word.ts';
import { table } from '../table.ts';
import { count, joined } from '../words.ts';

/** A kind of app, or of roster source, as it declares itself. */
export interface ConnectKind {
  readonly what: 'app' | 'roster';
  readonly id: string;
  readonly name: string;
  readonly rights: readonly {
    readonly name: string;
    readonly why: string;
    readonly where: string | null;
    readonly optional?: true;
    readonly onlyWith?: string;
  }[];
  readonly plans: readonly { readonly plan: string; readonly without: string }[];
  readonly ways: readonly ConnectWay[];
}

interface ConnectWay {
  readonly name: string;
  readonly fixed?: Readonly<Record<string, boolean>>;
  readonly questions: readonly {
    readonly key: string;
    readonly what: string;
    readonly example?: string;
    readonly where?: string;
    readonly kind?: 'secret' | 'secret-file';
    readonly optional?: true;
  }[];
}

/** Which kinds are in use in seatkeeper.yaml, by kind and id. */
export type InUse = (kind: ConnectKind) => readonly string[];

export function kindListMessage(kinds: readonly ConnectKind[], inUse: InUse): Message {
  const names = [...new Set(kinds.map(({ id }) => id))];
  const summary = `${count(names.length, 'kind')} of apps and rosters can be connected.`;
  const rows = names.map((id) => {
    const of = kinds.filter((kind) => kind.id === id);
    const used = of.flatMap(inUse);
    const as = of.map(({ what }) => (what === 'app' ? 'app' : 'roster'));
    return [id, of[0]?.name ?? id, joined(as), used.length === 0 ? '' : used.join(', ')];
  });
  const example = names.find((id) => id !== 'csv') ?? 'csv';
  return {
    summary,
    title: summary,
    body: [
      table(['connect', 'name', 'as', 'in use as'], rows, 'There is nothing to connect.'),
      { type: 'note', text: `How to connect one: connect ${example}` },
    ],
    buttons: [],
  };
}

/** What to grant, to write and to set. Where secrets must not be typed: in every chat. */
export function howToConnectMessage(kinds: readonly ConnectKind[], inChat: boolean): Message {
  const [first] = kinds;
  const name = first?.name ?? '';
  const as = joined(kinds.map(({ what }) => (what === 'app' ? 'an app' : 'your roster')));
  const summary = `How to connect ${name} as ${as}`;
  const secrets = kinds.some(({ ways }) => ways.some((way) => way.questions.some(isSecret)));
  return {
    summary,
    title: summary,
    body: [
      ...kinds.flatMap((kind) => kindParts(kind, kinds.length > 1)),
      ...(secrets ? [text(secretsText(inChat))] : []),
      {
        type: 'note',
        text: `In a shell, seatkeeper connect ${first?.id ?? ''} asks for all this, tries it, and writes it to seatkeeper.yaml.`,
      },
    ],
    buttons: [],
  };
}

function secretsText(inChat: boolean): string {
  const never = inChat ? 'Never type a secret into a chat, not even here. ' : '';
  return `${never}Secrets belong in the environment of Seatkeeper; seatkeeper.yaml holds only their names, like \${NAME}.`;
}

function kindParts(kind: ConnectKind, several: boolean): Part[] {
  const { what, ways } = kind;
  const list = what === 'app' ? 'apps' : 'roster';
  return [
    ...(several ? [text(what === 'app' ? 'As an app' : 'As your roster', true)] : []),
    ...rightParts(rightsOf(kind, null)),
    ...planParts(kind),
    ...ways.flatMap((way): Part[] => [
      text(
        ways.length > 1
          ? `Under ${list}: in seatkeeper.yaml, ${way.name}:`
          : `Under ${list}: in seatkeeper.yaml:`,
      ),
      { type: 'text', spans: [{ code: exampleEntry(kind, way) }] },
      ...rightParts(rightsOf(kind, way).filter(({ onlyWith }) => onlyWith !== undefined)),
    ]),
  ];
}

/** What to grant for one way to connect; for none, what each of them needs. */
export function rightsOf({ rights }: Pick<ConnectKind, 'rights'>, way: ConnectWay | null): Rights {
  const sets = (setting: string) =>
    way?.questions.some(({ key }) => key === setting || key.startsWith(`${setting}.`)) === true;
  return rights.filter(({ onlyWith }) => onlyWith === undefined || sets(onlyWith));
}

type Rights = ConnectKind['rights'];

/** Not a table: on a narrow screen its cells would be cut, and each word says what to grant. */
export function rightParts(rights: Rights): Part[] {
  if (rights.length === 0) return [];
  const pages = [...new Set(rights.flatMap(({ where }) => where ?? []))];
  const [only, another] = pages;
  return [
    text('Grant these rights:'),
    ...rights.map(({ name, why, where, optional }): Part => {
      const what = `: ${why}${optional === true ? ' (optional)' : ''}`;
      const here = another === undefined || where === null ? [] : [' – ', { link: where, url: where }];
      return { type: 'text', spans: [{ bold: name }, what, ...here] };
    }),
    ...(only !== undefined && another === undefined
      ? [{ type: 'text', spans: ['Where: ', { link: only, url: only }] } as const]
      : []),
  ];
}

export function planParts({ plans }: Pick<ConnectKind, 'plans'>): Part[] {
  return plans.map(({ plan, without }) => ({ type: 'note', text: `Without ${plan}: ${without}` }));
}

/** On one line, with examples and variables instead of values. */
function exampleEntry({ what, id }: ConnectKind, { questions, fixed = {} }: ConnectWay): string {
  const needed = questions.filter(({ optional }) => optional !== true);
  const pairs = needed.map((question) => {
    const value = isSecret(question) ? `\${${variableFor(id, question.key)}}` : (question.example ?? '…');
    const [key = '', inner] = question.key.split('.');
    return { key, text: `${inner ?? key}: ${JSON.stringify(value)}`, inner: inner !== undefined };
  });
  const keys = [...new Set(pairs.map(({ key }) => key))];
  const settings = keys.map((key) => {
    const of = pairs.filter((pair) => pair.key === key);
    const texts = of.map(({ text }) => text).join(', ');
    return of.some(({ inner }) => inner) ? `${key}: { ${texts} }` : texts;
  });
  settings.push(...Object.entries(fixed).map(([key, value]) => `${key}: ${value}`));
  return what === 'app'
    ? `- { id: ${id}, connector: ${id}, settings: { ${settings.join(', ')} } }`
    : `- { source: ${id}, ${settings.join(', ')} }`;
}

export function unknownKindText(unknown: UnknownWord): string {
  return `No kind of app or roster is called ${JSON.stringify(unknown.word)}.${didYouMean(unknown)} There is ${unknown.known.join(', ')}.`;
}

/** The environment variable of an app's secret: `OKTA_PRIVATE_KEY`. */
export function variableFor(app: string, key: string): string {
  const words = `${app}_${key.replace(/([a-z])([A-Z])/g, '$1_$2')}`.replace(/\W/g, '_').toUpperCase();
  return /^\d/.test(words) ? `_${words}` : words;
}

const isSecret = ({ kind }: ConnectWay['questions'][number]) => kind !== undefined;

function text(content: string, bold = false): Part {
  return { type: 'text', spans: [bold ? { bold: content } : content] };
}
