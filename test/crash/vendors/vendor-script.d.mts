export function configure(directory: string, origins: readonly string[]): void;
