import { dirname } from 'node:path';
import { isTimezone } from '../../domain/day.ts';
import { environmentSecrets, OUTSIDE_SECRETS, readEnvironment } from '../environment.ts';
import { ConfigFile } from '../file.ts';
import { findFile, readConfigText } from '../find.ts';
import { findNetwork } from '../network.ts';
import { readSecretFiles } from '../secret-files/secret-files.ts';
import { block, listOrEmpty } from '../unchecked-yaml.ts';
import { fillVariables, variablesIn } from '../variables.ts';
import { readYaml } from '../yaml.ts';
import { assemble } from './assemble.ts';
import type { ConfigInput, LoadedConfig } from './loaded-config.ts';

/** Substitutes for what a file must say but does not. */
const INSTEAD = {
  organisation: 'unset',
  domains: ['unset.example'],
  timezone: 'UTC',
  roster: [{ source: 'hand' }],
};
/** Parts of the file that are of use without the others. */
const PARTS = ['domains', 'timezone', 'network'] as const;

/**
 * The valid parts of seatkeeper.yaml, for a command that needs little of it: the network, time zone and domains, and each app without a fault.
 * `null` if the file cannot be read at all.
 */
export function loadUsable(input: ConfigInput): LoadedConfig | null {
  const found = findFile(input.flags.config, input.env, input.cwd);
  const text = readConfigText(found);
  if (typeof text !== 'string') return null;
  const yaml = readYaml(text);
  const names = [...OUTSIDE_SECRETS, ...variablesIn(yaml.value)];
  const { env, files, problems: unread } = readSecretFiles(input.env, names, input.cwd);
  const environment = readEnvironment(env, unread).environment ?? readEnvironment({}).environment;
  if (environment === null) return null;
  const filled = fillVariables(yaml.value, env, unread);
  const written = block(filled.value);
  const { network, secrets } = findNetwork(block(written.network).ca, dirname(found.file), env);
  const parts = PARTS.flatMap((key) =>
    isRight({ [key]: written[key] }) ? [[key, written[key]] as const] : [],
  );
  const apps = listOrEmpty(written.apps).filter((app) => isRight({ apps: [app] }));
  const file = ConfigFile.parse({ ...INSTEAD, ...Object.fromEntries(parts), apps });
  const told = new Set([...filled.secrets, ...secrets, ...environmentSecrets(env, environment)]);
  return {
    config: assemble(file, found, { secrets: [...told], secretFiles: files, network }, input),
    environment,
    unset: [],
  };
}

function isRight(part: Readonly<Record<string, unknown>>): boolean {
  const [value] = Object.values(part);
  if (value === undefined || !ConfigFile.safeParse({ ...INSTEAD, ...part }).success) return false;
  return !('timezone' in part) || isTimezone(String(value).trim());
}
