// Dates read strictly, a whole column at a time: where day and month cannot be told apart, the column is
// refused. A day is a number, counted from 1970-01-01; a moment is {day, minutes}, minutes null where there
// is no clock.

import { Fault, fold, isBlank, known, readText, showCell } from "./cells.js";

const ZONE = "Europe/Paris";
const MARKS = "-/.:,";
const AT = 0xe000;

export const mondayOf = (day) => day - ((((day + 3) % 7) + 7) % 7);

function makeDay(year, month, day, text) {
  const made = new Date(Date.UTC(year, month - 1, day));
  if (year < 1 || made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) {
    throw new Fault("date_not_in_calendar", { value: showCell(text) });
  }
  return Math.round(made.getTime() / 864e5);
}

// Folded, with the marks of dates kept and those of abbreviations dropped.
export function foldDate(text) {
  if (text.length > 60) return "";
  const spaced = text.replace(/(?<=[A-Za-zéûÉÛ])[.,]|,(?=\s)/g, " ");
  const kept = spaced.replace(/[-/.:,]/g, (mark) => String.fromCharCode(AT + MARKS.indexOf(mark)));
  const back = fold(kept).replace(/[\ue000-\ue004]/g, (sign) => MARKS[sign.charCodeAt(0) - AT]);
  return back.replace(/\s+/g, " ").trim();
}

export function cutDate(normal) {
  for (const [kind, form] of known.dateForms) {
    const parts = form.exec(normal)?.groups;
    if (parts && (kind !== "named" || parts.name in known.months)) return [kind, parts];
  }
  return [null, {}];
}

// How a column writes its dates: "dmy", "mdy", or null where no cell needs to know.
export function inferOrder(cells) {
  let dayFirst, monthFirst, unsure;
  for (const text of new Set(cells)) {
    if (typeof text !== "string" || isBlank(text)) continue;
    const [kind, parts] = cutDate(foldDate(readText(text)));
    if (kind !== "numeric") continue;
    const [first, second] = [Number(parts.a), Number(parts.b)];
    if (first > 12 && second >= 1 && second <= 12) dayFirst ??= text;
    else if (second > 12 && first >= 1 && first <= 12) monthFirst ??= text;
    else if (first !== second && !(unsure <= text)) unsure = text;
  }
  if (dayFirst && monthFirst)
    throw new Fault("asks_dates_mixed", { value: showCell(dayFirst), other: showCell(monthFirst) });
  if (unsure && !dayFirst && !monthFirst) throw new Fault("asks_dates", { value: showCell(unsure) });
  return dayFirst ? "dmy" : monthFirst ? "mdy" : null;
}

const remembered = new Map();

// The moment of a cell; a week gives its Monday.
export function readMoment(cell, order) {
  if (typeof cell === "object" && cell !== null) {
    checkYear(cell.day, cell);
    return cell;
  }
  if (typeof cell !== "string")
    throw new Fault(cell === null ? "date_missing" : "date_is_number", { value: showCell(cell) });
  const key = `${order} ${cell}`;
  let found = remembered.get(key);
  if (!found) {
    found = takeMoment(readText(cell), order);
    if (remembered.size < 20000) remembered.set(key, found);
  }
  return found;
}

function takeMoment(text, order) {
  const normal = foldDate(text);
  const week = known.whole.week.exec(normal)?.groups;
  if (week) return { day: weekDay(week, text), minutes: null };
  const [kind, parts] = cutDate(normal);
  if (kind === null) throw new Fault(whyNot(normal), { value: showCell(text) });
  const day = checkYear(dayOf(kind, parts, order, text), text);
  return parts.hour ? withTime(day, parts, text) : { day, minutes: null };
}

function whyNot(normal) {
  if (!normal) return "date_missing";
  if (/^[0-9]{5}(?:[.,][0-9]+)?$/.test(normal)) return "date_is_number";
  if (known.whole.shortWeek.test(normal)) return "week_short_year";
  if (known.whole.shortMonth.exec(normal)?.groups.name in known.months) return "month_short_year";
  const named = known.whole.ofAnyYear.exec(normal)?.groups;
  if (named && (named.after ?? named.before ?? "mars") in known.months) return "date_without_year";
  return monthOf(normal) ? "date_only_month" : "date_unreadable";
}

