// The rule of the plan with the parts that this page has: rows read in time, enough people and events, the
// lead test, then where the interval lies. The word is chosen here.
//
// A week is {person, week, exposure, count, ssi, next, late}: person and week numbered, days there, what was
// counted (null: not known), the score in force on its Monday (null: none), that of the Monday after if it is
// newer, and whether the only reading that could count came after the week began.

import { fit, layCells, standardErrors } from "./engine.js";
import { studentBelow, studentQuantile } from "./student.js";

export const STEP = 10; // points: every ratio is per +10
// Below this share of the error that chance alone would give, people are copies, not observations.
const NO_SCATTER = 1e-6;

// The weeks that a comparison can use, and how many were dropped for which reason.
function take(weeks, withNext) {
  const dropped = { not_counted: 0, late: 0, no_reading: 0, not_known: 0 };
  const rows = [];
  for (const week of weeks) {
    if (!(week.exposure > 0)) continue;
    if (week.count === null) dropped.not_counted++;
    else if (week.ssi === null) dropped[week.late ? "late" : "no_reading"]++;
    else if (withNext && week.next === null) dropped.not_known++;
    else {
      const { person, exposure, count } = week;
      rows.push({ person, week: week.week, exposure, count, x: week.ssi / STEP, lead: week.next / STEP });
    }
  }
  const lateShare = dropped.late ? dropped.late / (dropped.late + rows.length) : 0;
  return { rows, dropped, lateShare };
}

// What is known of each person of the rows: events, and whether the score moves.
function takePeople(rows) {
  const people = new Map();
  for (const row of rows) {
    const own = people.get(row.person) ?? { events: 0, rows: 0, low: Infinity, high: -Infinity };
    own.events += row.count;
    own.rows++;
    own.low = Math.min(own.low, row.x);
    own.high = Math.max(own.high, row.x);
    people.set(row.person, own);
  }
  return [...people.values()];
}

function findSilence(rows, people, moving, dropped) {
  const weeks = new Set(rows.filter((row) => row.count > 0).map((row) => row.week));
  if (!rows.length) return dropped.late ? "only_late" : "no_reading";
  if (rows.some((row) => row.count < 0)) return "negative";
  if (people.every((person) => person.events === 0)) return "no_event";
  if (people.length === 1) return "one_person";
  if (weeks.size === 1) return "one_week";
  if (!moving.length) return "flat_score";
  return moving.length === 1 ? "rests_on_one" : "";
}

// The comparison within people: `slopes` with log and se, or `silence` and why not.
export function compare(weeks, regressors = ["x"]) {
  const { rows, dropped, lateShare } = take(weeks, regressors.includes("lead"));
  const people = takePeople(rows);
  const moving = people.filter((person) => person.events > 0 && person.high > person.low);
  const sum = (name) => moving.reduce((all, person) => all + person[name], 0);
  const known = {
    people: people.filter((person) => person.events > 0).length,
    informative: moving.length,
    events: sum("events"),
    rows: sum("rows"),
    withoutEvent: people.filter((person) => !(person.events > 0)).length,
    oneScore: people.filter((person) => person.events > 0 && !(person.high > person.low)).length,
    used: rows.length,
    dropped,
    lateShare,
    effective: 0,
    slopes: null,
  };
  const silence = findSilence(rows, people, moving, dropped);
  return silence ? { ...known, silence } : { ...known, ...estimate(rows, regressors, moving.length - 1) };
}

function estimate(rows, regressors, freedom) {
  const fitted = fit(layCells(rows, regressors));
  if (fitted === null) return { silence: "separated" };
  const own = fitted.information[0];
  const all = own.reduce((a, b) => a + b, 0);
  if (!(all > 0)) return { silence: "moves_together" };
  const errors = standardErrors(fitted);
  if (!Number.isFinite(errors[0])) return { silence: "rests_on_one" };
  if (errors[0] * Math.sqrt(all) < NO_SCATTER) return { silence: "no_scatter" };
  return {
    silence: "",
    slopes: fitted.coefficients.map((log, p) => ({ log, se: errors[p], freedom })),
    effective: (all * all) / own.reduce((sum, each) => sum + each * each, 0),
  };
}

// p of "next Monday's score goes with this week's outcome", at this Monday's; null where it cannot be asked.
export function testLead(weeks) {
  const lead = compare(weeks, ["x", "lead"]).slopes?.[1];
  if (!lead || !Number.isFinite(lead.se) || lead.se <= 0) return null;
  return 2 * studentBelow(-Math.abs(lead.log) / lead.se, lead.freedom);
}

function checkGates(made, leadP, gates) {
  const most = (name, value) => ({ name, holds: value <= gates[name], value, needed: gates[name] });
  const least = (name, value) => ({ name, holds: value >= gates[name], value, needed: gates[name] });
  const lead = { name: leadP === null ? "lead_unknown" : "lead", value: leadP, needed: gates.lead_p };
  return [
    most("late_rows", made.lateShare),
    least("people_with_events", made.informative),
    least("effective_people", made.effective),
    least("events", made.events),
    { ...lead, holds: leadP !== null && leadP >= gates.lead_p },
  ];
}

const toRatio = (log) => (log < 700 ? Math.exp(log) : Infinity);

// The verdict: word, reason (a gate, a silence, or "interval"), notes, and the interval that it rests on.
export function decide(weeks, plan) {
  const made = compare(weeks);
  const leadP = testLead(weeks);
  const gates = checkGates(made, leadP, plan.gates);
  const told = { ...made, leadP, gates, word: "undetermined", reason: made.silence, notes: [] };
  if (!made.slopes) return told;
  const { log, se, freedom } = made.slopes[0];
  const reach = -studentQuantile(plan.level, freedom) * se;
  const [low, high] = [toRatio(log - reach), toRatio(log + reach)];
  const failed = gates.find((each) => !each.holds)?.name ?? "";
  const inside = high < plan.threshold ? "useless" : low > plan.threshold ? "useful" : "undetermined";
  const word = failed ? "undetermined" : inside;
  const notes = [];
  if (word === "useless" && high < plan.claim) notes.push("claim_excluded");
  if (word === "useless" && high < 1) notes.push("inverse");
  const apart = reach + studentQuantile(plan.power, freedom) * se;
  const more = Math.ceil(made.events * ((plan.apart * se) / Math.log(plan.threshold)) ** 2 - made.events);
  const numbers = { log, se, freedom, low, high, detectable: toRatio(apart), moreEvents: Math.max(0, more) };
  return { ...told, ...numbers, word, reason: failed || "interval", notes };
}
