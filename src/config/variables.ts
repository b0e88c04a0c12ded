import type { Path, UnplacedProblem } from './problems.ts';
import { fileVariable } from './secret-files/secret-files.ts';

export interface Expanded {
  readonly value: unknown;
  /** The values that were filled in. */
  readonly secrets: readonly string[];
  readonly problems: readonly UnplacedProblem[];
}

/**
 * Replaces `${NAME}` in every text by the environment variable; `$${NAME}` becomes `${NAME}`. Works on parsed values, so that
 * the value of a variable can never become YAML. Secrets in plain text are a problem. `fileProblems`: by variable, why the file that
 * should hold it cannot be used.
 */
export function fillVariables(
  value: unknown,
  env: Readonly<Record<string, string | undefined>>,
  fileProblems: ReadonlyMap<string, string> = new Map(),
): Expanded {
  const secrets = new Set<string>();
  const problems: UnplacedProblem[] = [];

  function fill(node: unknown, at: Path): unknown {
    if (typeof node === 'string') return fillText(node, at);
    if (Array.isArray(node)) return node.map((item, index) => fill(item, [...at, index]));
    if (typeof node !== 'object' || node === null) return node;
    // `key:` without a value is the same as no key.
    return Object.fromEntries(
      Object.entries(node).map(([key, item]) => [key, item === null ? undefined : fill(item, [...at, key])]),
    );
  }

  function fillText(text: string, at: Path): string {
    let filled = false;
    const result = text.replace(VARIABLE, (match: string, name: string, end: string) => {
      if (match.startsWith('$$')) return match.slice(1);
      filled = true;
      const found = Object.hasOwn(env, name) ? env[name] : undefined;
      const unread = fileProblems.get(name);
      const problem =
        end === ''
          ? UNENDED
          : unread === undefined
            ? refuse(name, found)
            : `needs ${name}, and ${fileVariable(name)} ${unread}`;
      if (problem !== null)
        problems.push({
          at,
          message: problem,
          ...(isUnset(name, found) && end !== '' ? { unset: name } : {}),
        });
      else if (found !== undefined) secrets.add(found);
      return found ?? '';
    });
    if (filled || result === '') return result;
    const variable = secretName(at.at(-1));
    if (variable !== null) {
      secrets.add(result);
      const message = `is a secret in plain text; write "\${${variable}}" and set that environment variable`;
      problems.push({ at, message });
    }
    return result;
  }

  return { value: fill(value, []), secrets: [...secrets], problems };
}

/** The names of the variables in every text. */
export function variablesIn(value: unknown): readonly string[] {
  if (typeof value === 'string')
    return [...value.matchAll(VARIABLE)].flatMap(([match, name = '', end]) =>
      match.startsWith('$$') || end === '' ? [] : [name],
    );
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(variablesIn) : [];
}

const VARIABLE = /\$?\$\{([^}]*)(\}?)/g;
const UNENDED = `has "\${" without "}"; write \${NAME}, or $\${ for the characters themselves`;

const NAME = /^[A-Za-z_]\w*$/;

function isUnset(name: string, found: string | undefined): boolean {
  return NAME.test(name) && (found === undefined || found.trim() === '');
}

function refuse(name: string, found: string | undefined): string | null {
  if (!NAME.test(name)) return `has "\${${name}}", which is not the name of a variable; write \${NAME}`;
  if (found === undefined) return `needs the environment variable ${name}, which is not set`;
  return found.trim() === '' ? `needs the environment variable ${name}, which is empty` : null;
}

const SECRET_KEY =
  /(token|secret|password|passphrase|api[_-]?key|private[_-]?key|service[_-]?account|authorization|cookie)$/i;

/** What to call the variable for a key that sounds like a secret: `apiToken` → `API_TOKEN`. */
function secretName(key: string | number | undefined): string | null {
  if (typeof key !== 'string' || !SECRET_KEY.test(key)) return null;
  const words = key.replace(/([a-z])([A-Z])/g, '$1_$2');
  return words.replace(/\W/g, '_').toUpperCase();
}
