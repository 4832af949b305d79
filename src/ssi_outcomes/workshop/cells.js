// Cells read strictly, as Python's reader does: a number, a count, a score is sure, or refused with its
// reason.
//
// A cell is a text, a number, {day, minutes} (a date of a workbook; days from 1970-01-01) or null. The
// patterns are Python's own (told_forms.py); `learn` takes them.

import { MOST_KEPT, once } from "./once.js";

export const known = {};

// A cell, or a row, that cannot be read surely: `key` names the sentence, `values` fill it in. `days` are the
// first and last day that it may be about.
export class Fault extends Error {
  constructor(key, values = {}, days = null) {
    super(key);
    Object.assign(this, { key, values, days });
  }
}

export function learn(told) {
  const whole = ([source, flags]) => new RegExp(`^(?:${source})$`, flags);
  Object.assign(known, told);
  known.whole = Object.fromEntries(Object.entries(told.patterns).map(([name, form]) => [name, whole(form)]));
  known.part = Object.fromEntries(
    Object.entries(told.patterns).map(([name, [source, flags]]) => [name, new RegExp(source, `g${flags}`)]),
  );
  known.numberForms = told.numbers.map(([kind, form]) => [kind, whole(form)]);
  known.dateForms = told.dates.map(([kind, form]) => [kind, whole(form)]);
  known.gaps = new RegExp(told.group, "gu");
  known.blanks = new Set(told.spaces);
  known.scores = [...Object.keys(known.points), ...known.ranks];
  known.total = ["ssi", ...known.pillars];
}

export function strip(text) {
  let [start, end] = [0, text.length];
  while (start < end && known.blanks.has(text[start])) start++;
  while (end > start && known.blanks.has(text[end - 1])) end--;
  return text.slice(start, end);
}

export function isBlank(cell) {
  if (typeof cell !== "string") return cell === null;
  let at = 0;
  while (at < cell.length && known.blanks.has(cell[at])) at++;
  return at === cell.length;
}

export function readText(cell) {
  if (typeof cell === "string") return strip(cell);
  if (cell === null) return "";
  return typeof cell === "object" ? showDay(cell.day) : String(cell);
}

export const showDay = (day) => new Date(day * 864e5).toISOString().slice(0, 10);

// A cell as a sentence may quote it: short, on one line.
export function showCell(cell) {
  const text = readText(cell);
  return text.slice(0, 80).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "?") + (text.length > 80 ? "…" : "");
}

const lower = (text) => text.toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");

// Names of things as they are compared: no case, accents, invisible signs; one apostrophe; separators as one
// space.
export const fold = once((text) => {
  const plain = lower(text.normalize("NFKC").replace(known.part.invisible, ""));
  const bare = plain
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .replace(known.part.apostrophes, "'");
  return bare.replace(known.part.separators, " ").trim();
});

// What two spellings of one person's name share.
export const sameName = once((name) => {
  const letters = lower(name.normalize("NFKC"))
    .normalize("NFKD")
    .replace(/[\p{Mn}\p{Cf}]/gu, "");
  return letters
    .normalize("NFKC")
    .replace(known.part.apostrophes, "'")
    .split(/\s+/)
    .filter(Boolean)
    .join(" ");
});

export const meansTeam = once((name) => {
  const text = fold(name).replace(/^[()[\]<> ]+|[()[\]<> ]+$/g, "");
  return known.teams.includes(text) || !sameName(name);
});

export function readPerson(cell) {
  const text = readText(cell);
  const nameless = isError(text) || known.whole.signs.test(text);
  if (nameless || known.noNames.includes(fold(text)))
    throw new Fault("person_unreadable", { value: text.slice(0, 80) });
  const parts = text.replace(known.part.aside, "").trim().split(known.part.between);
  if (parts.length > 1 && parts.every((part) => known.whole.one.test(part))) {
    throw new Fault("person_several", { value: text.slice(0, 80) });
  }
  return text;
}

const isUnsaved = (cell) => cell.startsWith("#=");

export function isError(cell) {
  if (typeof cell !== "string") return false;
  return isUnsaved(cell) || (cell.length < 40 && known.whole.error.test(strip(cell)));
}

// A cell by its reader; null where it is blank, a fault where it shows the error of a formula.
export function readCell(cell, read) {
  if (isBlank(cell)) return null;
  if (isError(cell)) {
    if (isUnsaved(cell)) throw new Fault("formula_unsaved", { value: showCell(cell.slice(1)) });
    throw new Fault("cell_error", { value: showCell(cell) });
  }
  return read(cell);
}

// A reader that reads each text once, faults too.
export function remembering(read) {
  const found = new Map();
  return (cell) => {
    if (typeof cell !== "string") return readCell(cell, read);
    let said = found.get(cell);
    if (!said) {
      try {
        said = { value: readCell(cell, read) };
      } catch (fault) {
        said = { fault };
      }
      if (found.size < MOST_KEPT) found.set(cell, said);
    }
    if (said.fault) throw said.fault;
    return said.value;
  };
}

