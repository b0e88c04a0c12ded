import { currencyMeant } from '../../../domain/currency.ts';
import { TERMS } from '../../../domain/licenses/subscription.ts';
import type { TermProblem } from '../../../domain/licenses/terms.ts';

/**
 * What is wrong with a term of a subscription, and what to write instead. An admin types terms into commands, into
 * seatkeeper.yaml and into CSV files, and reads the same sentence about all three.
 */

const LONGEST_SHOWN = 80;

/** `"12,50" is not a price; write it with a point and no currency, like 12.50`; an empty or very long value is not repeated. */
export function badTermValueText(written: string, problem: TermProblem): string {
  const text = termProblemText(problem);
  if (problem.kind === 'empty' || problem.kind === 'too-long') return text;
  const value = written.trim();
  const shown = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;
  return `${JSON.stringify(shown)} ${text}`;
}

/** The same without the value in front. */
export function termProblemText(problem: TermProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'is empty; write a value';
    case 'too-long':
      return `is longer than ${problem.longest} characters; shorten it`;
    case 'negative-price':
      return 'is negative; a price is 0 or more';
    case 'too-many-decimals':
      return 'has more than two decimals; write what one seat costs, like 12.50';
    case 'not-a-price':
      return `is not a price; write it with a point and no currency, like ${problem.like ?? '12.50'}`;
    case 'not-a-currency':
      return noCurrencyText(problem.code);
    case 'not-a-term':
      return `is not a term; write ${TERMS.join(' or ')}`;
    case 'not-a-date':
      return 'is not a date; write it as 2026-06-30';
    case 'not-days':
      return 'is not a number of days; write it as 30, at most 9999';
    case 'not-seats':
      return 'is not a number of seats; write digits only, like 250';
    default:
      return problem satisfies never;
  }
}

/** `is not a currency; write its three letters (ISO 4217), like USD` */
export function noCurrencyText(code: string): string {
  return `is not a currency; write its three letters (ISO 4217), like ${currencyMeant(code) ?? 'EUR'}`;
}
