// Where this page stands, `<base>/<election>/<page>`, and where the booth's files do.

export type Place = { election: string; address: string };

export function placeOf(path: string, origin: string): Place {
  const [, base, election] = /^(.*\/)([0-9a-f]{64})\/[^/]*$/.exec(path) ?? [];
  return { election: election ?? "", address: `${origin}${base ?? "/"}${election ?? ""}/` };
}

/** The address of one of the booth's files: they lie beside the script that asks. */
export const fileAt = (name: string): string => new URL(name, import.meta.url).href;

/** What stands behind the # of the address, which is taken away at once: no server ever sees it. */
export function takeFragment(): string {
  const fragment = location.hash.slice(1);
  if (fragment !== "") history.replaceState(null, "", location.pathname + location.search);
  return fragment;
}
