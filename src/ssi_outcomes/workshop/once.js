// What was found of a text is found once: a table says few things many times.

export const MOST_KEPT = 20000; // texts of a kind

// `find`, which must say the same of the same text each time, and remembers what it said.
export function once(find) {
  const found = new Map();
  return (text) => {
    let said = found.get(text);
    if (said === undefined) {
      said = find(text);
      if (found.size < MOST_KEPT) found.set(text, said);
    }
    return said;
  };
}
