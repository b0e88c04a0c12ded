import type { Account } from '../account.ts';

/** Names of a column that holds the number that HR gave a person. The first two are those of our own data and of SCIM. */
export const EMPLOYEE_NUMBER_NAMES: ReadonlySet<string> = new Set([
  'employee_number',
  'employeeNumber',
  'employee_id',
  'employeeid',
  'employeenumber',
  'employee_no',
  'personnel_number',
  'personnel_no',
  'staff_id',
  'staff_number',
  'worker_id',
  'personalnummer',
  'mitarbeiternummer',
  'personal_nr',
  'matricule',
  'numero_de_empleado',
]);

/** The employee numbers that an app gives for an account, as the app writes them. */
export function employeeNumbersOf(account: Pick<Account, 'columns'>): readonly string[] {
  const found: string[] = [];
  for (const key in account.columns) {
    if (!EMPLOYEE_NUMBER_NAMES.has(key)) continue;
    const number = account.columns[key];
    if (typeof number === 'string' || typeof number === 'number') found.push(String(number));
  }
  return found;
}
