/**
 * What passwords that everybody tries first are made of. A rule in place of a list: lists of the commonest thousands consist of
 * these words and runs, repeated, joined, with digits around them and letters written as digits.
 */
const words = [
  "password passwort passord losenord adgangskode wachtwoord kodeord geheim hemmelig hemligt secret admin administrator root user",
  "guest login welcome willkommen velkommen valkommen welkom hello hallo letmein changeme default master iloveyou ilove love",
  "you test testing demo qwerty qwertz azerty asdf zxcv qaz wsx edc sunshine princess monkey dragon football fussball baseball",
  "superman batman shadow michael jordan daniel thomas summer winter spring autumn sommer vinter hostsommer frühling herbst",
  "monday freedom whatever trustno one computer internet samsung google apple meter strom energy energie power home house",
  "my the is this abc xyz oslo norge norway sverige sweden danmark denmark deutschland germany nederland meter2mqtt mqtt amsreader",
]
  .join(" ")
  .split(" ")
  .sort((a, b) => b.length - a.length);

const rows = [
  "0123456789",
  "9876543210",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "1qaz2wsx3edc4rfv",
];
/** How letters are written to look clever. */
const spellings: Readonly<Record<string, string>> = {
  a: "[a4@]",
  e: "[e3]",
  i: "[i1!]",
  o: "[o0]",
  s: "[s5$]",
  t: "[t7]",
};

function patternOf(words: readonly string[]): RegExp {
  const spelt = words.map((word) => [...word].map((letter) => spellings[letter] ?? quoted(letter)).join(""));
  return new RegExp(spelt.join("|"), "gu");
}

function quoted(letter: string): string {
  return /[\p{L}\p{N}]/u.test(letter) ? letter : `\\u{${letter.codePointAt(0)?.toString(16)}}`;
}

const commonWords = patternOf(words);

/** Whether it is made of nothing but the user's name, common words, runs on the keyboard and repetitions. */
export function isCommonPassword(password: string, user: string): boolean {
  const plain = password.toLowerCase().normalize("NFC");
  const own = user.toLowerCase();
  return leftOf(own.length < 3 ? plain : plain.replace(patternOf([own]), " ")) < leastOwn;
}

/** Fewer characters than this, beside what everybody would try, are no secret. */
const leastOwn = 4;

/** Letters and digits of its own. */
function leftOf(text: string): number {
  let rest = text
    .replace(commonWords, " ")
    // What people add to a word to make it a new password.
    .replace(/ \d{1,3}(?!\d)/g, " ")
    .replace(/(.{1,4}?)\1{2,}/gu, " ")
    .replace(/(19|20)\d\d/g, " ");
  for (const row of rows) rest = withoutRuns(rest, row);
  return rest.replace(/[^\p{L}\p{N}]/gu, "").length;
}

/** Takes out what stands in a row in the same order, three characters and more. */
function withoutRuns(text: string, row: string): string {
  let result = "";
  for (let at = 0; at < text.length; ) {
    let length = 1;
    while (at + length < text.length && row.includes(text.slice(at, at + length + 1))) length++;
    result += length >= 3 ? " " : text.slice(at, at + length);
    at += length;
  }
  return result;
}
