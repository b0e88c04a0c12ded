import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: ['./src/store/schema.ts', './src/store/inventory-schema.ts', './src/store/chat-schema.ts'],
  out: './migrations',
});
