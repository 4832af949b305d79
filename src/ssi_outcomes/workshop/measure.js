// The eight items before and after: stories of one form, drawn by lot; what was chosen becomes a short code
// for the trainer. No answer is known here.

import { make, put, say } from "./wording.js";

const EMPTY = "x";

// The code of a sheet, as answer_code.py reads it: moment, form, a letter an item, a letter against slips.
export function writeCode(moment, form, letters, { forms, letters: known, checks }) {
  const places = letters.map((letter) => [...known, EMPTY].indexOf(letter));
  const values = [moment, forms.indexOf(form), ...places];
  const sum = values.reduce((total, value, place) => total + (place + 1) * value, 0);
  const half = letters.length / 2;
  const written = letters.join("");
  const check = checks[sum % checks.length];
  return [`${moment}${form}`, written.slice(0, half), written.slice(half), check].join("-");
}

// The form of a code from before, or null: the other one comes after.
export function formBefore(text, told) {
  const signs = [...text.toLowerCase()].filter((each) => /[a-z0-9]/.test(each));
  const form = (signs[1] ?? "").toUpperCase();
  const letters = signs.slice(2, -1);
  const whole = signs[0] === "1" && told.forms.includes(form) && letters.length === told.items[form].length;
  if (!whole) return null;
  const code = writeCode(1, form, letters, told);
  return code.toLowerCase().replaceAll("-", "") === signs.join("") ? form : null;
}

export function startMeasure(told) {
  const choose = (moment, form) => askItems(moment, form, told);
  const drawn = () => choose(1, told.forms[Math.floor(Math.random() * told.forms.length)]);
  const typed = { type: "text", id: "code-before", autocomplete: "off", spellcheck: "false" };
  const code = make("input", typed);
  const again = () => {
    const form = formBefore(code.value, told);
    if (form) choose(2, told.forms.find((each) => each !== form));
    else put("measure-said", say("measure.no_code"));
  };
  const button = (id, onclick) => make("button", { type: "button", id, onclick }, say(`measure.${id}`));
  put(
    "measure-items",
    make("p", {}, button("before", drawn)),
    make("p", {}, make("label", { for: "code-before" }, say("measure.code_before")), " ", code),
    make("p", { role: "status", id: "measure-said" }),
    make("p", {}, button("after", again)),
  );
}

function askItems(moment, form, told) {
  const items = told.items[form];
  const chosen = Array(items.length).fill(EMPTY);
  const asked = items.flatMap(([story, ask, ...options], place) => {
    const radios = options.map((option, at) => {
      const letter = told.letters[at];
      const id = `item-${place}-${letter}`;
      const choose = () => (chosen[place] = letter);
      const input = make("input", { type: "radio", name: `item-${place}`, id, onchange: choose });
      return make("li", {}, input, make("label", { for: id }, ` ${option}`));
    });
    // The story first: who reads the question before it looks for the answer instead of reading.
    const first = make("p", { id: `story-${place}` }, make("b", {}, `${place + 1}. `), story);
    const list = make("ul", { class: "choices" }, radios);
    const from = { "aria-describedby": `story-${place}` };
    return [first, make("fieldset", from, make("legend", {}, ask), list)];
  });
  const done = make("button", { type: "button", id: "measure-done" }, say("measure.done"));
  done.addEventListener("click", () => showCode(moment, writeCode(moment, form, chosen, told), chosen, told));
  const how = make("p", { tabindex: "-1", id: "measure-how" }, say("measure.empty"));
  put("measure-items", how, asked, make("p", {}, done));
  how.focus();
}

function showCode(moment, code, chosen, told) {
  const empty = chosen.filter((letter) => letter === EMPTY).length;
  const shown = make("p", { role: "status", tabindex: "-1", id: "measure-code", class: "code" }, code);
  const again = make("button", { type: "button", onclick: () => startMeasure(told) }, say("measure.again"));
  put(
    "measure-items",
    make("p", {}, say("measure.hand_in")),
    shown,
    moment === 1 ? make("p", {}, say("measure.keep")) : null,
    empty ? make("p", {}, say("measure.left", { n: empty })) : null,
    make("p", {}, again),
  );
  shown.focus();
}
