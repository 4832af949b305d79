// The comparison within people: rows laid out as people x weeks, the estimates, and their uncertainty by
// leaving out one person at a time. The likelihood is in newton.js, the estimates without each person in
// jackknife.js.

import { diagonal, solver, withRidge } from "./algebra.js";
import { leaveOut } from "./jackknife.js";
import { evaluate, partOut, solve } from "./newton.js";

// Differences from a person's mean below this share of the largest value are rounding.
const ROUNDING = 1e-12;
// Beyond so many people x people x weeks, one step stands for the refit without each person.
const EXACT_CELLS = 3e6;

// Rows (person and week numbered from 0) as cells, without people and weeks that have no event: those say
// nothing of a ratio.
export function layCells(rows, regressors) {
  const totals = new Map();
  rows.forEach((row) => totals.set(row.person, (totals.get(row.person) ?? 0) + row.count));
  const people = [...totals.keys()].filter((person) => totals.get(person) > 0).sort((a, b) => a - b);
  const weekly = new Map();
  rows.forEach((row) => {
    if (totals.get(row.person) > 0) weekly.set(row.week, (weekly.get(row.week) ?? 0) + row.count);
  });
  const weeks = [...weekly.keys()].filter((week) => weekly.get(week) > 0).sort((a, b) => a - b);
  const [g, t] = [people.length, weeks.length];
  const rowOf = new Map(people.map((person, place) => [person, place]));
  const columnOf = new Map(weeks.map((week, place) => [week, place]));
  const made = () => new Float64Array(g * t);
  const cells = { g, t, k: regressors.length, counts: made(), exposure: made(), x: regressors.map(made) };
  for (const row of rows) {
    const [i, j] = [rowOf.get(row.person), columnOf.get(row.week)];
    if (i === undefined || j === undefined) continue;
    cells.counts[i * t + j] = row.count;
    cells.exposure[i * t + j] = row.exposure;
    regressors.forEach((name, k) => (cells.x[k][i * t + j] = row[name]));
  }
  return finish(cells);
}

// The sums that each step asks for; the totals of people never change.
function finish(cells) {
  const { g, t, k } = cells;
  cells.totals = new Float64Array(g);
  cells.moments = Array.from({ length: k }, () => new Float64Array(g));
  for (let i = 0; i < g; i++) {
    for (let j = 0; j < t; j++) {
      cells.totals[i] += cells.counts[i * t + j];
      for (let p = 0; p < k; p++) cells.moments[p][i] += cells.counts[i * t + j] * cells.x[p][i * t + j];
    }
  }
  return cells;
}

// Regressors without each person's mean, as shares of their largest movement, and that movement.
function scale(cells) {
  const { g, t, exposure } = cells;
  const width = [];
  const x = cells.x.map((column, p) => {
    const moved = new Float64Array(g * t);
    let largest = 0;
    column.forEach((value, at) => {
      if (exposure[at] > 0) largest = Math.max(largest, Math.abs(value));
    });
    for (let i = 0; i < g; i++) {
      let [sum, n] = [0, 0];
      for (let at = i * t; at < (i + 1) * t; at++) if (exposure[at] > 0) [sum, n] = [sum + column[at], n + 1];
      for (let at = i * t; at < (i + 1) * t; at++) {
        const gap = exposure[at] > 0 ? column[at] - sum / Math.max(n, 1) : 0;
        moved[at] = Math.abs(gap) > ROUNDING * largest ? gap : 0;
      }
    }
    const most = moved.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    width[p] = most > 0 ? most : 1;
    return moved.map((value) => value / width[p]);
  });
  return [finish({ ...cells, x }), width];
}

// The estimates of K coefficients (NaN: not to be told from weeks or others), those without each person, and
// what each person contributes to each; null where the data put no bound on a coefficient.
export function fit(laid) {
  const [scaled, width] = scale(laid);
  const { g, t, k } = scaled;
  const n = k + t;
  const none = new Float64Array(n);
  const information = evaluate(scaled, -1, none).information;
  let size = diagonal(information, n);
  const known = partOut(information, size, k).known.map((holds, p) => holds && size[p] > 0);
  if (!known[0]) return empty(k, g);
  // What cannot be told from weeks takes nothing from the others: it is as good as absent.
  const x = scaled.x.map((column, p) => (known[p] ? column : column.map(() => 0)));
  const cells = finish({ ...scaled, x });
  size = size.map((value, i) => (i < k && !known[i] ? 0 : value));
  const found = solve(cells, -1, none);
  if (found === null) return null;
  const unit = width.map((value, p) => (known[p] ? value : NaN));
  const leftOut = leaveOut(cells, found, size, g * g * t <= EXACT_CELLS);
  return {
    coefficients: unit.map((value, p) => found.parameters[p] / value),
    leftOut: unit.map((value, p) => leftOut[p].map((each) => each / value)),
    information: width.map((value, p) => contribute(cells, found, p).map((own) => own * value * value)),
  };
}

function empty(k, g) {
  const filled = (value) => Array.from({ length: k }, () => new Float64Array(g).fill(value));
  return { coefficients: Array(k).fill(NaN), leftOut: filled(NaN), information: filled(0) };
}

// What each person adds to the information on one coefficient, all other parameters following it (Frisch,
// Waugh and Lovell).
function contribute(cells, found, one) {
  const { g, t, k, x } = cells;
  const n = k + t;
  const own = new Float64Array(g);
  if (!(found.information[one * n + one] > 0)) return own;
  const others = Array.from({ length: n }, (_, i) => i).filter((i) => i !== one);
  const rest = new Float64Array((n - 1) * (n - 1));
  others.forEach((a, i) => others.forEach((b, j) => (rest[i * (n - 1) + j] = found.information[a * n + b])));
  const solved = solver(
    withRidge(rest, diagonal(rest, n - 1)),
    n - 1,
  )(others.map((a) => -found.information[a * n + one]));
  const direction = new Float64Array(n);
  direction[one] = 1;
  others.forEach((a, i) => (direction[a] = solved[i]));
  for (let i = 0; i < g; i++) {
    let [mean, square] = [0, 0];
    for (let j = 0; j < t; j++) {
      let moved = direction[k + j];
      for (let p = 0; p < k; p++) moved += x[p][i * t + j] * direction[p];
      mean += found.shares[i * t + j] * moved;
      square += found.shares[i * t + j] * moved * moved;
    }
    own[i] = cells.totals[i] * (square - mean * mean);
  }
  return own;
}

// The jackknife's standard error of each coefficient: sqrt((G - 1) / G * sum of squared changes).
export function standardErrors(fitted) {
  return fitted.coefficients.map((value, p) => {
    const left = fitted.leftOut[p];
    const sum = left.reduce((all, each) => all + (each - value) ** 2, 0);
    return Math.sqrt(((left.length - 1) / left.length) * sum);
  });
}
