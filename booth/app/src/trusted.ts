// Scripts are loaded by address in two places, the service worker and the verifier's worker. Trusted types
// let these two addresses through and nothing else (the policy `booth` of the content security policy).

type Policy = { createScriptURL(url: string): string };
type Factory = { createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy };

const OURS = /\/booth\/(offline|verifier-worker)\.js$/;

function allow(url: string): string {
  const { origin, pathname } = new URL(url);
  if (origin !== location.origin || !OURS.test(pathname)) throw new TypeError(`${url} is no script of the booth`);
  return url;
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy: Policy = factory?.createPolicy("booth", { createScriptURL: allow }) ?? { createScriptURL: allow };

/** An address that a worker may be started from. */
export const scriptAt = (url: string): string => policy.createScriptURL(url);
