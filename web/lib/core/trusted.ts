// Starting a worker is a script sink: under Trusted Types only a policy of ours may name its address, and this one lets
// nothing through but our own built files.

interface ScriptUrlPolicy {
  createScriptURL(url: string): unknown;
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptUrlPolicy;
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
const policy = factory?.createPolicy('overread', { createScriptURL: ownAsset });

/** Starts a module worker from one of our own files; `url` is what `import url from './x.worker.ts?worker&url'` gives. */
export function startWorker(url: string, name: string): Worker {
  const address = policy ? policy.createScriptURL(url) : ownAsset(url);
  return new Worker(address as string, { type: 'module', name });
}

/** The address, if it lies among our own hashed assets. Throws for anything else. */
export function ownAsset(url: string, page: string = location.href): string {
  const address = new URL(url, page);
  const ours = address.origin === new URL(page).origin && (import.meta.env.DEV || address.pathname.startsWith('/assets/'));
  if (!ours) throw new TypeError('Only our own files may run as a worker.');
  return address.href;
}
