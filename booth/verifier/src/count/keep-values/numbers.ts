// §9.7, Numbers of meek-nz.

const least = (numbers: readonly number[]): number => Math.min(...numbers);

/** By candidate, a number that no other has; C candidates, N valid papers, s seats. */
export function drawnNumbers(C: number, N: bigint, s: number): number[] {
  const next = generator(C, N, s);
  for (let i = 0; i < 4; i++) next();
  const numbers = new Set<number>();
  while (numbers.size < C) numbers.add(next());
  return [...numbers];
}

function generator(C: number, N: bigint, s: number): () => number {
  let x = C + 5;
  let y = s;
  let z = Number(((N % 30323n) + 10_000n * (N % 10n)) % 30323n);
  const share = (n: number, of: number): number => Math.floor((10_000 * n) / of);
  return () => {
    x = (171 * x) % 30269;
    y = (172 * y) % 30307;
    z = (170 * z) % 30323;
    return 10_000 - ((share(x, 30269) + share(y, 30307) + share(z, 30323)) % 10_000);
  };
}

/** Who goes of those left, after so many distributions. */
export function goesByNumber(left: readonly number[], numbers: readonly number[], distributions: number): number {
  const sought = left.map((c) => (distributions % 2 === 1 ? numbers[c - 1]! : -numbers[c - 1]!));
  return left[sought.indexOf(least(sought))]!;
}
