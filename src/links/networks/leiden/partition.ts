/** The same partition in numbers from 0 in order of first appearance. */
export function packed(partition: Uint32Array): Uint32Array<ArrayBuffer> {
  const numbers = new Map<number, number>();
  return Uint32Array.from(partition, (value) => {
    const known = numbers.get(value);
    if (known !== undefined) return known;
    numbers.set(value, numbers.size);
    return numbers.size - 1;
  });
}

/** How many communities a packed partition has. */
export function countOf(packedPartition: Uint32Array): number {
  let most = -1;
  for (const value of packedPartition) if (value > most) most = value;
  return most + 1;
}

/** The same partition in numbers by size down, then by least node. */
export function numbered(partition: Uint32Array): Uint32Array {
  const inOrder = packed(partition);
  const sizes = new Uint32Array(countOf(inOrder));
  for (const value of inOrder) sizes[value] = (sizes[value] as number) + 1;
  const order = [...sizes.keys()].sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b);
  const place = new Uint32Array(order.length);
  for (const [at, value] of order.entries()) place[value] = at;
  return inOrder.map((value) => place[value] as number);
}
