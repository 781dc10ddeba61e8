// Machine readable zones of people who do not exist (ICAO 9303-3 §4.9, 9303-4, 9303-5), made anew for every test.
//
// It must not know any page. A new kind of document is one more function that returns its lines.

const WEIGHTS = [7, 3, 1];

/** The check digit of ICAO 9303-3 §4.9: `<` is 0, digits are themselves, A is 10. */
export function checkDigit(text) {
  let sum = 0;
  [...text].forEach((letter, index) => {
    const value = letter === '<' ? 0 : Number.parseInt(letter, 36);
    sum += value * WEIGHTS[index % 3];
  });
  return String(sum % 10);
}

const filled = (text, length) => text.toUpperCase().replaceAll(/[^A-Z0-9<]/g, '<').slice(0, length).padEnd(length, '<');
const withDigit = (text) => text + checkDigit(text);
const names = (person, length) => filled(`${person.surname}<<${person.given}`, length);

let made = 0;
/** A document number nobody has had yet in this run. */
export function newNumber() {
  made += 1;
  return `X${String(Date.now() % 100_000).padStart(5, '0')}${String(made).padStart(2, '0')}`;
}

/** Somebody with every date in order: an adult whose document runs out in some years. */
export function person(changes = {}) {
  const year = String((new Date().getUTCFullYear() + 6) % 100).padStart(2, '0');
  return { surname: 'LOPEZ GARCIA', given: 'MARIA ELENA', issuer: 'SLV', nationality: 'SLV', number: newNumber(), born: '910402', sex: 'F', expires: `${year}0630`, ...changes };
}

/** The two lines of a passport (TD3). */
export function passport(changes) {
  const who = person(changes);
  const number = withDigit(filled(who.number, 9));
  const born = withDigit(who.born);
  const expires = withDigit(who.expires);
  const optional = withDigit(filled('', 14));
  const composite = checkDigit(number + born + expires + optional);
  return [`P<${filled(who.issuer, 3)}${names(who, 39)}`, `${number}${filled(who.nationality, 3)}${born}${who.sex}${expires}${optional}${composite}`];
}

/** The three lines of an identity card (TD1). */
export function identityCard(changes) {
  const who = person(changes);
  const number = withDigit(filled(who.number, 9));
  const born = withDigit(who.born);
  const expires = withDigit(who.expires);
  const first = `I<${filled(who.issuer, 3)}${number}${filled('', 15)}`;
  const rest = filled('', 11);
  const composite = checkDigit(first.slice(5) + born + expires + rest);
  return [first, `${born}${who.sex}${expires}${filled(who.nationality, 3)}${rest}${composite}`, names(who, 30)];
}
