// A workbook's sheets as rows of cells: a zip read by its own directory, and what XML the template has.

import { showCell } from "./cells.js";

const LARGEST_PART = 40e6; // bytes of one part, opened
const EPOCH = 25569; // of a workbook's days, that of 1970-01-01
const DAYS = new Set([
  14,
  15,
  16,
  17,
  22,
  45,
  46,
  47,
  ...Array.from({ length: 31 }, (_, i) => 27 + i).filter((id) => id < 37 || id > 49),
]);

// What a zip holds: {name: function that gives its text}; null where it is no zip.
function openZip(buffer) {
  const view = new DataView(buffer);
  let at = buffer.byteLength - 22;
  while (at >= 0 && view.getUint32(at, true) !== 0x06054b50) at--;
  if (at < 0) return null;
  const parts = {};
  let entry = view.getUint32(at + 16, true);
  for (let count = view.getUint16(at + 10, true); count > 0; count--) {
    if (view.getUint32(entry, true) !== 0x02014b50) return null;
    const [packed, size] = [view.getUint32(entry + 20, true), view.getUint32(entry + 24, true)];
    const lengths = [28, 30, 32].map((place) => view.getUint16(entry + place, true));
    const name = new TextDecoder().decode(new Uint8Array(buffer, entry + 46, lengths[0]));
    const [method, start] = [view.getUint16(entry + 10, true), view.getUint32(entry + 42, true)];
    parts[name] = () => unpack(buffer, view, { method, start, packed, size });
    entry += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return parts;
}

async function unpack(buffer, view, { method, start, packed, size }) {
  if (size > LARGEST_PART || (method !== 0 && method !== 8))
    throw new Error("too large, or packed otherwise");
  const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  const bytes = new Uint8Array(buffer, from, packed);
  if (method === 0) return new TextDecoder().decode(bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let [text, total] = ["", 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    total += value.length;
    // What a part says of its own size may be untrue.
    if (total > LARGEST_PART) throw new Error("too large");
    text += decoder.decode(value, { stream: true });
  }
}

const parse = (text) => new DOMParser().parseFromString(text, "application/xml");
const all = (node, name) => [...node.getElementsByTagNameNS("*", name)];
const textOf = (node) =>
  all(node, "t")
    .filter((each) => each.parentNode.localName !== "rPh")
    .map((each) => each.textContent)
    .join("");

// The sheets of a workbook: name, and rows as `cutText` gives them; null where it is none.
export async function openWorkbook(buffer) {
  const parts = openZip(buffer);
  if (!parts || !parts["xl/workbook.xml"]) return null;
  const read = async (name) => (parts[name] ? parse(await parts[name]()) : null);
  const shared = await read("xl/sharedStrings.xml");
  const strings = shared ? all(shared, "si").map(textOf) : [];
  const dated = findDates(await read("xl/styles.xml"));
  const book = await read("xl/workbook.xml");
  const links = all(await read("xl/_rels/workbook.xml.rels"), "Relationship");
  const from1904 = all(book, "workbookPr").some((each) =>
    /^(?:1|true)$/.test(each.getAttribute("date1904") ?? ""),
  );
  const sheets = [];
  for (const sheet of all(book, "sheet")) {
    const id = [...sheet.attributes].find(
      (each) => each.localName === "id" && each.name !== "sheetId",
    )?.value;
    const target = links.find((each) => each.getAttribute("Id") === id)?.getAttribute("Target") ?? "";
    const made = await read(target.startsWith("/") ? target.slice(1) : `xl/${target}`);
    const hidden = (sheet.getAttribute("state") ?? "visible") !== "visible";
    if (made)
      sheets.push({ name: sheet.getAttribute("name"), hidden, ...readSheet(made, strings, dated, from1904) });
  }
  return sheets;
}

// Which of the formats of cells show a date.
function findDates(styles) {
  if (!styles) return [];
  const own = new Map(
    all(styles, "numFmt").map((each) => [each.getAttribute("numFmtId"), each.getAttribute("formatCode")]),
  );
  const plain = (code) => code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, "");
  const formats = all(all(styles, "cellXfs")[0] ?? styles, "xf");
  return formats.map((each) => {
    const id = each.getAttribute("numFmtId");
    return own.has(id) ? /[dmyhs]/i.test(plain(own.get(id))) : DAYS.has(Number(id));
  });
}

function readSheet(sheet, strings, dated, from1904) {
  const rows = [];
  let width = 0;
  for (const row of all(sheet, "row")) {
    const cells = [];
    for (const cell of all(row, "c")) {
      const place = columnOf(cell.getAttribute("r")) ?? cells.length;
      while (cells.length < place) cells.push(null);
      cells[place] = readSheetCell(cell, strings, dated, from1904);
    }
    width = Math.max(width, cells.length);
    rows.push({ line: Number(row.getAttribute("r") ?? rows.length + 1), cells });
  }
  rows.forEach(({ cells }) => {
    while (cells.length < width) cells.push(null);
  });
  spreadMerged(sheet, rows);
  return { rows, faults: [], ragged: false };
}

function columnOf(reference) {
  const letters = /^[A-Z]+/.exec(reference ?? "")?.[0];
  return letters
    ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
    : undefined;
}

function readSheetCell(cell, strings, dated, from1904) {
  const type = cell.getAttribute("t") ?? "n";
  if (type === "inlineStr") return textOf(cell);
  const value = all(cell, "v")[0]?.textContent;
  const formula = all(cell, "f")[0];
  // A formula without a stored result is neither a value nor blank.
  if (value === undefined || value === "")
    return formula && type !== "str" ? `#==${showCell(formula.textContent)}` : null;
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "str" || type === "e") return value;
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  const number = Number(value);
  if (!dated[Number(cell.getAttribute("s") ?? 0)]) return number;
  const days = number + (from1904 ? 1462 : 0) - EPOCH;
  const minutes = Math.round((days - Math.floor(days)) * 1440);
  return { day: Math.floor(days), minutes: minutes || null };
}

// A text or a day that is merged over several cells holds for all of them.
function spreadMerged(sheet, rows) {
  const byLine = new Map(rows.map((row) => [row.line, row.cells]));
  for (const merged of all(sheet, "mergeCell")) {
    const [first, last] = (merged.getAttribute("ref") ?? "").split(":");
    const [top, bottom] = [first, last].map((each) => Number(/\d+/.exec(each ?? "")?.[0]));
    const value = byLine.get(top)?.[columnOf(first)] ?? null;
    for (let line = top; line <= bottom; line++) {
      for (let place = columnOf(first); byLine.has(line) && place <= columnOf(last); place++) {
        byLine.get(line)[place] =
          typeof value === "number" && line + place !== top + columnOf(first) ? null : value;
      }
    }
  }
}
