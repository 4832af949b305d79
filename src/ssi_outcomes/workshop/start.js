// The page: two boxes and files in, what is read, refused and judged out; nothing is kept, nothing is sent.

import { learn, showCell } from "./cells.js";
import { writeExample } from "./example.js";
import { startGuess } from "./guess.js";
import { readSheets, takeWeeks } from "./intake.js";
import { startMeasure } from "./measure.js";
import { decide } from "./rule.js";
import { showAnswer } from "./show_answer.js";
import { showRead } from "./show_read.js";
import { cutText } from "./text_table.js";
import { startTraps } from "./traps.js";
import { warmUp } from "./warm_up.js";
import { make, put, say, speak } from "./wording.js";
import { openWorkbook } from "./workbook.js";

const WAIT = 200; // milliseconds after the last key
const LARGEST = 30e6; // bytes of a file
const BOXES = ["first", "second"];
const EXAMPLE = { people: 24, weeks: 20, effect: 1.1, friday: false, activity: false };

export function start(told) {
  learn(told.forms);
  speak(told);
  const state = { files: [], outcome: null, told, today: today() };
  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => refresh(state), WAIT);
  };
  BOXES.forEach((name) => boxOf(name).addEventListener("input", later));
  const chosen = document.getElementById("files");
  chosen.addEventListener("change", () => takeFiles(state, chosen.files, "chosen"));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) takeFiles(state, event.dataTransfer.files, "dropped");
  });
  document.getElementById("example").addEventListener("click", () => fillExample(state, chosen));
  document.getElementById("clear").addEventListener("click", () => emptyAll(state, chosen));
  document.getElementById("page").hidden = false;
  refresh(state);
  startTraps(told);
  startGuess();
  startMeasure(told.measure);
  warmUp(told, state.today, () => !state.files.length && BOXES.every((name) => !boxOf(name).value));
}

const boxOf = (name) => document.getElementById(name);

function today() {
  const now = new Date();
  return Math.round(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 864e5);
}

function emptyAll(state, chosen) {
  fillBoxes(state, chosen, ["", ""]);
}

// Puts texts into the boxes, and takes away whatever else was there.
function fillBoxes(state, chosen, texts) {
  BOXES.forEach((name, place) => (boxOf(name).value = texts[place]));
  chosen.value = "";
  Object.assign(state, { files: [], outcome: null });
  refresh(state);
}

// The chooser shows its last choice alone, which takes the place of the one before; what is dropped comes
// beside what is there. A file of a name that is there already takes its place.
async function takeFiles(state, files, way) {
  const names = new Set([...files].map((file) => file.name));
  const stays = (each) => !names.has(each.file) && (way === "dropped" || each.way === "dropped");
  const found = await Promise.all(
    [...files].map(async (file) => ({ file: file.name, way, ...(await tryToOpen(file, state)) })),
  );
  state.files = [...state.files.filter(stays), ...found];
  refresh(state);
}

// The sheets of a file that are read here, and what has to be said of it.
async function tryToOpen(file, state) {
  const name = showCell(file.name);
  if (file.size > LARGEST)
    return { sheets: [], problem: [say("read.too_large", { file: name }), state.told.commands.check] };
  try {
    return await openFile(file, state);
  } catch {
    return { sheets: [], problem: [say("read.no_book", { file: name })] };
  }
}

async function openFile(file, state) {
  const buffer = await file.arrayBuffer();
  const bytes = new Uint8Array(buffer, 0, Math.min(2, buffer.byteLength));
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const sheets = await openWorkbook(buffer);
    if (sheets === null) throw new Error("no workbook");
    return chooseSheets(file.name, sheets, state);
  }
  return { sheets: [{ name: showCell(file.name), sheet: cutText(decodeText(buffer)) }] };
}

