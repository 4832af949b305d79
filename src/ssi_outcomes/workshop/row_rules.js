// What must hold within a row by itself and between the rows of all tables, once every cell is read.

import { known, sameName } from "./cells.js";
import { refuseLine } from "./records.js";

const SUM_ROUNDING = 1e-9;

// Refuses what breaks a rule within a row, then between rows; what goes leaves a gap behind, but for a
// repeated row.
export function applyRules(tables, today) {
  const readings = tables.flatMap((said) => said.readings);
  const counts = tables.flatMap((said) => said.counts);
  const best = new Map();
  for (const each of readings)
    best.set(sameName(each.person), Math.max(best.get(sameName(each.person)) ?? 0, each.ssi ?? 0));
  const limits = [...Object.entries(known.points), ...known.ranks.map((rank) => [rank, 100])];
  const faults = new Map();
  const blame = (each, key, column, values = {}) => {
    if (!faults.has(each)) faults.set(each, { key, column, values });
  };
  readings.forEach((each) => checkReading(each, best.get(sameName(each.person)), limits, today, blame));
  counts.forEach((each) => checkDay(each, each.start, "week", today, blame));
  const sound = (rows) => rows.filter((each) => !faults.has(each));
  checkRepeats(
    sound(readings),
    (each) => `${each.day} ${each.minutes}`,
    known.scores,
    "rule_readings_contradict",
    blame,
  );
  checkRepeats(
    sound(counts),
    (each) => `${each.name} ${each.start} ${each.end}`,
    ["count"],
    "rule_contradicted",
    blame,
  );
  for (const said of tables) dropFaulty(said, faults);
}

function checkDay(each, day, column, today, blame) {
  if (day > today) blame(each, "rule_future", column, { day });
  else if (day < known.firstDay) blame(each, "rule_too_old", column, { day, first: known.firstDay });
}

function checkReading(each, best, limits, today, blame) {
  for (const [name, high] of limits) {
    const value = each[name];
    if (value === null || (value >= 0 && value <= high)) continue;
    const kind = known.pillars.includes(name) ? "pillar" : known.ranks.includes(name) ? "rank" : "score";
    blame(each, `rule_${kind}_range`, name, { value });
  }
  const all = known.pillars.every((name) => each[name] !== null);
  if (!all && each.ssi > 0 && each.ssi < 1) blame(each, "rule_fraction_range", "ssi", { value: each.ssi });
  const zero = each.ssi === 0 && best > 0 && known.scores.every((name) => !each[name]);
  if (zero) blame(each, "rule_all_zero", "ssi", { value: 0 });
  else
    known.ranks
      .filter((name) => each[name] === 0)
      .forEach((name) => blame(each, "rule_rank_zero", name, { value: 0 }));
  if (all && each.ssi !== null) checkSum(each, blame);
  checkDay(each, each.day, "read_at", today, blame);
}

// A total that is not the rounded sum of its four pillars, whatever the digits that were copied.
function checkSum(each, blame) {
  const pillars = known.pillars.map((name) => each[name]);
  const total = pillars.reduce((sum, value) => sum + value, 0);
  let step = 1;
  for (const size of [1, 10, 100]) {
    const isFiner = (value) => Math.abs(value * size - Math.round(value * size)) > 1e-6;
    if (pillars.some(isFiner)) step = 0.1 / size;
  }
  const allowed = 0.5 + (pillars.length * step) / 2 + SUM_ROUNDING;
  if (Math.abs(each.ssi - total) > allowed)
    blame(each, "rule_sum", "ssi", { value: each.ssi, sum: total, allowed });
}

// Of alike rows on one matter the first stays, of contradictory ones none does; a blank cell contradicts
// nothing.
function checkRepeats(rows, matter, values, contradicted, blame) {
  const [firsts, groups] = [new Map(), new Map()];
  for (const each of rows) {
    const key = `${sameName(each.person)} ${matter(each)}`;
    const first = firsts.get(key);
    if (!first) firsts.set(key, each);
    else if (groups.has(first)) groups.get(first).push(each);
    else groups.set(first, [first, each]);
  }
  for (const group of groups.values()) {
    const differ = values.some(
      (name) => new Set(group.map((each) => each[name]).filter((value) => value !== null)).size > 1,
    );
    group.forEach((each, place) => {
      const other = place ? group[0] : group.at(-1);
      if (differ) blame(each, contradicted, null, { other });
      else if (place && values.every((name) => each[name] === group[0][name]))
        blame(each, "rule_repeated", null, { other });
    });
  }
}

// Takes out the faulty records of a table, and what else came from their lines.
function dropFaulty(said, faults) {
  if (!faults.size) return;
  const broken = new Map();
  for (const each of [...said.readings, ...said.counts]) {
    const fault = faults.get(each);
    if (fault && (!broken.has(each.line) || broken.get(each.line).key === "rule_repeated"))
      broken.set(each.line, fault);
  }
  const goes = (each) => broken.has(each.line);
  for (const each of [...said.readings, ...said.counts].filter(goes)) {
    const { key } = broken.get(each.line);
    if (key === "rule_repeated") continue;
    const lost = key === "rule_future" || key === "rule_too_old";
    const days = "day" in each ? [each.day, each.day] : [each.start, each.end];
    const [start, end] = lost ? [null, null] : days;
    const table = "day" in each ? "ssi" : "counts";
    said.gaps.push({
      source: said.source,
      line: each.line,
      table,
      person: each.person,
      name: each.name,
      start,
      end,
    });
  }
  broken.forEach((fault, line) => refuseLine(said, line, fault, fault.column));
  said.accepted -= broken.size;
  said.readings = said.readings.filter((each) => !goes(each));
  said.counts = said.counts.filter((each) => !goes(each));
}
