import { z } from 'zod';
import type { ChatFile } from '../../platform.ts';

/** What comes back from the card that asks; says nothing to anybody else. */
export const Ticket = z.object({ ticket: z.string().min(1).max(200) });

/** Where Teams made room for the file in the OneDrive of whoever accepted it. */
export const Room = z.object({
  uploadUrl: z.url().max(10_000),
  contentUrl: z.url().max(10_000),
  name: z.string().min(1).max(400),
  uniqueId: z.string().min(1).max(200),
  fileType: z.string().max(50).nullish(),
});
export type Room = z.infer<typeof Room>;

/**
 * Asks whether they want the file. Teams shows none of it as markup.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4#message-requesting-permission-to-upload
 */
export function consentActivity({ name, bytes }: ChatFile, ticket: string): object {
  return {
    type: 'message',
    summary: `May I put ${name} into your OneDrive?`,
    attachments: [
      {
        contentType: 'application/vnd.microsoft.teams.card.file.consent',
        name,
        content: {
          description: 'Your export. It waits for an hour, then it is deleted.',
          sizeInBytes: bytes,
          acceptContext: { ticket },
          declineContext: { ticket },
        },
      },
    ],
  };
}

/** The file as it lies in their OneDrive now. */
export function fileActivity({ name, contentUrl, uniqueId, fileType }: Room): object {
  return {
    type: 'message',
    summary: `Your export: ${name}`,
    attachments: [
      {
        contentType: 'application/vnd.microsoft.teams.card.file.info',
        contentUrl,
        name,
        content: { uniqueId, fileType: fileType ?? '' },
      },
    ],
  };
}
