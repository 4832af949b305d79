// Small dense matrices, row by row in a Float64Array: what Newton's steps and the jackknife ask of them.

const RIDGE = 1e-10;
const FLOOR = 1e-13;

// A copy with a hair of `size` on the diagonal, and 1 where there is none: the level of all week effects
// together is free, and the equations have to be solvable all the same.
export function withRidge(matrix, size) {
  const n = size.length;
  const held = Float64Array.from(matrix);
  const most = size.reduce((a, b) => Math.max(a, b), 0);
  for (let i = 0; i < n; i++) held[i * n + i] += size[i] > 0 ? RIDGE * size[i] + FLOOR * most : 1;
  return held;
}

export function diagonal(matrix, n) {
  return Float64Array.from({ length: n }, (_, i) => matrix[i * n + i]);
}

// LU with partial pivoting, in place; returns the order of rows.
function decompose(a, n) {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let k = 0; k < n; k++) {
    let top = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i * n + k]) > Math.abs(a[top * n + k])) top = i;
    if (top !== k) {
      for (let j = 0; j < n; j++) [a[k * n + j], a[top * n + j]] = [a[top * n + j], a[k * n + j]];
      [order[k], order[top]] = [order[top], order[k]];
    }
    const pivot = a[k * n + k];
    for (let i = k + 1; i < n; i++) {
      const factor = a[i * n + k] / pivot;
      if (factor === 0) continue;
      a[i * n + k] = factor;
      for (let j = k + 1; j < n; j++) a[i * n + j] -= factor * a[k * n + j];
    }
  }
  return order;
}

// Returns a function that solves `matrix` x = right hand side, decomposed once.
export function solver(matrix, n) {
  const a = Float64Array.from(matrix);
  const order = decompose(a, n);
  return (right) => {
    const x = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let sum = right[order[i]];
      for (let j = 0; j < i; j++) sum -= a[i * n + j] * x[j];
      x[i] = sum;
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = x[i];
      for (let j = i + 1; j < n; j++) sum -= a[i * n + j] * x[j];
      x[i] = sum / a[i * n + i];
    }
    return x;
  };
}

// Cholesky's factor with the rows in an `order`: `own` is what each parameter has of its own once all those
// before it are taken out, `solve` the solution for a right hand side.
export function factor(matrix, order) {
  const n = order.length;
  const l = new Float64Array(n * n);
  const own = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[order[i] * n + order[j]];
      for (let k = 0, a = i * n, b = j * n; k < j; k++, a++, b++) sum -= l[a] * l[b];
      if (i !== j) l[i * n + j] = l[j * n + j] > 0 ? sum / l[j * n + j] : 0;
      else l[i * n + i] = Math.sqrt((own[order[i]] = Math.max(sum, 0)));
    }
  }
  return { own, solve: (right) => substitute(l, order, right) };
}

function substitute(l, order, right) {
  const n = order.length;
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = right[order[i]];
    for (let j = 0; j < i; j++) sum -= l[i * n + j] * y[j];
    y[i] = sum / l[i * n + i];
  }
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    x[order[i]] = y[i] /= l[i * n + i];
    for (let j = 0; j < i; j++) y[j] -= l[i * n + j] * y[i];
  }
  return x;
}
