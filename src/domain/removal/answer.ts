/** What an app answered to a step, kept as evidence: `VendorSaid` of connectors/base/removal.ts. */
export interface VendorAnswer {
  readonly request: string;
  readonly status: number;
  readonly requestId: string | null;
  readonly words: string | null;
}
