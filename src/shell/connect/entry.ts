import { type ConnectKind, variableFor } from '../../chat/say/connect/connect.ts';
import type { Config } from '../../config/config.ts';
import type { NewEntry, NewSettings } from '../../config/write/add-entry.ts';
import type { Way } from '../../connectors/ways/ways.ts';
import { type Answers, isSecret } from './answers.ts';

/** What will be written: the entry in seatkeeper.yaml, and the variables it refers to. */
export interface Written {
  readonly entry: NewEntry;
  readonly variables: Readonly<Record<string, string>>;
}

/** `id`: of the app; a roster source has one of its own only when another has the same kind. */
export function writtenFor(
  kind: ConnectKind,
  id: string,
  {
    questions,
    fixed = {},
    answers,
    taken,
  }: Pick<Way, 'questions' | 'fixed'> & {
    readonly answers: Answers;
    /** Names of variables that are in use. */
    readonly taken: (name: string) => boolean;
  },
): Written {
  const variables: Record<string, string> = {};
  const settings: Record<string, string> = {};
  for (const question of questions) {
    const answer = answers[question.key];
    if (answer === undefined) continue;
    if (!isSecret(question)) {
      settings[question.key] = answer;
      continue;
    }
    const name = freeName(variableFor(id, question.key), (each) => taken(each) || each in variables);
    variables[name] = answer;
    settings[question.key] = `\${${name}}`;
  }
  const fields =
    kind.what === 'app' ? { id, connector: kind.id } : { source: kind.id, ...(id === kind.id ? {} : { id }) };
  return {
    entry: {
      list: kind.what === 'app' ? 'apps' : 'roster',
      fields,
      settings: nested({ ...settings, ...fixed }),
    },
    variables,
  };
}

/** `{ 'app.id': '1' }` as `{ app: { id: '1' } }`. */
export function nested(flat: Readonly<Record<string, string | boolean>>): NewSettings {
  const result: Record<string, string | boolean | Record<string, string>> = {};
  for (const [path, value] of Object.entries(flat)) {
    const [key = '', inner] = path.split('.');
    if (inner === undefined) result[key] = value;
    else result[key] = { ...(result[key] as Record<string, string> | undefined), [inner]: String(value) };
  }
  return result;
}

function freeName(name: string, taken: (name: string) => boolean): string {
  for (let at = 1; ; at++) {
    const candidate = at === 1 ? name : `${name}_${at}`;
    if (!taken(candidate)) return candidate;
  }
}

/** The id that is offered: the kind's own, or with a number when there is one already. */
export function offeredId(config: Config, { what, id }: ConnectKind): string {
  const ids = new Set((what === 'app' ? config.apps : config.roster).map((each) => each.id));
  for (let at = 1; ; at++) {
    const candidate = at === 1 ? id : `${id}-${at}`;
    if (!ids.has(candidate)) return candidate;
  }
}
