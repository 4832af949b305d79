// What the estimates would be without each person: one of Newton's steps, or refits.
//
// Each person enters through a score and an information that add up over people, so that leaving one out is a
// subtraction. Refits start next to their solution, where the information hardly changes.

import { addDerivatives, countWeeks, hasArrived, hasRunAway, partOut, solve } from "./newton.js";

const REFIT_STEPS = 15;
// People are taken some at a time, as Python takes them.
const CHUNK_CELLS = 1e6;
const REFIT_CELLS = 2e5;

// The coefficients without each person (K x people), NaN where one then rests on nothing.
export function leaveOut(cells, everyone, size, exact) {
  const n = cells.k + cells.t;
  const found = Array.from({ length: cells.k }, () => new Float64Array(cells.g).fill(NaN));
  const keep = (i, parameters) => parameters && found.forEach((column, p) => (column[i] = parameters[p]));
  const atOnce = Math.max(1, Math.floor(CHUNK_CELLS / (n * n)));
  const together = Math.max(1, Math.floor(REFIT_CELLS / Math.max(cells.g * cells.t, 1)));
  for (let first = 0; first < cells.g; first += atOnce) {
    const set = [];
    for (let i = first; i < Math.min(first + atOnce, cells.g); i++) {
      const near = stepWithout(cells, i, everyone, size);
      if (near && exact) set.push(near);
      else if (near) keep(i, near.parameters);
    }
    for (let from = 0; from < set.length; from += together) {
      const some = set.slice(from, from + together);
      refit(cells, some, everyone).forEach((parameters, at) => keep(some[at].i, parameters));
    }
  }
  return found;
}

// One of Newton's steps away from everyone's parameters, without a person; null where that leaves nothing.
function stepWithout(cells, i, everyone, size) {
  const { t, k } = cells;
  const n = k + t;
  const score = new Float64Array(n);
  const own = new Float64Array(n * n);
  addDerivatives(cells, i, everyone.shares, score, own);
  for (let j = 0; j < t; j++) score[k + j] += cells.counts[i * t + j];
  const left = everyone.information.slice();
  for (let a = 0; a < n; a++) {
    for (let b = a; b < n; b++) left[a * n + b] = left[b * n + a] -= own[a * n + b];
  }
  const { known, solve: inverse } = partOut(left, size, k);
  if (!known.every(Boolean)) return null;
  const step = inverse(score);
  return { i, inverse, parameters: everyone.parameters.map((value, at) => value - step[at]) };
}

// The parameters without each of some people, by steps of one and the same inverse; what has not arrived when
// the others have takes Newton's way.
function refit(cells, some, everyone) {
  const sets = some.map(({ i, inverse, parameters }) => {
    const own = countWeeks(cells, i);
    return { i, inverse, own, events: own.reduce((a, b) => a + b, 0), parameters: parameters.slice() };
  });
  for (let count = 0; count < REFIT_STEPS; count++) {
    for (const set of sets) {
      const moved = set.parameters.map((value, at) => value - everyone.parameters[at]);
      const score = scoreOf(cells, set.i, set.own, moved, everyone);
      const step = set.inverse(score);
      for (let at = 0; at < step.length; at++) set.parameters[at] += step[at];
      set.arrived = hasArrived(cells, set.events, score, step) && !hasRunAway(cells, set.parameters);
    }
    if (sets.every((set) => set.arrived)) break;
  }
  return sets.map((set, at) =>
    set.arrived ? set.parameters : (solve(cells, set.i, some[at].parameters)?.parameters ?? null),
  );
}

// The score of all people but one at parameters that have `moved` from everyone's.
function scoreOf(cells, without, own, moved, { shares }) {
  const { g, t, k, x, moments } = cells;
  const score = new Float64Array(k + t);
  const weight = new Float64Array(t);
  const column = x[0];
  const by = moved[0];
  // A week without events has no weight.
  const far = Float64Array.from(own, (events, j) => (events > 0 ? moved[k + j] : -Infinity));
  score.set(own, k);
  for (let i = 0, first = 0; i < g; i++, first += t) {
    if (i === without) continue;
    for (let j = 0, at = first; j < t; j++, at++) weight[j] = far[j] + by * column[at];
    for (let p = 1; p < k; p++) {
      for (let j = 0, at = first; j < t; j++, at++) weight[j] += moved[p] * x[p][at];
    }
    let total = 0;
    for (let j = 0, at = first; j < t; j++, at++) {
      total += weight[j] = shares[at] > 0 ? Math.exp(weight[j]) * shares[at] : 0;
    }
    const factor = cells.totals[i] / (total > 0 ? total : 1);
    for (let j = 0; j < t; j++) score[k + j] -= weight[j] *= factor;
    for (let p = 0; p < k; p++) {
      const column = x[p];
      let sum = 0;
      for (let j = 0, at = first; j < t; j++, at++) sum += weight[j] * column[at];
      score[p] += moments[p][i] - sum;
    }
  }
  return score;
}
