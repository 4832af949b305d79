// The first table that somebody drops should meet code that has run before: a browser compiles what runs
// often, and is slow until then. So while the page is idle, the reader and the rule go over a small invented
// team, a piece at a time. Nothing of it is shown or kept.

import { showDay } from "./cells.js";
import { writeExample } from "./example.js";
import { readSheets, takeWeeks } from "./intake.js";
import { decide } from "./rule.js";
import { showAnswer } from "./show_answer.js";
import { showRead } from "./show_read.js";
import { cutText } from "./text_table.js";

const ROUNDS = 6;
const PAUSE = 50; // milliseconds, where a browser does not say when it is idle
const TEAM = { people: 12, weeks: 12, effect: 1.1, friday: false, activity: false, seed: 1 };

// Day, month, year, as tables have them more often than the other way round.
const writeDay = (day) => showDay(day).split("-").reverse().join("/");

function* pieces(told, today) {
  const texts = writeExample(told, today, TEAM, "W", writeDay);
  for (let round = 0; round < ROUNDS; round++) {
    yield;
    const sheets = texts.map(cutText);
    yield;
    const made = readSheets(sheets, today);
    yield;
    const { weeks, people, length } = takeWeeks(made, made.outcomes[0], today);
    yield;
    const verdict = decide(weeks, told.plan);
    yield;
    showRead(made, ["", ""], told);
    showAnswer(verdict, { ...told, outcome: "", people: people.length, weeks: length, command: "" });
  }
}

const whenIdle = (run) => (window.requestIdleCallback ?? ((each) => setTimeout(each, PAUSE)))(run);

// Goes on for as long as `unused` says that there is nothing better to do.
export function warmUp(told, today, unused) {
  const steps = pieces(told, today);
  const next = () => {
    if (unused() && !steps.next().done) whenIdle(next);
  };
  whenIdle(next);
}
