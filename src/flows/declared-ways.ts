import type { AppConfig } from '../config/config.ts';
import type { RemovalWay } from '../connectors/base/declaration.ts';
import type { Context } from './context.ts';

/** The ways in which the app's accounts can be removed, whether or not the credentials may. */
export function declaredWays(
  { dependencies, config: { directory } }: Context,
  { connector, settings }: AppConfig,
): readonly RemovalWay[] {
  const found = dependencies.connectors.find(({ id }) => id === connector);
  return found?.removalOf?.(settings, directory) ?? found?.removal ?? [];
}

export function declaredWay(context: Context, app: AppConfig, key: string): RemovalWay | null {
  return declaredWays(context, app).find((way) => way.key === key) ?? null;
}
