export function released(text: string, version: string, day: string): string;
export function notesOf(text: string, version: string): string;
