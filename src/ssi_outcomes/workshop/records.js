// A table's rows as readings and counts: each row accepted whole, refused with its reason, blank or set
// aside.

import {
  Fault,
  inferNumbers,
  isBlank,
  known,
  readCount,
  readPerson,
  readRank,
  readScore,
  remembering,
} from "./cells.js";
import { inferOrder } from "./days.js";
import { readOneDay, readWeek } from "./spans.js";

// What every column of a table is read by; raises Fault with its column where the column as a whole leaves it
// open.
function readersOf(table, today) {
  const readers = [];
  for (const [place, name] of table.columns) {
    const cells = table.rows.map((row) => row.cells[place] ?? null);
    try {
      const read = readerOf(name, cells, today);
      if (read) readers.push({ place, name, read: remembering(read) });
    } catch (fault) {
      throw new Fault(fault.key, { ...fault.values, column: String(table.heading[place]) });
    }
  }
  return readers;
}

function readerOf(name, cells, today) {
  if (name === "person") return readPerson;
  if (name === "read_at" || name === "week") {
    const order = inferOrder(cells);
    return (cell) => (name === "week" ? readWeek : readOneDay)(cell, order, today);
  }
  if (known.ranks.includes(name)) return readRank;
  if (name in known.points) return (cell) => readScore(cell, known.points[name]);
  return /^(?:outcome|activity) /.test(name) ? countReader(cells) : null;
}

function countReader(cells) {
  const different = [...new Set(cells)];
  const { decimal, open } = inferNumbers(different);
  for (const cell of open ? different : []) {
    try {
      if (!isBlank(cell)) readCount(cell);
    } catch (fault) {
      if (fault.key === "number_ambiguous") throw new Fault("asks_numbers", fault.values);
    }
  }
  return (cell) => readCount(cell, decimal);
}

const isCount = (name) => /^(?:outcome|activity) /.test(name);

// What a table says: readings and counts by row, gaps (what is not known), and what became of each row.
// `today` is a day; `refusal` says why nothing of the table was read.
export function readTable(table, today, source) {
  const names = [...table.columns.values()];
  const said = {
    source,
    readings: [],
    counts: [],
    gaps: [],
    refused: new Map(),
    accepted: 0,
    blank: table.blank,
  };
  Object.assign(said, {
    columns: table.columns,
    heading: table.heading,
    ignored: table.ignored,
    totals: table.totals,
    unread: table.unread,
    undated: 0,
    empty: [],
  });
  // A day's counts are not a week's: without its week nothing is counted.
  const counted = names.includes("week") ? names.filter(isCount) : [];
  said.counted = counted.filter((name) => name.startsWith("outcome ")).map((name) => name.slice(8));
  said.uncounted = names.includes("week") ? [] : names.filter(isCount);
  said.amounts = names.filter((name) => name.startsWith("amount "));
  said.hasScore = names.some((name) => known.total.includes(name));
  let readers;
  try {
    readers = readersOf(table, today);
  } catch (fault) {
    return { ...said, refusal: { key: fault.key, values: fault.values } };
  }
  table.rows.forEach((row) => readRow(row, readers, { counted, names, today, said }));
  table.lost.forEach(({ line, key, cells, values }) =>
    loseLine(line, key, cells, values, readers, { counted, said }),
  );
  return said;
}

function takeCells(cells, readers) {
  const [row, faults] = [{}, []];
  for (const { place, name, read } of readers) {
    try {
      row[name] = read(cells[place] ?? null);
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      faults.push([name, fault]);
    }
  }
  return [row, faults];
}

