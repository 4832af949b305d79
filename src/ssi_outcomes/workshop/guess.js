// Guess who gets called: a few of twelve invented people, by their scores; the score itself guesses too, and
// so does chance.

import { seeded } from "./invented.js";
import { make, number, put, say } from "./wording.js";

const PEOPLE = 12;
const PICKS = 4;

export function startGuess() {
  const tally = { n: 0, yours: 0, score: 0 };
  let seed = Math.floor(Math.random() * 1e9);
  const again = () => newRound(seed++, tally, again);
  again();
}

// Scores, and calls drawn apart from them.
function drawProfiles(seed) {
  const random = seeded(seed);
  const names = "ABCDEFGHIJKL";
  return Array.from({ length: PEOPLE }, (_, place) => {
    const score = Math.round(20 + 65 * random());
    const calls = Math.floor(Math.exp(0.4 + 2.6 * random()));
    // What breaks a tie says nothing of anybody.
    return { name: names[place], score, calls, lot: random() };
  });
}

const first = (people, name) =>
  new Set(
    [...people]
      .sort((a, b) => b[name] - a[name] || b.lot - a.lot)
      .slice(0, PICKS)
      .map((each) => each.name),
  );

function newRound(seed, tally, again) {
  const people = drawProfiles(seed);
  const ticked = new Set();
  const look = make(
    "button",
    { type: "button", disabled: true, onclick: () => reveal(people, ticked, tally, again) },
    say("guess.look"),
  );
  const count = make("p", { role: "status" }, say("guess.pick", { n: 0, picks: PICKS }));
  const boxes = people.map((each) => {
    const toggle = (event) => {
      if (event.target.checked) ticked.add(each.name);
      else ticked.delete(each.name);
      look.disabled = ticked.size !== PICKS;
      count.textContent = say("guess.pick", { n: ticked.size, picks: PICKS });
    };
    const input = make("input", { type: "checkbox", id: `guess-${each.name}`, onchange: toggle });
    return make(
      "li",
      {},
      input,
      make("label", { for: `guess-${each.name}` }, ` ${say("guess.person", each)}`),
    );
  });
  const list = make("ul", { class: "cards" }, boxes);
  put("guess-game", make("p", {}, say("guess.how", { people: PEOPLE, picks: PICKS })), list, count, look);
}

function reveal(people, ticked, tally, again) {
  const called = first(people, "calls");
  const found = (names) => [...names].filter((name) => called.has(name)).length;
  const [yours, score, chance] = [found(ticked), found(first(people, "score")), (PICKS * PICKS) / PEOPLE];
  tally.n++;
  tally.yours += yours;
  tally.score += score;
  const rows = [...people].sort((a, b) => b.calls - a.calls || b.lot - a.lot);
  const list = rows.map((each) => {
    const marks = `${called.has(each.name) ? "●" : "○"} ${ticked.has(each.name) ? "✓" : ""}`;
    const calls = say("guess.calls", { n: each.calls });
    return make("li", {}, `${marks} ${say("guess.person", each)} – ${calls}`);
  });
  const told = { picks: PICKS, yours, score, chance: number(chance, 1) };
  const sums = { n: tally.n, yours: tally.yours, score: tally.score, chance: number(chance * tally.n, 1) };
  const more = make("button", { type: "button", onclick: again }, say("guess.again"));
  put(
    "guess-game",
    make("p", { role: "status", tabindex: "-1", id: "guess-told" }, say("guess.told", told)),
    make("ul", { class: "cards" }, list),
    make("p", {}, `${say("guess.tally", sums)} ${say("guess.truth")}`),
    more,
  );
  more.focus();
}
