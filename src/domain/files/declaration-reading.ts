/** What is wrong in the declaration of an app. */
export interface DeclarationFault {
  /** `null` where the fault belongs to no line of the file. */
  readonly line: number | null;
  /** `accounts.pages.by`; empty for the whole file. */
  readonly path: string;
  readonly message: string;
}

/** A declaration that was checked. */
export interface CheckedDeclaration {
  readonly file: string;
  readonly faults: readonly DeclarationFault[];
  /** Not faults, but things its author should know, such as a removal that is never read back. */
  readonly notes: readonly DeclarationFault[];
}

/** What the first page of a declared app shows; nothing of it is stored. */
export type DeclarationTrial =
  | { readonly kind: 'faulty'; readonly checked: CheckedDeclaration }
  /** Settings that nobody gave: their names, and the environment variables that may hold them. */
  | {
      readonly kind: 'unset';
      readonly file: string;
      readonly settings: readonly { readonly key: string; readonly variable: string }[];
    }
  | {
      readonly kind: 'failed';
      readonly file: string;
      readonly problem: string;
      readonly requests: readonly string[];
    }
  | {
      readonly kind: 'read';
      readonly file: string;
      readonly name: string;
      /** Accounts on the first page. */
      readonly rows: number;
      /** The first accounts: their fields as they are read, in the order in which they are shown. */
      readonly first: readonly Readonly<Record<string, string>>[];
      /** What else the rows hold: the place and the type, never the value. */
      readonly unread: readonly { readonly path: string; readonly type: string }[];
      /** `GET api.example/users?page=1`, without secrets. */
      readonly requests: readonly string[];
      readonly withheld: readonly string[];
    };
