import { defineConfig } from 'vite';

/** The widget is one classic script that leaves no name on the page it runs on. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    rolldownOptions: {
      input: 'src/widget/main.ts',
      output: { format: 'iife', entryFileNames: 'widget.js' },
    },
  },
});
