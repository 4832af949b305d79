// The word, the interval that it rests on, what is ruled out, the conditions, how often the rule is right at
// this size, and what is left out.

import { STEP } from "./rule.js";
import { make, number, percent, ratio, say, table } from "./wording.js";

const paragraph = (text, attributes = {}) => make("p", attributes, text);

export function showAnswer(verdict, { outcome, plan, calibration, people, weeks, command }) {
  const risk = percent(plan.level);
  return [
    make("p", { class: "word", "data-word": verdict.word }, say(`word.${verdict.word}`)),
    ...numbersOf(verdict, outcome, plan, risk),
    paragraph(say("answer.dropped", verdict.dropped)),
    gatesOf(verdict, plan),
    ...oddsOf(calibration, people, weeks),
    make("h3", {}, say("answer.left")),
    make(
      "ul",
      {},
      say("answer.left_list")
        .split("|")
        .map((each) => make("li", {}, each)),
    ),
    paragraph(say("answer.granted")),
    make("p", {}, `${say("answer.command")} `, make("code", {}, command)),
  ];
}

function numbersOf(verdict, outcome, plan, risk) {
  const reason = verdict.reason === "interval" ? null : paragraph(reasonOf(verdict, plan));
  if (!verdict.slopes) return [reason];
  const [low, high] = [ratio(verdict.low), ratio(verdict.high)];
  const told = { step: STEP, outcome, low, high, ratio: ratio(Math.exp(verdict.log)), risk };
  return [
    reason,
    paragraph(say("answer.interval", told)),
    ...(reason ? [paragraph(say("answer.gated"))] : ruledOut(verdict, plan, risk)),
  ];
}

function ruledOut(verdict, plan, risk) {
  const gain = (value) => percent(value - 1, 1);
  if (verdict.word === "useful")
    return [paragraph(say("answer.useful", { gain: gain(verdict.low), step: STEP, risk }))];
  if (verdict.word === "undetermined") {
    const more = number(verdict.moreEvents, 0);
    return [
      paragraph(
        say("answer.open", { detectable: ratio(verdict.detectable), power: percent(plan.power), more }),
      ),
    ];
  }
  const inverse = verdict.notes.includes("inverse");
  const excluded = verdict.notes.includes("claim_excluded");
  return [
    paragraph(
      inverse ? say("answer.inverse") : say("answer.useless", { gain: gain(verdict.high), step: STEP, risk }),
    ),
    excluded ? paragraph(say("answer.claim_excluded", { gain: gain(plan.claim), step: STEP })) : null,
  ];
}

// A p-value is never nothing at all.
const chance = (p) => (p < 0.001 ? `< ${number(0.001, 3)}` : number(p, 3));

export function reasonOf(verdict, plan) {
  const { gates } = plan;
  return say(`reason.${verdict.reason}`, {
    told_late: number(100 * verdict.lateShare, 0),
    plan_late: number(100 * gates.late_rows, 0),
    told_informative: verdict.informative,
    plan_gate_people: gates.people_with_events,
    told_effective: number(verdict.effective, 1),
    plan_effective: gates.effective_people,
    told_compared: number(verdict.events, 0),
    plan_gate_events: gates.events,
    told_lead_p: chance(verdict.leadP),
  });
}

function gatesOf(verdict, plan) {
  const rows = verdict.gates.map(({ name, holds, value, needed }) => {
    const plain = name === "lead_unknown" ? "lead" : name;
    const kinds = {
      late_rows: (each) => percent(each),
      lead: chance,
      effective_people: (each) => number(each, 1),
    };
    const shown = kinds[plain] ?? ((each) => number(each, 0));
    const asked = say(name === "late_rows" ? "answer.at_most" : "answer.at_least", { value: shown(needed) });
    const met = value === null ? say("answer.unknown") : say(holds ? "answer.yes" : "answer.no");
    return [say(`answer.${plain}`), value === null ? "–" : shown(value), asked, met];
  });
  const heads = ["condition", "here", "needed", "met"].map((each) => say(`answer.${each}`));
  return table(say("answer.gates"), heads, rows, [1]);
}

// The calibration's rows of the size that is nearest to this one, in people and in person-weeks.
function oddsOf(calibration, people, weeks) {
  if (!people || !weeks) return [];
  const away = (row) => Math.abs(Math.log((row.people * row.weeks) / (people * weeks)));
  const nearest = calibration.reduce((best, row) => (away(row) < away(best) ? row : best));
  const rows = calibration
    .filter((row) => row.people === nearest.people && row.weeks === nearest.weeks)
    .map((row) => [
      row.world === "useful" ? say("answer.effect", { ratio: ratio(row.truth) }) : say(`answer.${row.world}`),
      percent(row.useful),
      percent(row.useless),
      percent(1 - row.useful - row.useless),
    ]);
  const words = ["useful", "useless", "undetermined"].map((each) => say(`word.${each}`));
  const caption = say("answer.odds_caption", { people: nearest.people, weeks: nearest.weeks });
  return [
    make("h3", {}, say("answer.odds")),
    table(caption, [say("answer.truth"), ...words], rows, [1, 2, 3]),
  ];
}
