// In which order the images of a stack are fetched: first the middle, then outwards; once a person scrolls, outwards from
// where they are.

/** Where a stack opens. */
export function middle(length: number): number {
  return Math.floor(length / 2);
}

/** The indices 0 to length-1, nearest to `from` first. */
export function outwards(length: number, from: number = middle(length)): number[] {
  const start = Math.min(Math.max(0, from), Math.max(0, length - 1));
  const order: number[] = [];
  for (let distance = 0; order.length < length; distance++) {
    if (start + distance < length) order.push(start + distance);
    if (distance > 0 && start - distance >= 0) order.push(start - distance);
  }
  return order;
}