// Which form of a number a cell has (null: none), and its text without sign.
function formOf(cell) {
  let text = readText(cell);
  if ("-+\u2212".includes(text[0] ?? "x")) text = text.slice(1);
  const form = text.length < 40 ? known.numberForms.find(([, pattern]) => pattern.test(text)) : undefined;
  return [form ? form[0] : null, text];
}

function markOf(kind, text) {
  if (kind === "english") return ".";
  if (kind === "continental") return ",";
  return text.includes(",") ? "," : text.includes(".") ? "." : null;
}

// The decimal mark of a column, as its sure cells show (null: no cell needs to know), and whether one is
// unsure.
export function inferNumbers(cells) {
  const marks = new Set();
  let unsure = false;
  for (const cell of cells) {
    if (typeof cell !== "string" || !/[.,]/.test(cell)) continue;
    const [kind, text] = known.whole.plain.test(cell) ? ["decimal", cell] : formOf(cell);
    if (kind === "unsure") unsure = true;
    else if (kind && markOf(kind, text)) marks.add(markOf(kind, text));
  }
  return { decimal: marks.size === 1 ? [...marks][0] : null, open: unsure && marks.size !== 1 };
}

export function readNumber(cell, decimal = null) {
  if (typeof cell === "string" && known.whole.plain.test(cell)) return Number(cell.replace(",", "."));
  if (typeof cell === "object" && cell !== null)
    throw new Fault("number_is_date", { value: showCell(cell) });
  if (typeof cell === "number") return finite(cell, cell);
  const [kind, text] = formOf(cell);
  if (kind === null)
    throw new Fault(isBlank(cell) ? "number_missing" : "number_unreadable", { value: showCell(cell) });
  const mark = kind === "unsure" ? decimal : markOf(kind, text);
  if (kind === "unsure" && mark === null) throw new Fault("number_ambiguous", { value: text });
  const negative = "-\u2212".includes(readText(cell)[0]);
  const digits = text.replace(known.gaps, "").replaceAll(mark === "," ? "." : ",", "");
  if (/^[0-9]*/.exec(digits)[0].length > known.digits) {
    throw new Fault("number_too_long", { value: showCell(cell), limit: known.digits });
  }
  return finite(Number(digits.replaceAll(",", ".")) * (negative ? -1 : 1), cell);
}

function finite(number, cell) {
  if (!Number.isFinite(number)) throw new Fault("number_unreadable", { value: showCell(cell) });
  return number;
}

// A whole number of zero or more; 1,234 is 1234 here, for nothing else is whole.
export function readCount(cell, decimal = null) {
  let number;
  try {
    number = readNumber(cell, decimal);
  } catch (fault) {
    if (fault.key === "number_unreadable") throw new Fault("count_unreadable", { value: showCell(cell) });
    if (fault.key !== "number_ambiguous" || fault.values.value.endsWith("000")) throw fault;
    const sign = "-\u2212".includes(readText(cell)[0]) ? -1 : 1;
    number = Number(fault.values.value.replace(/[.,]/g, "")) * sign;
  }
  if (number < 0 || !Number.isInteger(number) || number > 1e15) {
    throw new Fault("count_not_whole", { value: showCell(cell) });
  }
  return number;
}

// A score as typed: 53, 52,6, 53/100; 13.118 is 13 and a bit, for no score has thousands.
export function readScore(cell, most = 100) {
  if (typeof cell === "string" && known.whole.score.test(cell)) return Number(cell.replace(",", "."));
  const text = readText(cell);
  const per = typeof cell === "string" ? known.whole.per.exec(text)?.groups : null;
  if (per && Number(per.whole) !== most)
    throw new Fault("score_out_of", { value: showCell(cell), expected: most });
  if (most === 100 && typeof cell === "string" && text.endsWith("%")) return readPercent(cell);
  const number = per ? per.number : cell;
  const [kind, digits] = typeof number === "string" ? formOf(number) : [null, ""];
  try {
    return readNumber(number, kind === "unsure" ? (digits.includes(",") ? "," : ".") : null);
  } catch (fault) {
    if (fault.key !== "number_unreadable") throw fault;
    throw new Fault("score_unreadable", { value: showCell(cell), most });
  }
}

function readPercent(cell) {
  const text = typeof cell === "string" ? readText(cell) : "";
  const marked = text.endsWith("%");
  const number = readNumber(marked ? text.slice(0, -1) : cell);
  if (!marked && Math.abs(number) > 0 && Math.abs(number) < 1) {
    throw new Fault("percent_fraction", { value: showCell(cell) });
  }
  return number;
}

// A rank in percent: 5 for "Top 5 %", "5 %", 5.
export function readRank(cell) {
  if (typeof cell !== "string") return readPercent(cell);
  const text = readText(cell);
  const rank = known.whole.rank.exec(text)?.groups;
  if (!rank) throw new Fault(text ? "rank_unreadable" : "rank_missing", { value: showCell(cell) });
  return readPercent(rank.number.trim() + (text.includes("%") ? " %" : ""));
}
