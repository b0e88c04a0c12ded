export interface LockFile {
  readonly packages: Readonly<Record<string, { readonly license?: string; readonly dev?: boolean }>>;
}
export function licenseProblems(lock: LockFile): readonly string[];
