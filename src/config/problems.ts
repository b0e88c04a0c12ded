/** Something the admin must change before anything starts. */
export interface Problem {
  /** The key in seatkeeper.yaml, `apps[1].settings.token`, or the environment variable or flag; empty for the whole file. */
  readonly path: string;
  /** The line in seatkeeper.yaml; `null` for the environment and for keys missing at the top. */
  readonly line: number | null;
  /** What is wrong and what to write instead. Contains no secret. */
  readonly message: string;
}

/** The configuration cannot be used. Lists every problem at once; nothing was started. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly Problem[];
  /** Nothing is wrong but that environment variables are not set: `connect` can ask for them. */
  readonly onlyUnset: boolean;

  constructor(file: string | null, problems: readonly Problem[], { onlyUnset = false } = {}) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    const where = file === null ? 'The configuration' : file;
    super([`${where} has ${count}; nothing was started.`, ...problems.map(say)].join('\n'));
    this.problems = problems;
    this.onlyUnset = onlyUnset;
  }
}

export type Path = readonly (string | number)[];

/** A problem whose line is not looked up yet. */
export interface UnplacedProblem {
  readonly at: Path;
  readonly message: string;
  readonly line?: number;
  /** The environment variable that is unset or empty, if that is the problem. */
  readonly unset?: string;
}

/** Problems of the file, in its order. */
export function placeProblems(
  problems: readonly UnplacedProblem[],
  lineOf: (path: Path) => number | null,
  hide: (text: string) => string,
): readonly Problem[] {
  return problems
    .map(({ at, line, message }) => ({
      path: showPath(at),
      line: line ?? lineOf(at),
      message: hide(message),
    }))
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

export function inEnvironment({ at, message }: UnplacedProblem): Problem {
  return { path: showPath(at), line: null, message };
}

export function showPath(path: Path): string {
  return path.reduce<string>((shown, part) => {
    if (typeof part === 'number') return `${shown}[${part}]`;
    if (!/^[\w-]+$/.test(part)) return `${shown}[${JSON.stringify(part)}]`;
    return shown === '' ? part : `${shown}.${part}`;
  }, '');
}

function say({ path, line, message }: Problem): string {
  const where = [line === null ? [] : [`line ${line}`], path === '' ? [] : [path]].flat().join(', ');
  return where === '' ? `  ${message}` : `  ${where}: ${message}`;
}
