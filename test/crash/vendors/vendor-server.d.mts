export interface Vendors {
  readonly origins: readonly string[];
  watch(directory: string, watch: ((asked: number, under: number) => boolean) | null): void;
  asked(directory: string): number;
  close(): Promise<void>;
}

export function startVendors(): Promise<Vendors>;
