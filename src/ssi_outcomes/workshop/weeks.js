// Readings and counts as weeks: one for each person and Monday, with the score in force on it, that of the
// Monday after, and what was counted; what is not known stays so.

import { known, meansTeam, sameName } from "./cells.js";
import { mondayOf } from "./days.js";

const WEEK = 7;
const MORE = 1e9;

// Every person's weeks of one outcome, from the first to the last that any table touches.
export function layWeeks(tables, outcome, today) {
  const readings = tables.flatMap((said) => said.readings).filter((each) => !meansTeam(each.person));
  const counts = tables.flatMap((said) => said.counts).filter((each) => !meansTeam(each.person));
  const gaps = tables.flatMap((said) => said.gaps);
  const people = [...new Set([...readings, ...counts].map((each) => sameName(each.person)))].sort();
  const place = new Map(people.map((name, at) => [name, at]));
  const name = `outcome ${outcome}`;
  const over = counts.filter((each) => each.start + WEEK <= today && each.name === name);
  const days = [...readings.map((each) => mondayOf(each.day)), ...over.map((each) => mondayOf(each.start))];
  if (!days.length) return { weeks: [], people };
  const first = days.reduce((a, b) => Math.min(a, b));
  const length = (days.reduce((a, b) => Math.max(a, b)) - first) / WEEK + 1;
  const grid = { people, place, first, length };
  const counted = layCounts(over, gaps, outcome, grid);
  const scores = layScores(readings, gaps, grid, tables);
  const weeks = [];
  people.forEach((_, person) => {
    for (let week = 0; week < length; week++) {
      const { ssi, next, late } = scores[person][week];
      weeks.push({ person, week, exposure: WEEK, count: counted[person * length + week], ssi, next, late });
    }
  });
  return { weeks, people, first, length };
}

function layCounts(over, gaps, outcome, { people, place, first, length }) {
  const counted = Array(people.length * length).fill(null);
  const at = (person, day) => place.get(person) * length + (mondayOf(day) - first) / WEEK;
  for (const each of over) {
    const cell = at(sameName(each.person), each.start);
    counted[cell] = (counted[cell] ?? 0) + each.count;
  }
  for (const gap of gaps) {
    if (gap.table !== "counts" || gap.name !== `outcome ${outcome}` || !gap.person || gap.start === null)
      continue;
    const row = place.get(sameName(gap.person));
    if (row === undefined) continue;
    for (let day = mondayOf(gap.start); day <= gap.end; day += WEEK) {
      const week = (day - first) / WEEK;
      if (week >= 0 && week < length) counted[row * length + week] = null;
    }
  }
  return counted;
}

// Of each person and week the score in force on its Monday, the next one's, and whether the week's came late.
function layScores(readings, gaps, grid, tables) {
  const lost = findLost(gaps, grid, tables);
  const own = grid.people.map(() => []);
  for (const each of readings) own[grid.place.get(sameName(each.person))].push(dateAfterNoon(each));
  for (const { row, day } of lost.readings) own[row].push({ day, at: null, minutes: MORE, said: null });
  return own.map((list, row) => {
    list.sort((a, b) => a.day - b.day || order(a) - order(b) || compareReadings(a, b));
    const found = [];
    for (let week = 0, next = 0; week <= grid.length; week++) {
      const monday = grid.first + week * WEEK;
      while (next < list.length && list[next].day <= monday) next++;
      const now = list[next - 1];
      // What was read on the Monday itself gives way to none of an unknown day, but to one of a later hour.
      const weeks = now?.at === monday ? lost.hours : lost.weeks;
      found.push(inForce(now, monday, weeks[row][Math.min(week, grid.length - 1)]));
    }
    return found.slice(0, -1).map((now, week) => describe(now, found[week + 1]));
  });
}

const order = (each) => (each.at === null ? 1 : 0);

// Of several at one moment the one with the highest numbers comes last; nothing known comes first.
function compareReadings(a, b) {
  const moment = (each) => (each.at ?? 0) * 1440 + each.minutes;
  if (moment(a) !== moment(b)) return moment(a) - moment(b);
  for (const name of ["ssi", ...known.pillars]) {
    const gap = (a.said?.[name] ?? -MORE) - (b.said?.[name] ?? -MORE);
    if (gap) return gap;
  }
  return 0;
}

// A reading of a Monday afternoon may hold what the day brought: it counts for the next week.
function dateAfterNoon(reading) {
  const late = mondayOf(reading.day) === reading.day && reading.minutes > known.noon;
  return { at: reading.day, day: reading.day + (late ? 1 : 0), minutes: reading.minutes, said: reading };
}

function inForce(reading, monday, unknown) {
  if (!reading || reading.at === null || unknown || monday - reading.at > known.oldest) return null;
  return { reading, since: monday - reading.day };
}

const sameMoment = (one, other) => one.at === other?.at && one.minutes === other?.minutes;

function describe(now, next) {
  const ssi = now?.reading.said.ssi ?? null;
  const newer = next !== null && !sameMoment(next.reading, now?.reading);
  return {
    ssi,
    next: newer ? (next.reading.said.ssi ?? null) : null,
    late: ssi === null && next !== null && next.since >= 1 && next.since < WEEK,
  };
}

// Readings that are not known: single ones, after which none before is in force, and weeks of which nothing
// is.
function findLost(gaps, { people, place, first, length }, tables) {
  const none = () => people.map(() => Array(length).fill(false));
  const found = { readings: [], weeks: none(), hours: none() };
  for (const gap of gaps.filter((each) => each.table === "ssi")) {
    const row = gap.person ? place.get(sameName(gap.person)) : undefined;
    if (gap.person && row === undefined) continue;
    const rows = row === undefined ? meant(gap, tables, place) : [row];
    if (gap.start !== null) {
      for (const each of rows) {
        found.readings.push({ row: each, day: gap.start });
        if (gap.end !== gap.start) found.readings.push({ row: each, day: gap.end });
      }
      continue;
    }
    const said = tables.find((each) => each.source === gap.source);
    const [low, high] = reachOf(said);
    const daysOnly = said.readings.length > 0 && said.readings.every((each) => !each.minutes);
    for (const each of rows) {
      for (let week = 0; week < length; week++) {
        const monday = first + week * WEEK;
        if (monday < mondayOf(low) || monday > mondayOf(high + known.oldest)) continue;
        found.weeks[each][week] = true;
        if (!daysOnly) found.hours[each][week] = true;
      }
    }
  }
  return found;
}

// Of a reading that names nobody: all whom its table speaks of, but those whose reading of that day it has.
function meant(gap, tables, place) {
  const said = tables.find((each) => each.source === gap.source);
  const told = said.gaps.filter((each) => each.table === "ssi" && each.person);
  const names = new Set([...said.readings, ...told].map((each) => sameName(each.person)));
  const one = gap.start !== null && gap.start === gap.end;
  const read = new Set(
    said.readings.filter((each) => one && each.day === gap.start).map((each) => sameName(each.person)),
  );
  return [...names].filter((name) => !read.has(name) && place.has(name)).map((name) => place.get(name));
}

// From which day to which a table speaks of the score.
function reachOf(said) {
  const told = said.gaps.filter((each) => each.table === "ssi" && each.start !== null);
  const days = [
    ...said.readings.flatMap((each) => [each.day]),
    ...told.flatMap((each) => [each.start, each.end]),
  ];
  if (!days.length) return [-MORE, MORE];
  return [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))];
}
