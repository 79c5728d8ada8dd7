/** Repeatable random numbers for tests. */
export interface Random {
  /** An integer from 0 up to, but not including, `below`. */
  int(below: number): number
  /** True in one of `n` cases. */
  oneIn(n: number): boolean
  /** One element of the list, which must not be empty. */
  pick<T>(list: readonly T[]): T
}

/** Chris Doty-Humphrey's sfc32, which passes the usual statistical tests with its low bits as well. */
export function randomOf(seed: number): Random {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x85ebca6b | 0, 1]
  const next = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  // The first numbers of neighbouring seeds are alike.
  for (let i = 0; i < 20; i += 1) next()
  const int = (below: number): number => Math.floor((next() / 2 ** 32) * below)
  return {
    int,
    oneIn: (n) => int(n) === 0,
    pick: <T>(list: readonly T[]): T => {
      if (list.length === 0) throw new RangeError('There is nothing to pick from an empty list')
      return list[int(list.length)] as T
    },
  }
}
