// The headers the server sends with each room (its own tests compare them); here they are for pages that only tests open.

const base = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src 'self' blob:; style-src 'self'; font-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types overread svelte-trusted-html";

/** The policy of a room; the two that show images let the measuring tool style its text. */
export function policy(room: 'patient' | 'board' | 'reading' | 'share'): string {
  return room === 'reading' || room === 'share' ? base.replace("style-src 'self';", "style-src 'self'; style-src-attr 'unsafe-inline';") : base;
}

/** The workers that get bytes from their page and give bytes back. */
const withoutNetwork = /^\/assets\/(intake|pack|decode|pdf)\.worker/;

export function headers(room: Parameters<typeof policy>[0], path: string): Record<string, string> {
  return {
    'Content-Security-Policy': withoutNetwork.test(path) ? "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'" : policy(room),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
