import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npm run build` writes the pages to dist/. While working on them: PORT=8080 npm start, and `vite` in this folder. */
export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, sourcemap: false, chunkSizeWarningLimit: 1200, assetsInlineLimit: 0 },
  server: { proxy: { '/api': 'http://localhost:8080', '/health': 'http://localhost:8080' } },
});
