/** One setting that an admin must know to connect an app or a roster source. */
export interface Question {
  /** The setting in seatkeeper.yaml; `app.id` is the setting `id` under `app`. */
  readonly key: string;
  /** What it is, written after "Write": `the address of your Okta organisation`. */
  readonly what: string;
  /** An invented example of what could be typed: `https://acme.okta.com`. */
  readonly example?: string;
  /** Where the admin finds it: the vendor's page. */
  readonly where?: string;
  /**
   * Left out: text that is written to seatkeeper.yaml as it is typed. `secret`: not shown while it is typed, and kept in an environment
   * variable. `secret-file`: the path of a file with a key, whose content is kept like a secret.
   */
  readonly kind?: 'secret' | 'secret-file';
  readonly optional?: true;
}

/** One way to connect; several where the vendor offers several kinds of credentials. */
export interface Way {
  /** What distinguishes it, if there are several: `with an API token`. */
  readonly name: string;
  readonly questions: readonly Question[];
  /** Settings that belong to this way and need no question. */
  readonly fixed?: Readonly<Record<string, boolean>>;
}
