// What was read and what was refused, table by table, as the terminal would say it.

import { day, has, make, say, table } from "./wording.js";
import { showCell, showDay } from "./cells.js";

const SHOWN = 40; // refused rows

const asCode = (text) => make("code", {}, text);
const line = (text, ...more) => make("p", {}, text, ...more);

// `names` are what the tables are called, `told` what the page knows (headings by language).
export function showRead(made, names, told) {
  const heads = told.headings.scores.join(", ");
  const found = [];
  const rows = [];
  made.tables.forEach((said, place) => {
    if (!said) {
      found.push(
        line(`${say("read.no_table", { table: names[place], heads })} `, asCode(told.commands.check)),
      );
    } else if (said.refusal) {
      const where = say("read.whole", { table: names[place], column: said.refusal.values.column });
      found.push(line(`${where} ${whyRefused(said.refusal)}`));
    } else rows.push([names[place], said.accepted, said.refused.size, said.blank, said.ignored].map(String));
  });
  const columns = ["table", "accepted", "refused", "blank", "aside"].map((name) => say(`read.${name}`));
  if (rows.length) found.unshift(table(columns.join(", "), columns, rows, [1, 2, 3, 4], true));
  made.tables.forEach(
    (said, place) => said && !said.refusal && found.push(...notesOf(said, names[place], told)),
  );
  made.alike.forEach(([one, other]) =>
    found.push(line(say("read.alike", { one: showCell(one), other: showCell(other) }))),
  );
  if (made.many) found.push(line(`${say("read.many")} `, asCode(told.commands.check)));
  if (made.hasTeam) found.push(line(say("read.team")));
  return [...found, ...refusedRows(made, names)];
}

function notesOf(said, name, told) {
  const listed = (places) =>
    places
      .slice(0, 12)
      .map((each) => showCell(String(each)))
      .join(", ");
  const label = (each) => told.labels[each.split(" ")[1]] ?? each.split(" ")[1];
  const notes = [];
  if (said.unread.length) notes.push(say("read.unread", { table: name, columns: listed(said.unread) }));
  if (said.amounts.length)
    notes.push(say("read.amounts", { table: name, columns: said.amounts.map(label).join(", ") }));
  if (said.uncounted.length) {
    const columns = said.uncounted.map(label).join(", ");
    notes.push(say("read.uncounted", { table: name, week: told.headings.week, columns }));
  }
  if (said.totals.length) notes.push(say("read.totals", { table: name, lines: listed(said.totals) }));
  if (said.empty.length) notes.push(say("read.empty", { table: name, n: said.empty.length }));
  if (said.undated) notes.push(say("read.undated", { table: name, n: said.undated }));
  return notes.map((text) => line(text));
}

function refusedRows(made, names) {
  const all = made.tables.flatMap((said, place) =>
    said ? [...said.refused.values()].map((each) => [place, each, said]) : [],
  );
  if (!all.length) return [];
  const rows = all
    .slice(0, SHOWN)
    .map(([place, each, said]) => [
      `${names[place]}, ${say("read.line")} ${each.line}`,
      headOf(each, said),
      cellOf(each, said),
      whyRefused(each),
    ]);
  const columns = ["line", "column", "cell", "why"].map((name) => say(`read.${name}`));
  const shown = table(say("read.refused_head"), columns, rows);
  return all.length > SHOWN ? [shown, line(say("read.more", { n: all.length - SHOWN }))] : [shown];
}

const placeOfColumn = (each, said) => [...said.columns].find(([, name]) => name === each.column)?.[0];

function headOf(each, said) {
  const place = placeOfColumn(each, said);
  return place === undefined ? "" : showCell(String(said.heading[place]));
}

function cellOf(each, said) {
  const place = placeOfColumn(each, said);
  return place === undefined || !each.cells ? "" : showCell(each.cells[place] ?? null);
}

function whyRefused({ key, values }) {
  const shown = { ...values };
  if ("day" in shown) shown.value = day(shown.day);
  if (key === "rule_too_old") shown.first = showDay(shown.first);
  if (shown.other?.line) shown.line = shown.other.line;
  return has(`refused.${key}`) ? say(`refused.${key}`, shown) : key;
}
