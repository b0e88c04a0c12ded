import { shippedDeclaration } from '../rest/catalogue.ts';
import type { Question, Way } from './way.ts';

export const REST_WAYS: readonly Way[] = [
  {
    name: 'with a file that declares the app',
    questions: [
      {
        key: 'declaration',
        what: 'the path of the file that declares the app',
        example: 'acme-app.yaml',
        where: 'docs/rest.md',
      },
    ],
  },
];

/** How a shipped app is connected: what its declaration asks for. */
export function declaredWays(id: string): readonly Way[] {
  const declaration = shippedDeclaration(id);
  if (declaration === null) return [];
  const questions = Object.entries(declaration.settings).map(
    ([key, { what, example, where, kind, optional, default: usual }]): Question => ({
      key,
      what,
      ...(example === undefined ? {} : { example }),
      ...(where === undefined ? {} : { where }),
      ...(kind === 'secret' ? { kind } : {}),
      ...(optional === true || usual !== undefined ? { optional: true } : {}),
    }),
  );
  return [{ name: 'with what its declaration asks for', questions }];
}
