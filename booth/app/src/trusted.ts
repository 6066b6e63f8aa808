// Scripts are loaded by address in two places, the service worker and the verifier's worker. Trusted types
// let these two addresses through and nothing else (the policy `booth` of the content security policy).

import { fileAt } from "./address.js";

type Rules = { createScriptURL(url: string): string };
type Factory = { createPolicy(name: string, rules: Rules): Rules };

const rules: Rules = {
  createScriptURL(url) {
    if (url !== fileAt("offline.js") && url !== fileAt("verifier-worker.js")) throw new TypeError(`${url} is no script of the booth`);
    return url;
  },
};

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy = factory?.createPolicy("booth", rules) ?? rules;

/** The address of a script from which a worker may be started. */
export const scriptAt = (name: string): string => policy.createScriptURL(fileAt(name));
