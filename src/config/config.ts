import { dirname } from 'node:path';
import { assemble } from './assemble/assemble.ts';
import type { ConfigInput, LoadedConfig } from './assemble/loaded-config.ts';
import { checkAcrossFile } from './cross-file-checks.ts';
import {
  environmentSecrets,
  missingAdmins,
  OUTSIDE_SECRETS,
  type RawEnvironment,
  readEnvironment,
} from './environment.ts';
import { ConfigFile } from './file.ts';
import { findFile, readConfigText } from './find.ts';
import { check } from './issues.ts';
import { findNetwork } from './network.ts';
import { ConfigError, inEnvironment, placeProblems, showPath } from './problems.ts';
import { readSecretFiles } from './secret-files/secret-files.ts';
import { hideSecrets } from './secrets.ts';
import { block } from './unchecked-yaml.ts';
import { fillVariables, variablesIn } from './variables.ts';
import { readYaml } from './yaml.ts';

export type { AppConfig, Config, ConfigInput, LoadedConfig, RosterConfig } from './assemble/loaded-config.ts';
export type { RawEnvironment } from './environment.ts';
export { ConfigError, type Problem } from './problems.ts';

/** The only place that reads the real environment. */
export function environment(): RawEnvironment {
  return process.env;
}

/** Reads seatkeeper.yaml and the environment. Throws `ConfigError` with every problem of both. */
export function loadConfig(input: ConfigInput): LoadedConfig {
  const found = findFile(input.flags.config, input.env, input.cwd);
  const text = readConfigText(found);
  const yaml = readYaml(typeof text === 'string' ? text : '');
  const names = [...OUTSIDE_SECRETS, ...variablesIn(yaml.value)];
  const { env, files, problems: unread } = readSecretFiles(input.env, names, input.cwd);
  const variables = readEnvironment(env, unread);
  if (typeof text !== 'string') throw new ConfigError(null, [text, ...variables.problems.map(inEnvironment)]);

  const filled = fillVariables(yaml.value, env, unread);
  const shape = yaml.broken ? { value: null, problems: [] } : check(ConfigFile, filled.value ?? {}, []);
  const network = findNetwork(block(block(filled.value).network).ca, dirname(found.file), env);
  const broken = new Set(filled.problems.map(({ at }) => showPath(at)));
  const unset = filled.problems.flatMap(({ at, unset: name }) => (name === undefined ? [] : [{ at, name }]));
  const unfilled = filled.problems.filter((each) => input.unset === undefined || each.unset === undefined);
  const unplaced = [
    ...yaml.problems,
    ...unfilled,
    ...[...shape.problems, ...network.problems, ...checkAcrossFile(filled.value, input)].filter(
      ({ at }) => !broken.has(showPath(at)),
    ),
  ];

  // Connectors word their own messages, and may quote the value they were given.
  const hide = hideSecrets(filled.secrets, 'words');
  const problems = [
    ...placeProblems(unplaced, yaml.lineOf, hide),
    ...[
      ...variables.problems,
      ...network.environmentProblems,
      ...missingAdmins(shape.value, variables.environment),
    ].map(inEnvironment),
  ];
  if (problems.length > 0 || shape.value === null || variables.environment === null) {
    const onlyUnset = shape.value !== null && problems.length === unset.length && unset.length > 0;
    throw new ConfigError(found.file, problems, { onlyUnset });
  }
  const secrets = new Set([
    ...filled.secrets,
    ...network.secrets,
    ...environmentSecrets(env, variables.environment),
  ]);
  const told = { secrets: [...secrets], secretFiles: files, network: network.network };
  return {
    config: assemble(shape.value, found, told, input),
    environment: variables.environment,
    unset,
  };
}
