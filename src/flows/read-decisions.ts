import { ConnectorError } from '../connectors/base/errors.ts';
import type { DecisionRow } from '../domain/decision-row.ts';
import type { Context } from './context.ts';

/** The rows of a file of decisions, or a sentence that says why it cannot be read. */
export async function readDecisions(
  context: Context,
  file: string,
): Promise<readonly DecisionRow[] | string> {
  try {
    return await context.dependencies.decisions(file);
  } catch (error) {
    if (error instanceof ConnectorError) return error.message;
    throw error;
  }
}
