// Poisson likelihood with person and week effects, and Newton's way to its top.
//
// Given a person's total, the counts of that person's weeks are multinomial, so that person effects need no
// parameter. Cells are people x weeks, row by row; where the exposure is 0 there is no row. Parameters are
// the K coefficients, then one effect for each week, all on the log scale.

import { diagonal, factor, solver, withRidge } from "./algebra.js";

const STEPS = 200;
const HALVINGS = 20;
const TOLERANCE = 1e-10;
// Log likelihood per event that a step may still gain at the top.
const GAIN = 1e-9;
// A coefficient that moves the fitted log rate by more than this is on its way to infinity: separated data.
const RUNAWAY = 200;
// A regressor is unknown where less than this share of its movement is its own, weeks and others taken out.
const OWN_SHARE = 1e-8;

// Events of each week, of all people but the one who is left out (-1: of all).
export function countWeeks(cells, without) {
  const own = new Float64Array(cells.t);
  for (let i = 0; i < cells.g; i++) {
    if (i !== without) for (let j = 0; j < cells.t; j++) own[j] += cells.counts[i * cells.t + j];
  }
  return own;
}

// Log likelihood, score and information at the parameters, and each week's expected share of its person's
// events.
export function evaluate(cells, without, parameters) {
  const { g, t, k } = cells;
  const n = k + t;
  const own = countWeeks(cells, without);
  const score = new Float64Array(n);
  const information = new Float64Array(n * n);
  const shares = new Float64Array(g * t);
  let value = 0;
  for (let i = 0; i < g; i++) {
    if (i === without) continue;
    value += addPerson(cells, i, own, parameters, shares);
    addDerivatives(cells, i, shares, score, information);
  }
  for (let j = 0; j < t; j++) score[k + j] += own[j];
  for (let a = 0; a < n; a++) for (let b = 0; b < a; b++) information[a * n + b] = information[b * n + a];
  return { value, score, information, shares };
}

function addPerson(cells, i, own, parameters, shares) {
  const { t, k, counts, exposure, x } = cells;
  let [top, value] = [-Infinity, 0];
  const rate = new Float64Array(t);
  for (let j = 0; j < t; j++) {
    rate[j] = parameters[k + j];
    for (let p = 0; p < k; p++) rate[j] += x[p][i * t + j] * parameters[p];
    if (exposure[i * t + j] > 0 && own[j] > 0) top = Math.max(top, rate[j]);
    if (counts[i * t + j] > 0) value += counts[i * t + j] * rate[j];
  }
  if (top === -Infinity) top = 0;
  let total = 0;
  for (let j = 0; j < t; j++) {
    if (!(exposure[i * t + j] > 0 && own[j] > 0)) continue;
    total += shares[i * t + j] = Math.exp(rate[j] - top) * exposure[i * t + j];
  }
  if (total === 0) total = 1;
  for (let j = 0; j < t; j++) shares[i * t + j] /= total;
  return value - cells.totals[i] * (Math.log(total) + top);
}

// Adds a person's score, all but the week's own events, and the upper half of the information.
export function addDerivatives(cells, i, shares, score, information) {
  const { t, k, x, totals } = cells;
  const n = k + t;
  const all = totals[i];
  const mean = meanOf(cells, i, shares);
  for (let p = 0; p < k; p++) {
    score[p] += cells.moments[p][i] - all * mean[p];
    for (let q = p; q < k; q++) {
      let square = 0;
      for (let j = 0; j < t; j++) square += shares[i * t + j] * x[p][i * t + j] * x[q][i * t + j];
      information[p * n + q] += all * (square - mean[p] * mean[q]);
    }
  }
  for (let j = 0; j < t; j++) {
    const share = shares[i * t + j];
    if (share === 0) continue;
    score[k + j] -= all * share;
    for (let p = 0; p < k; p++) information[p * n + k + j] += all * share * (x[p][i * t + j] - mean[p]);
    const row = (k + j) * n + k;
    information[row + j] += all * share;
    for (let other = j; other < t; other++) information[row + other] -= all * share * shares[i * t + other];
  }
}

function meanOf(cells, i, shares) {
  const { t, k, x } = cells;
  const mean = new Float64Array(k);
  for (let p = 0; p < k; p++) for (let j = 0; j < t; j++) mean[p] += shares[i * t + j] * x[p][i * t + j];
  return mean;
}

const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);

// No coefficient moves any more; week effects may: some run to infinity, where they matter no longer.
export function hasArrived(cells, events, score, step) {
  if (!(Math.abs(dot(score, step)) <= GAIN * events)) return false;
  for (let p = 0; p < cells.k; p++) if (!(Math.abs(step[p]) < TOLERANCE)) return false;
  return true;
}

export function hasRunAway(cells, parameters) {
  cells.range ??= cells.x.map((column) => {
    let [low, high] = [Infinity, -Infinity];
    column.forEach((value, at) => {
      if (cells.exposure[at] > 0) [low, high] = [Math.min(low, value), Math.max(high, value)];
    });
    return high - low;
  });
  return cells.range.some((range, p) => Math.abs(parameters[p]) * range > RUNAWAY);
}

// Which coefficients the data can tell from all else, and how to solve for them all; weeks come first, the
// score last.
export function partOut(information, size, k) {
  const order = [];
  for (let i = k; i < size.length; i++) order.push(i);
  for (let i = 1; i < k; i++) order.push(i);
  if (k) order.push(0);
  const { own, solve } = factor(withRidge(information, size), order);
  const known = Array.from({ length: k }, (_, p) => size[p] <= 0 || own[p] > OWN_SHARE * size[p]);
  return { known, solve };
}

// The parameters that fit all people but one (-1: all), or null: Newton's steps, halved where they lose
// likelihood.
export function solve(cells, without, start) {
  const n = cells.k + cells.t;
  const events = dot(
    cells.totals,
    cells.totals.map((_, i) => (i === without ? 0 : 1)),
  );
  let parameters = start;
  let now = evaluate(cells, without, parameters);
  const size = diagonal(now.information, n);
  for (let count = 0; count < STEPS; count++) {
    const step = solver(withRidge(now.information, diagonal(now.information, n).map(Math.abs)), n)(now.score);
    const before = now;
    let [length, tried] = [1, null];
    for (let half = 0; half < HALVINGS; half++) {
      tried = parameters.map((value, i) => value + length * step[i]);
      now = evaluate(cells, without, tried);
      if (now.value >= before.value - 1e-9 * Math.abs(before.value)) break;
      length /= 2;
    }
    parameters = tried;
    if (hasRunAway(cells, tried)) return null;
    if (
      hasArrived(
        cells,
        events,
        before.score,
        step.map((value) => length * value),
      )
    ) {
      return partOut(now.information, size, cells.k).known.every(Boolean) ? { parameters, ...now } : null;
    }
  }
  return null;
}
