import { vitePlugin as remix } from '@remix-run/dev'
import { denyImports } from 'vite-env-only'
import { defineConfig } from 'vite'

import remixConfig from './remix.config.js'

/** What may never reach a browser: the database, the use cases, the media server. */
const serverOnly = [
  '**/db/**',
  '**/app/services/**',
  '**/app/auth/**',
  '**/proctoring/server/**',
  '**/*.server.*',
]

export default defineConfig({
  plugins: [remix(remixConfig), denyImports({ client: { files: serverOnly } })],
  // Candidate pages work in Chromium 88 and later (Windows 7 and domestic browsers).
  build: { target: 'chrome88', cssTarget: 'chrome88', cssMinify: 'lightningcss', assetsInlineLimit: 0 },
  css: {
    transformer: 'lightningcss',
    lightningcss: { targets: { chrome: 88 << 16 }, cssModules: { pattern: '[name]__[local]__[hash]' } },
  },
  optimizeDeps: {
    include: [
      'react',
      'react-dom',
      'react-dom/client',
      '@remix-run/react',
      'socket.io-client',
      'mediasoup-client',
      'idb',
      'lucide-react',
    ],
  },
})
