import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  // Each subject keeps the tables of its own.
  schema: './src/store/**/schema.ts',
  out: './migrations',
});
