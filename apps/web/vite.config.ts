import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Every browser that runs this app reads woff2; the older copies would double the size of what is built. */
const withoutOldFonts: Plugin = {
  name: 'without-old-fonts',
  enforce: 'pre',
  transform(code, id) {
    if (!/@fontsource\/.*\.css$/.test(id)) return undefined;
    return code.replaceAll(/, url\([^)]+\.woff\) format\('woff'\)/g, '');
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [withoutOldFonts, react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // The content security policy allows no data: scripts or fonts.
    assetsInlineLimit: 0,
    target: 'es2023',
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: Object.fromEntries(['/api', '/files', '/trpc', '/widget'].map((path) => [path, 'http://127.0.0.1:3000'])),
  },
});
