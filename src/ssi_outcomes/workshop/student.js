// Student's t: the probability below a value, and the value below which a probability lies.

// Lanczos' approximation (g = 7, nine terms): the log of the gamma function, to the fifteenth digit.
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(z) {
  const y = z - 1;
  let sum = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i] / (y + i);
  const t = y + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
}

// The continued fraction of the incomplete beta function, by Lentz's method.
function continuedFraction(a, b, x) {
  const tiny = 1e-300;
  const held = (value) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / held(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 20000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / held(1 + even * d);
    c = held(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / held(1 + odd * d);
    c = held(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return h;
}

function incompleteBeta(a, b, x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(a, b, x)) / a
    : 1 - (front * continuedFraction(b, a, 1 - x)) / b;
}

// The probability that a t with so many degrees of freedom lies below `t`.
export function studentBelow(t, freedom) {
  if (Number.isNaN(t)) return NaN;
  const square = t * t;
  // Half of both tails; where t is small, from the other end, so that no digit is lost.
  const tail =
    square < 1
      ? 0.5 - 0.5 * incompleteBeta(0.5, freedom / 2, square / (freedom + square))
      : 0.5 * incompleteBeta(freedom / 2, 0.5, freedom / (freedom + square));
  return t > 0 ? 1 - tail : tail;
}

// The value below which the share `p` of a t with so many degrees of freedom lies.
export function studentQuantile(p, freedom) {
  if (p === 0.5) return 0;
  if (p > 0.5) return -studentQuantile(1 - p, freedom);
  let low = -1;
  while (studentBelow(low, freedom) > p) low *= 2;
  let high = 0;
  for (let i = 0; i < 200 && high - low > 1e-15 * Math.abs(low); i++) {
    const middle = (low + high) / 2;
    if (studentBelow(middle, freedom) > p) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
