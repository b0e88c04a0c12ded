import { ConnectorError } from '../base/errors.ts';
import { badFile, type CsvFile } from '../csv-text/file.ts';
import type { Shape } from './shape.ts';

/** How many ids are named. */
const NAMED = 20;

/** An id shared by two rows that are about different accounts or people. */
export interface Repeated {
  readonly id: string;
  readonly first: number;
  readonly line: number;
}

/** Why a list with such ids is refused, with what else is wrong with it. */
export function repeatedError(
  file: CsvFile,
  { twice }: Pick<Shape<string, never>, 'twice'>,
  repeated: readonly Repeated[],
  besides: string | null,
): ConnectorError {
  const named = repeated
    .slice(0, NAMED)
    .map(({ id, first, line }) => `lines ${first} and ${line}: ${twice(id)}`);
  const more = repeated.length - named.length;
  const said = [...named, ...(more > 0 ? [`and ${more} more`] : []), ...(besides === null ? [] : [besides])];
  return badFile(file, said.join('; '));
}

export function isBadFile(error: unknown): error is ConnectorError {
  return error instanceof ConnectorError && error.kind === 'bad-file';
}
