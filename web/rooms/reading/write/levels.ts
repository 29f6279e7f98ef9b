// The vertebrae and segments of the spine as they are written in reports: "L4", "L4/5", "L5/S1".

const regions: [string, number][] = [['C', 7], ['T', 12], ['L', 5], ['S', 5]];

const vertebrae = regions.flatMap(([region, count]) => Array.from({ length: count }, (_, index) => ({ region, number: index + 1 })));

/** Segments first, because most findings lie at one; each from the neck down. */
export const levels: string[] = [
  ...vertebrae.slice(0, -1).map((upper, index) => {
    const lower = vertebrae[index + 1] ?? upper;
    return lower.region === upper.region ? `${upper.region}${upper.number}/${lower.number}` : `${upper.region}${upper.number}/${lower.region}${lower.number}`;
  }),
  ...vertebrae.map(({ region, number }) => `${region}${number}`),
];
