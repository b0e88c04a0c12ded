import { partlyUsedText } from '../chat/say/operate/shell.ts';
import { loadUsable } from '../config/assemble/usable.ts';
import { ConfigError, type ConfigInput, type LoadedConfig, loadConfig } from '../config/config.ts';
import type { Host } from '../host.ts';

/** Commands that look at a file and store nothing: they need little of the configuration, and no database. */
const OF_FILES: ReadonlySet<string> = new Set(['read', 'connectors']);

/** Whether the command needs seatkeeper.yaml only for the network and the apps. */
export function isOfFiles(verb: string | undefined): boolean {
  return OF_FILES.has(verb ?? '');
}

/** The configuration for a command that looks at a file: what is right in it, where not all is. */
export function loadForFiles(shell: Host, input: ConfigInput): LoadedConfig {
  const { config, ...rest } = usable(shell, input);
  return { ...rest, config: { ...config, database: ':memory:' } };
}

function usable(shell: Host, input: ConfigInput): LoadedConfig {
  try {
    return loadConfig(input);
  } catch (error) {
    const loaded = error instanceof ConfigError ? loadUsable(input) : null;
    if (!(error instanceof ConfigError) || loaded === null) throw error;
    shell.stderr.write(`${partlyUsedText(loaded.config.file, error.problems.length)}\n`);
    return loaded;
  }
}
