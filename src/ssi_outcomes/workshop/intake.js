// From what was pasted or dropped to weeks: each table read, the rules applied, who could be one person
// asked.

import { MOST_NAMES, findAlike } from "./alike.js";
import { meansTeam, sameName } from "./cells.js";
import { readTable } from "./records.js";
import { applyRules } from "./row_rules.js";
import { cutText, findTable } from "./text_table.js";
import { layWeeks } from "./weeks.js";

// What was read of some sheets (cells by row, as `cutText` or the reader of workbooks gives them): a table's
// account each, null for what has none of the template's headings.
export function readSheets(sheets, today) {
  const tables = sheets.map((sheet, source) => {
    const table = findTable(sheet);
    return table && readTable(table, today, source);
  });
  const read = tables.filter((said) => said && !said.refusal);
  applyRules(read, today);
  const names = new Set();
  for (const said of read) {
    for (const each of said.readings) names.add(each.person);
    for (const each of said.counts) names.add(each.person);
  }
  const people = [...names].filter((name) => !meansTeam(name));
  const alike = findAlike(people);
  read.forEach((said) => doubtOwners(said, alike));
  const many = people.length > MOST_NAMES;
  const hasTeam = people.length < names.size;
  return { tables, read, alike, many, hasTeam, outcomes: [...new Set(read.flatMap((said) => said.counted))] };
}

export function readTexts(texts, today) {
  return readSheets(texts.map(cutText), today);
}

// What is said of one of two people who could be one may be the other's: of that it is not known.
function doubtOwners(said, alike) {
  if (!alike.length) return;
  const pairs = alike.flatMap(([one, other]) => [
    [one, other],
    [other, one],
  ]);
  const others = new Map();
  for (const [name, other] of pairs)
    others.set(sameName(name), [...(others.get(sameName(name)) ?? []), other]);
  const doubts = (each) => others.get(sameName(each.person)) ?? [];
  for (const each of said.counts) {
    for (const person of doubts(each)) said.gaps.push({ ...each, table: "counts", person });
  }
  for (const each of said.readings) {
    const days = { start: each.day, end: each.day };
    for (const person of doubts(each)) said.gaps.push({ source: each.source, table: "ssi", person, ...days });
  }
}

export function takeWeeks({ read }, outcome, today) {
  return layWeeks(read, outcome, today);
}