function readRow({ line, cells }, readers, { counted, names, today, said }) {
  const [row, faults] = takeCells(cells, readers);
  const refuse = (found) => {
    refuseLine(said, line, found[0][1], found[0][0], cells);
    loseRow(said, line, row, found, counted);
  };
  if (faults.length) return refuse(faults);
  const stated = counted.filter((name) => row[name] !== null);
  if (!stated.length && known.scores.every((name) => row[name] == null))
    return leaveBlank(said, line, row, counted, today);
  if (row.person === null) return refuse([["person", new Fault("person_blank")]]);
  try {
    const period = stated.length || row.read_at == null ? countedDays(row, names) : null;
    for (const name of counted) {
      if (row[name] === null) loseCount(said, line, row.person, name, period ?? countedDays(row, names));
      else
        said.counts.push({
          source: said.source,
          line,
          person: row.person,
          name,
          start: period[0],
          end: period[1],
          count: row[name],
        });
    }
    if (said.hasScore) takeReading(said, line, row, period, today);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return refuse([["week", fault]]);
  }
  said.accepted++;
}

// First and last day of what a row counts.
function countedDays(row, names) {
  if (row.week != null) {
    if (typeof row.week === "number") throw new Fault("week_without_year", { week: row.week });
    return row.week;
  }
  if (row.read_at == null) throw new Fault("period_missing");
  return [row.read_at.day, row.read_at.day];
}

function takeReading(said, line, row, period, today) {
  const stated = known.scores.some((name) => row[name] != null);
  // A row that gives its week alone may have been read on any day of it: the last one is taken, or today.
  const moment = row.read_at ?? { day: Math.min(Math.max(period[0], today), period[1]), minutes: null };
  if (!stated || known.total.every((name) => row[name] == null)) {
    said.empty.push(line);
    said.gaps.push({ source: said.source, line, table: "ssi", person: row.person, ...readOn(row, moment) });
    return;
  }
  if (!row.read_at) said.undated++;
  const reading = {
    source: said.source,
    line,
    person: row.person,
    day: moment.day,
    minutes: moment.minutes ?? 0,
  };
  known.scores.forEach((name) => (reading[name] = row[name] ?? null));
  if (reading.ssi === null && known.pillars.every((name) => reading[name] !== null)) {
    reading.ssi = Math.round(known.pillars.reduce((sum, name) => sum + reading[name], 0) * 1000) / 1000;
  }
  said.readings.push(reading);
}

const readOn = (row, moment) =>
  row.read_at || !Array.isArray(row.week)
    ? { start: moment.day, end: moment.day }
    : { start: row.week[0], end: row.week[1] };

function leaveBlank(said, line, row, counted, today) {
  said.blank++;
  if (row.person == null) return;
  const days = daysTold(row);
  if (days[0] === null || days[0] > today) return;
  counted.forEach((name) => loseCount(said, line, row.person, name, days));
  if (said.hasScore) {
    said.empty.push(line);
    said.gaps.push({
      source: said.source,
      line,
      table: "ssi",
      person: row.person,
      start: days[0],
      end: days[1],
    });
  }
}

// The days that what could be read of a row tells.
function daysTold(row, ofReading = false) {
  if (ofReading && row.read_at) return [row.read_at.day, row.read_at.day];
  if (Array.isArray(row.week)) return row.week;
  return row.week == null && row.read_at ? [row.read_at.day, row.read_at.day] : [null, null];
}

function loseCount(said, line, person, name, [start, end]) {
  said.gaps.push({ source: said.source, line, table: "counts", person, name, start, end });
}

export function refuseLine(said, line, fault, column, cells = null) {
  if (!said.refused.has(line))
    said.refused.set(line, { line, key: fault.key, values: fault.values, column, cells });
}

// What a row was about that is refused, as far as the rest of it tells.
function loseRow(said, line, row, faults, counted) {
  const person = faults.some(([name]) => name === "person") ? null : (row.person ?? null);
  const told = faults.find(([, fault]) => fault.days)?.[1].days;
  counted.forEach((name) => loseCount(said, line, person, name, told ?? daysTold(row)));
  if (said.hasScore) {
    const [start, end] = told ?? daysTold(row, true);
    said.gaps.push({ source: said.source, line, table: "ssi", person, start, end });
  }
}

function loseLine(line, key, cells, values, readers, { counted, said }) {
  refuseLine(said, line, { key, values: values ?? {} }, null, cells);
  const [row, faults] = takeCells(cells, readers);
  loseRow(said, line, row, [...faults, [null, new Fault(key)]], counted);
}
