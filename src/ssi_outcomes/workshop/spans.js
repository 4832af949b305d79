// A week that a cell names: its number, its days, or its first and last day (« 2-8 mars 2026 »).

import { Fault, fold, known, readText, showCell } from "./cells.js";
import { cutDate, foldDate, mondayOf, periodOf, readMoment } from "./days.js";

// The first and last day of a week that is dated, or its bare number.
export function readWeek(cell, order, today) {
  if (typeof cell === "number" && Number.isInteger(cell) && cell >= 1 && cell <= 53) return cell;
  const folded = fold(readText(cell));
  const bare = known.whole.bareWeek.exec(folded)?.groups;
  if (bare && bare.week >= 1 && bare.week <= 53) return Number(bare.week);
  const days = typeof cell === "string" ? weekOfRange(cell, order) : null;
  if (days) return days;
  const value = readText(cell).slice(0, 80);
  if (folded.search(known.part.fiscal) >= 0) throw new Fault("week_of_fiscal_year", { value });
  const [first, last] = periodOf(cell, order);
  if (last === first && mondayOf(first) === first) return [first, first + 6];
  // Where its year, or its month, is wrong, nothing tells which week it was.
  if (last - first !== 6 && first > today) throw new Fault("rule_future", { day: first }, [null, null]);
  // Seven days from there on touch both of the weeks that may be meant.
  if (last - first !== 6) throw new Fault("week_not_monday", { value }, [first, Math.max(last, first + 6)]);
  return [first, last];
}

// The moment of a cell that has to be one day.
export function readOneDay(cell, order) {
  try {
    return readMoment(cell, order);
  } catch (fault) {
    if (fault.key === "date_unreadable" && cutRange(readText(cell), "2000"))
      throw new Fault("date_is_range", fault.values);
    throw fault;
  }
}

// The Monday and the Sunday, in the one order of day and month in which they are a week; null for a text that
// is not two days.
function weekOfRange(text, order) {
  if (!cutRange(text, "2000")) return null;
  const value = showCell(text);
  const halves = cutRange(text, null);
  if (!halves) throw new Fault("range_without_year", { value });
  const spans = new Map();
  for (const each of order ? [order] : ["dmy", "mdy"]) {
    const span = readHalves(halves, each);
    if (span) spans.set(String(span), span);
  }
  const found = [...spans.values()];
  const weeks = found.filter(([first, last]) => last - first === 6 && mondayOf(first) === first);
  if (weeks.length === 1) return weeks[0];
  throw new Fault("range_not_week", { value }, found.length === 1 ? found[0] : [null, null]);
}

function readHalves([first, last, lent], order) {
  try {
    const days = [readMoment(first, order).day, readMoment(last, order).day];
    if (lent && days[0] > days[1]) days[0] = yearBefore(days[0]);
    return days[0] <= days[1] ? days : null;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return null;
  }
}

function yearBefore(day) {
  const at = new Date(day * 864e5);
  const made = new Date(Date.UTC(at.getUTCFullYear() - 1, at.getUTCMonth(), at.getUTCDate()));
  if (made.getUTCDate() !== at.getUTCDate()) throw new Fault("date_not_in_calendar");
  return made.getTime() / 864e5;
}

// The two days that a text writes, each whole, and whether the first has the year of the other.
function cutRange(text, year) {
  const normal = foldDate(text.replace(/[\u2010-\u2014\u2212\u2192]/g, " - "));
  const forms = ["spaced", "close", "interval"].map((name) => known.whole[name]);
  const parts = forms.map((form) => form.exec(normal)?.groups).find(Boolean);
  if (!parts) return null;
  const first = parts.first.trim();
  let last = parts.last.trim();
  if (normal.search(known.part.fullYear) < 0 && cutDate(last)[0] === null) {
    if (year === null) return null;
    last = withYear(last, year);
  }
  // « March 2 - 8, 2026 »: the month is the first one's.
  const [alone, named] = [known.whole.dayAlone.exec(last)?.groups, known.whole.nameFirst.exec(first)?.groups];
  return complete(first, alone?.year && named ? `${named.name} ${alone.day} ${alone.year}` : last);
}

function complete(first, last) {
  const [kind, parts] = cutDate(last);
  if (kind === null || parts.hour) return null;
  if (cutDate(first)[0]) return [first, last, false];
  const alone = known.whole.dayAlone.exec(first)?.groups;
  if (alone && !alone.year && kind !== "ymd") {
    const mark = parts.mark ?? " ";
    return [`${alone.day}${mark}${parts.name ?? parts.b}${mark}${parts.c}`, last, false];
  }
  const lent = withYear(first, parts.c);
  return cutDate(lent)[0] && kind !== "ymd" ? [lent, last, true] : null;
}

function withYear(text, year) {
  const mark = [...text].find((sign) => "/.".includes(sign)) ?? " ";
  return mark === " " ? `${text} ${year}` : `${text.replace(/[/.]+$/, "")}${mark}${year}`;
}
