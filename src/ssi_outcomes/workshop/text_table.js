// A text as a table: cut into cells, each row with the line on which it begins; totals, repeated headings and
// blank rows apart.

import { fold, isBlank, known, strip } from "./cells.js";
import { once } from "./once.js";

const SEPARATORS = ["\t", ";", "|", ","];
const SAMPLED = 200;
const HEADING_WITHIN = 30; // rows

// One record of `lines` from `start` on: its cells and the line after it, or null where a quote is not
// closed.
function cutRecord(lines, start, mark) {
  let [text, at, line] = [lines[start], 0, start];
  if (!text.includes('"')) return { cells: text.split(mark), next: start + 1 };
  const cells = [];
  for (;;) {
    let cell = "";
    if (text[at] === '"') {
      at++;
      for (;;) {
        const end = text.indexOf('"', at);
        if (end < 0) {
          cell += `${text.slice(at)}\n`;
          if (++line >= lines.length) return null;
          [text, at] = [lines[line], 0];
        } else if (text[end + 1] === '"') {
          cell += text.slice(at, end + 1);
          at = end + 2;
        } else {
          cell += text.slice(at, end);
          at = end + 1;
          break;
        }
      }
      if (at < text.length && text[at] !== mark) return null;
    } else {
      const end = text.indexOf(mark, at);
      cell = end < 0 ? text.slice(at) : text.slice(at, end);
      at = end < 0 ? text.length : end;
    }
    cells.push(cell);
    if (at >= text.length) return { cells, next: line + 1 };
    at++;
    if (at === text.length) return { cells: [...cells, ""], next: line + 1 };
  }
}

// The share of the sampled rows that have the most frequent number of cells above one.
function agreement(lines, mark) {
  const widths = new Map();
  let total = 0;
  for (let start = 0; start < lines.length && total < SAMPLED;) {
    if (lines[start] === "") start++;
    else {
      const cut = cutRecord(lines, start, mark);
      if (cut === null) break;
      if (cut.cells.some(Boolean)) {
        widths.set(cut.cells.length, (widths.get(cut.cells.length) ?? 0) + 1);
        total++;
      }
      start = cut.next;
    }
  }
  const wide = [...widths].filter(([width]) => width > 1).map(([, count]) => count);
  return Math.max(0, ...wide) / Math.max(total, 1);
}

// Cells of a text, with the lines that could not be cut among `faults`.
export function cutText(content) {
  const lines = content.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  const said = /^"?sep=(.)"?$/i.exec(lines[0] ?? "");
  let start = said ? 1 : 0;
  const sample = lines.slice(0, SAMPLED * 5);
  const scores = SEPARATORS.map((each) => agreement(sample, each));
  const mark = said ? said[1] : SEPARATORS[scores.indexOf(Math.max(...scores))];
  const [rows, faults] = [[], []];
  const nul = content.includes("\0");
  while (start < lines.length) {
    const cut = lines[start] === "" ? { cells: [], next: start + 1 } : cutRecord(lines, start, mark);
    if (cut === null)
      faults.push({ line: start + 1, key: "quote_unclosed", cells: lines[start].split(mark) });
    else if (nul && cut.cells.some((cell) => cell.includes("\0"))) {
      faults.push({ line: start + 1, key: "row_nul", cells: cut.cells });
    } else rows.push({ line: start + 1, cells: cut.cells });
    // What follows an open quote is read again from the next line: it must not swallow the rest.
    start = cut === null ? start + 1 : cut.next;
  }
  return { rows, faults, ragged: true };
}

// What heads each column: {place: column}, by the template's own headings.
function readHeading(cells) {
  const columns = new Map();
  cells.forEach((cell, place) => {
    const name = typeof cell === "string" ? known.heads[fold(cell)] : undefined;
    if (name && ![...columns.values()].includes(name)) columns.set(place, name);
  });
  return columns;
}

// The table under the template's headings, or null where there are none.
export function findTable({ rows, faults, ragged }) {
  const at = rows.slice(0, HEADING_WITHIN).findIndex(({ cells }) => {
    const names = [...readHeading(cells).values()];
    return names.includes("person") && (names.includes("week") || names.includes("read_at"));
  });
  if (at < 0) return null;
  const heading = rows[at].cells;
  const columns = readHeading(heading);
  const unread = heading
    .filter((cell, place) => !columns.has(place) && !isBlank(cell))
    .map((cell) => strip(String(cell)));
  const width = heading.length;
  const above = rows.slice(0, at).filter(({ cells }) => !cells.every(isBlank)).length;
  const table = { columns, heading, unread, rows: [], blank: 0, ignored: above, totals: [], lost: [] };
  Object.assign(table, { who: placeOf(columns, "person"), when: placeOf(columns, "week") });
  faults.filter((fault) => fault.line > rows[at].line).forEach((fault) => table.lost.push(fault));
  const below = rows.slice(at + 1);
  const others = new Set(below.map(({ cells }) => foldText(cells[table.who])));
  const total = once((text) => isTotal(text, others));
  below.forEach((row, place) => sortRow(table, row, { heading, width, ragged, total, first: place === 0 }));
  return table;
}

export const placeOf = (columns, name) => [...columns].find(([, each]) => each === name)?.[0] ?? -1;

const foldText = (cell) => (typeof cell === "string" ? fold(cell) : "");

function sortRow(table, { line, cells }, { heading, width, ragged, total, first }) {
  if (cells.every(isBlank)) table.blank++;
  else if (cells.length === width && cells.every((cell, place) => cell === heading[place])) table.ignored++;
  else if (first && cells.every((cell) => isBlank(cell) || isUnit(cell))) table.ignored++;
  else if (total(cells.find((cell) => !isBlank(cell))) || sumsUp(table, cells, total)) {
    table.ignored++;
    table.totals.push(line);
  } else if (ragged && (cells.length < width || !cells.slice(width).every(isBlank))) {
    const key = cells.length < width ? "row_short" : "row_long";
    table.lost.push({ line, key, cells, values: { count: cells.length, expected: width } });
  } else table.rows.push({ line, cells });
}

const isUnit = (cell) =>
  typeof cell === "string" && cell.length < 40 && known.whole.unit.test(strip(cell).toLowerCase());

function isTotal(cell, others) {
  if (typeof cell !== "string" || cell.length >= 60 || cell.search(known.part.maybeTotal) < 0) return false;
  const text = fold(cell);
  if (known.whole.total.test(text) || known.whole.ofAll.test(text)) return true;
  const of = known.whole.ofOne.exec(text)?.groups;
  return Boolean(of) && others.has(of.after ?? of.before);
}

// A row whose person or week is a total, or whose person is everybody, a mean or a goal.
function sumsUp(table, cells, total) {
  const person = cells[table.who];
  return total(person) || meansTotal(cells[table.when]) || meansNoOne(person);
}

const meansTotal = once((cell) => isTotal(cell, new Set()));
const meansNoOne = once(
  (cell) => typeof cell === "string" && cell.length < 60 && known.whole.noOne.test(fold(cell)),
);
