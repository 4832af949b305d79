// Sliders for the traps: an invented team whose truth is known, what the rule says of it, and what a chooser
// finds.

import { chooseFew, correlate, drawWeeks, summarise } from "./invented.js";
import { STEP, decide } from "./rule.js";
import { reasonOf } from "./show_answer.js";
import { make, number, put, ratio, say } from "./wording.js";

const FEW = 5;
const SLIDING = 120; // milliseconds, while a slider moves
const [WIDE, HIGH] = [320, 150];
// The ratios at the ends of the figure.
const [LEAST, MOST] = [0.5, 3.5];

const RANGES = [
  ["people", 5, 80, 1, 40],
  ["weeks", 6, 40, 1, 26],
  ["effect", 0.7, 1.6, 0.01, 1],
];

export function startTraps(told) {
  const state = { seed: 1, friday: false, activity: false, chosen: false };
  let waiting = 0;
  const redraw = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => showTraps(state, told), SLIDING);
  };
  const controls = RANGES.map(([name, min, max, step, value]) => {
    state[name] = value;
    const shown = make("output", { for: `trap-${name}` }, show(name, value));
    const slide = (event) => {
      state[name] = Number(event.target.value);
      shown.textContent = show(name, state[name]);
      redraw();
    };
    const input = make("input", { id: `trap-${name}`, type: "range", min, max, step, value, oninput: slide });
    const label = make("label", { for: `trap-${name}` }, say(`traps.${name}`, { step: STEP }));
    return make("p", { class: "slider" }, label, input, shown);
  });
  const boxes = ["friday", "activity", "chosen"].map((name) => {
    const toggle = (event) => {
      state[name] = event.target.checked;
      redraw();
    };
    const input = make("input", { type: "checkbox", id: `trap-${name}`, onchange: toggle });
    return make(
      "p",
      {},
      input,
      make("label", { for: `trap-${name}` }, ` ${say(`traps.${name}`, { few: FEW })}`),
    );
  });
  const draw = () => {
    state.seed++;
    redraw();
  };
  put(
    "trap-controls",
    controls,
    boxes,
    make("button", { type: "button", onclick: draw }, say("traps.again")),
  );
  showTraps(state, told);
}

const show = (name, value) => (name === "effect" ? ratio(value) : String(value));

function showTraps(state, told) {
  const rows = drawWeeks({ ...state, ...told.invented });
  const verdict = decide(rows, told.plan);
  const points = summarise(rows);
  const picked = state.chosen ? chooseFew(points, FEW, state.seed) : [];
  put("trap-figures", drawInterval(verdict, state.effect, told.plan), drawPoints(points, picked));
  put("trap-told", tellTraps(verdict, state, told.plan), tellPoints(points, picked));
}

function tellTraps(verdict, { effect }, plan) {
  const truth = ratio(effect);
  const word = say(`word.${verdict.word}`);
  if (!verdict.slopes)
    return [
      make("p", {}, say("traps.says_nothing", { truth, word })),
      make("p", {}, reasonOf(verdict, plan)),
    ];
  const inside = effect >= verdict.low && effect <= verdict.high;
  const told = { truth, word, low: ratio(verdict.low), high: ratio(verdict.high) };
  const said = `${say("traps.says", told)} ${say(inside ? "traps.inside" : "traps.outside")}`;
  const why = verdict.reason === "interval" ? "" : ` ${say("traps.gate")} ${reasonOf(verdict, plan)}`;
  return make("p", {}, said + why);
}

function tellPoints(points, picked) {
  const told = { people: points.length, all: number(correlate(points), 2, true) };
  if (!picked.length) return make("p", {}, say("traps.points", told));
  const chosen = number(correlate(picked.map((place) => points[place])), 2, true);
  return make("p", {}, say("traps.points_chosen", { ...told, few: picked.length, chosen }));
}

const text = (x, y, content, anchor = "middle") => make("text", { x, y, "text-anchor": anchor }, content);

// The interval on a log scale, cut at its ends, beside what it is held against.
function drawInterval(verdict, truth, plan) {
  const at = (value) =>
    10 +
    ((Math.log(Math.min(MOST, Math.max(LEAST, value))) - Math.log(LEAST)) / Math.log(MOST / LEAST)) *
      (WIDE - 20);
  const marks = [
    [1, say("traps.none"), "mark", 128],
    [plan.threshold, say("traps.limit"), "mark", 116],
    [plan.claim, say("traps.claimed"), "mark", 128],
  ].flatMap(([value, label, kind, y], place) => [
    make("line", { x1: at(value), x2: at(value), y1: 30, y2: y - 10, class: kind }),
    text(at(value) + [-4, 0, 4][place], y, label, ["end", "middle", "start"][place]),
  ]);
  const shown = verdict.slopes
    ? [
        make("line", { x1: at(verdict.low), x2: at(verdict.high), y1: 70, y2: 70, class: "interval" }),
        make("circle", { cx: at(Math.exp(verdict.log)), cy: 70, r: 5, class: "estimate" }),
      ]
    : [];
  const [x, y] = [at(truth), 38];
  const sign = make("path", { d: `M${x} ${y + 10} l-6 -10 h12 z`, class: "truth" });
  const axis = text(WIDE / 2, HIGH - 4, say("traps.ratio_axis", { step: STEP }));
  return frame(say("traps.interval_alt"), [
    ...marks,
    ...shown,
    sign,
    text(x, y - 6, say("traps.true")),
    axis,
  ]);
}

function drawPoints(points, picked) {
  const most = Math.max(0.1, ...points.map((each) => each.rate));
  const place = ({ score, rate }) => ({
    cx: 24 + (score / 100) * (WIDE - 34),
    cy: HIGH - 30 - (rate / most) * (HIGH - 48),
  });
  const dots = points.map((each, at) =>
    make("circle", {
      ...place(each),
      r: picked.includes(at) ? 6 : 3,
      class: picked.includes(at) ? "picked" : "person",
    }),
  );
  const base = HIGH - 26;
  const axes = make("path", { d: `M20 8 V${base} H${WIDE - 8}`, class: "axis" });
  const side = make(
    "text",
    { x: 12, y: HIGH / 2 - 8, "text-anchor": "middle", transform: `rotate(-90 12 ${HIGH / 2 - 8})` },
    say("traps.rate_axis"),
  );
  const ends = [
    text(24, base + 12, "0", "start"),
    text(WIDE - 10, base + 12, "100", "end"),
    text(24, 12, number(most, 1), "start"),
  ];
  return frame(say("traps.points_alt"), [
    axes,
    ...dots,
    text(WIDE / 2, base + 14, say("traps.score_axis")),
    side,
    ...ends,
  ]);
}

function frame(label, children) {
  return make("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": label }, children);
}
