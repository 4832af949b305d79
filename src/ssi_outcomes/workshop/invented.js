// An invented team whose truth is known: scores that wander, results that follow them by a chosen ratio, and
// the traps that a trainer sets. The same seed gives the same team.

// A generator of numbers between 0 and 1 (mulberry32).
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const normal = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function poisson(random, mean) {
  // In parts, so that the chance of none at all is no zero.
  let [left, count] = [mean, 0];
  while (left > 0) {
    const part = Math.min(left, 20);
    for (let chance = random(), all = Math.exp(-part); chance > all; chance *= random()) count++;
    left -= part;
  }
  return count;
}

const KEPT = 0.8; // of what wanders, from one week to the next
const LIFT = 1.5; // points that a result adds to the score of its own week
const ON_RESULTS = 0.65; // of the log of activity

// Weeks of a team, as the rule takes them. `effect` is the true ratio per +10 points; `friday`: scores are
// read at the end of their week, when its results have lifted them; `activity`: weeks of much work have both
// a higher score and more results.
export function drawWeeks({ people, weeks, effect, friday, activity, seed, within, between, rates, rate }) {
  const random = seeded(seed);
  const rows = [];
  const season = Array.from({ length: weeks }, () => 0.15 * normal(random));
  const step = Math.sqrt(1 - KEPT * KEPT);
  for (let person = 0; person < people; person++) {
    const level = 45 + between * normal(random);
    const own = Math.log(rate) + rates * normal(random) - (rates * rates) / 2;
    let [moved, work] = [normal(random), normal(random)];
    const read = [];
    for (let week = 0; week < weeks; week++) {
      const drive = activity ? 0.75 * work + Math.sqrt(1 - 0.75 ** 2) * moved : moved;
      const push = activity ? 0.5 * ON_RESULTS * work : 0;
      const log = own + season[week] + (Math.log(effect) * within * drive) / 10 + push;
      const count = poisson(random, Math.exp(log));
      const score = level + within * drive + (friday ? LIFT * count : 0);
      read.push(Math.round(Math.min(97, Math.max(3, score))));
      rows.push({ person, week, exposure: 7, count, ssi: read[week], next: null, late: false });
      moved = KEPT * moved + step * normal(random);
      work = KEPT * work + step * normal(random);
    }
    for (let week = 0; week + 1 < weeks; week++) rows[person * weeks + week].next = read[week + 1];
  }
  return rows;
}

// Each person's mean score and results a week.
export function summarise(rows) {
  const people = [];
  for (const row of rows) {
    const own = (people[row.person] ??= { score: 0, rate: 0, weeks: 0 });
    own.score += row.ssi;
    own.rate += row.count;
    own.weeks++;
  }
  return people.map(({ score, rate, weeks }) => ({ score: score / weeks, rate: rate / weeks }));
}

export function correlate(points) {
  const mean = (name) => points.reduce((sum, each) => sum + each[name], 0) / points.length;
  const [x, y] = [mean("score"), mean("rate")];
  let [xy, xx, yy] = [0, 0, 0];
  for (const each of points) {
    xy += (each.score - x) * (each.rate - y);
    xx += (each.score - x) ** 2;
    yy += (each.rate - y) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

// A few people who make a point: of many draws of so many, those whose correlation is lowest.
export function chooseFew(points, few, seed, tries = 3000) {
  const random = seeded(seed);
  let [best, lowest] = [[], Infinity];
  for (let count = 0; count < tries; count++) {
    const drawn = new Set();
    while (drawn.size < Math.min(few, points.length)) drawn.add(Math.floor(random() * points.length));
    const found = correlate([...drawn].map((place) => points[place]));
    if (found < lowest) [best, lowest] = [[...drawn], found];
  }
  return best;
}
