import { NEEDS_FILE } from '../chat/say/operate/shell.ts';
import { ConfigError } from '../config/config.ts';

export interface Arguments {
  /** The command with its words, filters and own flags. */
  readonly words: readonly string[];
  readonly flags: { readonly config?: string; readonly db?: string };
  readonly json: boolean;
}

/** Takes the flags of the shell out of the words of the command. They may be anywhere before `--`. */
export function parseArguments(argv: readonly string[]): Arguments {
  const words: string[] = [];
  const flags: { config?: string; db?: string } = {};
  let json = false;
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    const [, name, value] = /^--(config|db)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === 'config' || name === 'db') {
      const given = value ?? argv[++i];
      if (given === undefined || given === '')
        throw new ConfigError(null, [{ path: `--${name}`, line: null, message: NEEDS_FILE }]);
      flags[name] = given;
    } else if (/^--out(=|$)/.test(word)) {
      const given = word === '--out' ? argv[++i] : word.slice('--out='.length);
      if (given === undefined || given === '')
        throw new ConfigError(null, [{ path: '--out', line: null, message: NEEDS_FILE }]);
      // What the common grammar of all platforms calls it.
      words.push(`out:${given}`);
    } else if (word === '--json') json = true;
    else if (word === '--version' || word === '-v' || word === '-V') words.unshift('--version');
    else if (word === '--help' || word === '-h') words.unshift('help');
    else words.push(word);
  }
  return { words: words.length === 0 ? ['help'] : words, flags, json };
}
