import { check } from '../../config/issues.ts';
import { showPath, type UnplacedProblem } from '../../config/problems.ts';
import { readYaml } from '../../config/yaml.ts';
import { Declaration } from './declaration.ts';
import { placeholdersIn } from './placeholders.ts';
import { removalNotes } from './removal-notes.ts';

/** What is wrong in a declaration, and on which line. */
export interface DeclarationProblem {
  /** `null` if it belongs to no line of the file: a key is missing at the top. */
  readonly line: number | null;
  /** `accounts.pages.by` */
  readonly path: string;
  readonly message: string;
}

export type ReadDeclaration =
  /** `notes`: not faults, but things that the author should know. */
  | { readonly ok: true; readonly declaration: Declaration; readonly notes: readonly DeclarationProblem[] }
  | { readonly ok: false; readonly problems: readonly DeclarationProblem[] };

/** Reads a declaration. All its problems are reported at once. */
export function readDeclaration(text: string): ReadDeclaration {
  const yaml = readYaml(text);
  const shape = yaml.broken ? { value: null, problems: [] } : check(Declaration, yaml.value ?? {}, []);
  const secret = shape.value === null ? [] : secretsInPlainText(shape.value);
  const placed = (found: typeof secret) =>
    found
      .map(({ at, line, message }) => ({ line: line ?? yaml.lineOf(at), path: showPath(at), message }))
      .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const problems = placed([...yaml.problems, ...shape.problems, ...secret]);
  if (problems.length > 0 || shape.value === null) return { ok: false, problems };
  return { ok: true, declaration: shape.value, notes: placed(removalNotes(shape.value)) };
}

/** `line 12, accounts.pages.by: must be one of …` */
export function problemText({ line, path, message }: DeclarationProblem): string {
  const where = [line === null ? [] : [`line ${line}`], path === '' ? [] : [path]].flat().join(', ');
  return where === '' ? message : `${where}: ${message}`;
}

/** A file is more easily shared and shown than settings, so credentials must come from the settings. */
function secretsInPlainText({ auth, scim }: Declaration): readonly UnplacedProblem[] {
  const places = [
    [['auth'], auth],
    [['scim', 'token'], scim?.token],
    [['scim', 'password'], scim?.password],
  ] as const;
  return places
    .filter(([, value]) => value !== undefined && placeholdersIn(value).length === 0)
    .map(([at]) => ({
      at,
      message:
        'names no setting, so its secret is in plain text; declare it under settings and write "{token}"',
    }));
}