// Of a workbook the sheets with scores or results; the others are named.
function chooseSheets(file, sheets, state) {
  const wanted = state.told.headings.sheets;
  const own = sheets.filter((sheet) => !sheet.hidden && wanted.includes(sheet.name));
  const taken = own.length ? own : sheets.filter((sheet) => !sheet.hidden);
  const left = sheets.filter((sheet) => !taken.includes(sheet)).map((sheet) => sheet.name);
  const problem = left.length
    ? [say("read.sheets", { file: showCell(file), sheets: left.map(showCell).join(", ") })]
    : undefined;
  return {
    sheets: taken.map((sheet) => ({ name: `${showCell(file)} › ${showCell(sheet.name)}`, sheet })),
    problem,
  };
}

// UTF-8, UTF-16 by its mark, else what Windows writes.
function decodeText(buffer) {
  const [a, b] = new Uint8Array(buffer, 0, Math.min(2, buffer.byteLength));
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    return new TextDecoder(a === 0xff ? "utf-16le" : "utf-16be").decode(buffer);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(buffer);
  } catch {
    return new TextDecoder("windows-1252").decode(buffer);
  }
}

function refresh(state) {
  const pasted = BOXES.map((name) => [say(`read.${name}`), boxOf(name).value]);
  const filled = pasted
    .filter(([, text]) => text.trim())
    .map(([name, text]) => ({ name, sheet: cutText(text) }));
  const sources = [...filled, ...state.files.flatMap((each) => each.sheets)];
  const problems = state.files
    .filter((each) => each.problem)
    .map(({ problem: [text, command] }) =>
      make("p", {}, text, ...(command ? [" ", make("code", {}, command)] : [])),
    );
  if (!sources.length) {
    put("read", problems.length ? problems : make("p", {}, say("paste.nothing")));
    put("answer");
    return;
  }
  const made = readSheets(
    sources.map((each) => each.sheet),
    state.today,
  );
  put(
    "read",
    problems,
    showRead(
      made,
      sources.map((each) => each.name),
      state.told,
    ),
  );
  judge(state, made);
}

function judge(state, made) {
  const { told, today: now } = state;
  const [scores, results] = told.headings.sheets;
  const missing = [];
  if (!made.read.some((said) => said.readings.length)) missing.push(say("read.no_scores", { sheet: scores }));
  if (!made.outcomes.length) missing.push(say("read.no_results", { sheet: results }));
  if (missing.length)
    return put(
      "answer",
      missing.map((text) => make("p", {}, text)),
    );
  if (!made.outcomes.includes(state.outcome)) state.outcome = mostCounted(made);
  const { weeks, people, length } = takeWeeks(made, state.outcome, now);
  const verdict = decide(weeks, told.plan);
  const context = { ...told, outcome: told.labels[state.outcome], people: people.length, weeks: length ?? 0 };
  put(
    "answer",
    chooser(state, made),
    make("p", {}, say("read.size", { people: people.length, weeks: length ?? 0, rows: verdict.used })),
    ...showAnswer(verdict, { ...context, command: told.commands.report }),
  );
}

// The result that was counted most often, where nobody has chosen one.
function mostCounted(made) {
  const totals = new Map();
  for (const said of made.read)
    for (const { name, count } of said.counts) totals.set(name, (totals.get(name) ?? 0) + count);
  const total = (outcome) => totals.get(`outcome ${outcome}`) ?? 0;
  return made.outcomes.reduce((best, each) => (total(each) > total(best) ? each : best));
}

function chooser(state, made) {
  const options = made.outcomes.map((each) =>
    make("option", { value: each, selected: each === state.outcome }, state.told.labels[each]),
  );
  const choose = (event) => {
    state.outcome = event.target.value;
    judge(state, made);
    document.getElementById("outcome").focus();
  };
  const select = make("select", { id: "outcome", onchange: choose }, options);
  return make("p", {}, make("label", { for: "outcome" }, `${say("read.outcome")} `), select);
}

// An invented team in both boxes, as a spreadsheet would copy it.
function fillExample(state, chosen) {
  const seed = Math.floor(Math.random() * 1e6);
  fillBoxes(state, chosen, writeExample(state.told, state.today, { ...EXAMPLE, seed }));
}
