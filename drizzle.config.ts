import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './src/store/db/schema.ts',
    './src/store/db/people-schema.ts',
    './src/store/db/inventory-schema.ts',
    './src/store/db/chat-schema.ts',
    './src/store/removal/schema.ts',
    './src/store/asking/schema.ts',
  ],
  out: './migrations',
});
