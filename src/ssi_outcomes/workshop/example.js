// An invented team as a spreadsheet would copy it: the scores, then the results.

import { showDay } from "./cells.js";
import { mondayOf } from "./days.js";
import { drawWeeks } from "./invented.js";

const RATE = 2; // results a week

// `team` is what `drawWeeks` asks for, `letter` what each name begins with, `write` how a day is written.
export function writeExample({ headings, invented }, today, team, letter = "P", write = showDay) {
  const rows = drawWeeks({ ...invented, ...team, rate: RATE });
  const first = mondayOf(today) - 7 * (team.weeks + 1);
  const scores = [headings.scores];
  const results = [headings.results];
  for (const { person, week, ssi, count } of rows) {
    const name = `${letter}${String(person + 1).padStart(2, "0")}`;
    scores.push([name, write(first + 7 * week), ssi]);
    results.push([name, write(first + 7 * week), count]);
  }
  return [scores, results].map((table) => table.map((row) => row.join("\t")).join("\n"));
}
