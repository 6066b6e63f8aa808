// Where this page stands: `<base>/<election>/<page>`, the booth's files at `<base>/booth/`.

export type Place = { election: string; address: string; files: string };

export function placeOf(path: string, origin: string): Place {
  const match = /^(.*\/)([0-9a-f]{64})\/[^/]*$/.exec(path);
  const base = match?.[1] ?? "/";
  const election = match?.[2] ?? "";
  return { election, address: `${origin}${base}${election}/`, files: `${origin}${base}booth/` };
}

/** What stands behind the # of the address, which is taken away at once: no server ever sees it. */
export function takeFragment(): string {
  const fragment = location.hash.slice(1);
  if (fragment !== "") history.replaceState(null, "", location.pathname + location.search);
  return fragment;
}
