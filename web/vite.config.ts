/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { licences } from './scripts/licences.mjs';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  plugins: [
    licences(),
    svelte({
      preprocess: [],
      compilerOptions: {
        runes: true,
        // Elements are made one by one: nothing in the page goes through innerHTML.
        fragments: 'tree',
      },
    }),
  ],
  resolve: { alias: { $: path('./src'), '@assets': path('./assets') } },
  build: {
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // A data: URL is more bytes and one more thing to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The map's code stands alone, so that its file keeps its name when the page changes; Vite does not warn of its size.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        // Servers know .js; not all know .mjs.
        assetFileNames: ({ names }) => (names[0]?.endsWith('.mjs') ? 'assets/[name]-[hash].js' : 'assets/[name]-[hash][extname]'),
        codeSplitting: { groups: [{ name: 'maplibre', test: /node_modules\/maplibre-gl/ }] },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8601', '/health': 'http://127.0.0.1:8601' } },
  test: { include: ['tests/unit/**/*.test.ts'] },
});