const yearOf = (digits) => Number(digits) + (digits.length === 2 ? 2000 : 0);

function dayOf(kind, parts, order, text) {
  const [a, b, c] = [Number(parts.a), Number(parts.b), Number(parts.c)];
  if (kind === "named") return makeDay(yearOf(parts.c), known.months[parts.name], a, text);
  if (kind === "ymd") return makeDay(a, b, c, text);
  if (order === null && a !== b) throw new Fault("date_ambiguous", { value: showCell(text) });
  // 26-01-05 is as well the 5th of January 2026 as the 26th in 2005.
  if (parts.c.length === 2 && c < 10) throw new Fault("date_short_year", { value: showCell(text) });
  const [day, month] = order === "mdy" ? [b, a] : [a, b];
  if (month > 12 && day <= 12) throw new Fault("date_other_order", { value: showCell(text) });
  return makeDay(yearOf(parts.c), month, day, text);
}

function withTime(day, parts, text) {
  const broken = () => new Fault("date_not_in_calendar", { value: showCell(text) });
  let hour = Number(parts.hour);
  if (parts.half && !(hour >= 1 && hour <= 12)) throw broken();
  if (parts.half) hour = (hour % 12) + (parts.half === "pm" ? 12 : 0);
  const [minute, second] = [Number(parts.minute), Number(parts.second ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) throw broken();
  const moment = { day, minutes: hour * 60 + minute + second / 60 };
  return parts.zone ? toLocal(moment, parts.zone) : moment;
}

// The local clock of a data set that says nothing else.
function toLocal({ day, minutes }, zone) {
  const away = /^[+-]/.test(zone)
    ? (zone[0] === "+" ? 1 : -1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)))
    : 0;
  const moment = new Date(day * 864e5 + (minutes - away) * 6e4);
  const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "medium" });
  const [, y, mo, d, h, mi, s] = /(\d+)-(\d+)-(\d+) (\d+):(\d+):(\d+)/.exec(shown.format(moment)).map(Number);
  return { day: Math.round(Date.UTC(y, mo - 1, d) / 864e5), minutes: h * 60 + mi + s / 60 };
}

function weekDay(parts, text) {
  const [year, week] = [Number(parts.year ?? parts.year2), Number(parts.week ?? parts.week2)];
  const first = mondayOf(Math.round(Date.UTC(year, 0, 4) / 864e5));
  const next = mondayOf(Math.round(Date.UTC(year + 1, 0, 4) / 864e5));
  const monday = first + 7 * (week - 1);
  if (week < 1 || monday >= next || year < 1)
    throw new Fault("date_not_in_calendar", { value: showCell(text) });
  return checkYear(monday + Number(parts.day ?? 1) - 1, text);
}

function monthOf(normal) {
  const found = known.whole.month.exec(normal)?.groups;
  if (!found) return null;
  const number = found.name ? (known.months[found.name] ?? 0) : Number(found.month ?? found.month3);
  const year = Number(found.year ?? found.year2 ?? found.year3);
  const [low, high] = known.years;
  return number >= 1 && number <= 12 && year >= low && year <= high ? [year, number] : null;
}

function checkYear(day, cell) {
  const [first, last] = known.years;
  const year = new Date(day * 864e5).getUTCFullYear();
  if (year < first || year > last) throw new Fault("date_year", { value: showCell(cell), first, last });
  return day;
}

// First and last day of what a cell names: a day, a week or a month.
export function periodOf(cell, order) {
  const text = typeof cell === "string" ? foldDate(readText(cell)) : "";
  const week = known.whole.week.exec(text)?.groups;
  if (week) {
    const first = weekDay(week, text);
    return week.day ? [first, first] : [first, first + 6];
  }
  const month = monthOf(text);
  if (month)
    return [makeDay(month[0], month[1], 1, text), Math.round(Date.UTC(month[0], month[1], 0) / 864e5)];
  const { day } = readMoment(cell, order);
  return [day, day];
}
