// Which names could be one person's: initials, first names alone, another order, an address, a slip. None is
// taken for sure; whoever pastes them is asked.

import { known, sameName } from "./cells.js";

const SLIP = 4; // letters from which a word may have one slip
export const MOST_NAMES = 400; // names that are compared with one another: beyond, it is no room's table

const digits = (word) => /\d/.test(word);
const stripped = (word) => word.replace(/(?<!\d)0+(?=\d)/g, "");
const size = (words) => words.join("").length;

function wordsOf(name) {
  const own = name.trim().slice(1).includes("@") ? name.slice(0, name.indexOf("@")) : name;
  return sameName(own).match(known.part.nameWord) ?? [];
}

// Each pair of different people's names that could be one person's.
export function findAlike(names) {
  const different = [...new Map(names.map((name) => [sameName(name), name])).values()].sort();
  if (different.length > MOST_NAMES) return [];
  const words = different.map(wordsOf);
  const found = [];
  for (let i = 0; i < different.length; i++) {
    for (let j = i + 1; j < different.length; j++) {
      if (couldBeOne(words[i], words[j])) found.push([different[i], different[j]]);
    }
  }
  return found;
}

function couldBeOne(first, second) {
  const [short, long] = [first, second].sort((a, b) => a.length - b.length || size(a) - size(b));
  return short.length > 0 && (fits(short, long) || isGlued(short, long) || hasSlip(short, long));
}

const same = (one, other) => one === other || (stripped(one) === stripped(other) && digits(one));
const isInitial = (one, other) =>
  Math.min(one.length, other.length) === 1 && one[0] === other[0] && /\p{L}/u.test(one[0]);

// Each word of the one is, or begins as an initial, a word of its own of the other; at least one is whole,
// unless all are initials.
function fits(short, long) {
  const left = [...long];
  let initials = 0;
  for (const word of [...short].sort((a, b) => b.length - a.length)) {
    let at = left.findIndex((each) => same(word, each));
    if (at < 0) {
      at = left.findIndex((each) => isInitial(word, each));
      initials++;
    }
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return initials < short.length || (short.length === long.length && long.length > 1);
}

// The one writes the other's names, or initials of them, as one word, as addresses do.
function isGlued(short, long) {
  if (short.length !== 1 || long.length < 2 || digits(short[0])) return false;
  const [first, last] = [long[0], long.at(-1)];
  const ways = [
    first + last,
    last + first,
    first[0] + last,
    last + first[0],
    first + last[0],
    first[0] + last[0],
  ];
  return [...ways, long.join(""), long.map((word) => word[0]).join("")].includes(short[0]);
}

function hasSlip(first, second) {
  if (first.join("") === second.join("")) return true;
  if (first.length !== second.length || digits([...first, ...second].join(""))) return false;
  const differ = first.map((word, at) => [word, second[at]]).filter(([one, other]) => one !== other);
  return (
    differ.length === 1 &&
    Math.min(...differ[0].map((word) => word.length)) >= SLIP &&
    oneLetter(...differ[0])
  );
}

// One letter more, one other, or two neighbours exchanged.
function oneLetter(one, other) {
  const [a, b] = one.length > other.length ? [other, one] : [one, other];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
  return a.slice(at + 1) === b.slice(at + 1) || swapped;
}
