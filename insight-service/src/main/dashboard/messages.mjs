// Compiles messages in the build: what is left to do in the browser is to put parts together. A small part of ICU MessageFormat:
// {name} is a value, {name, plural, one {…} other {…}} is chosen by a number, in which # is that number.
// usage: node messages.mjs pseudo   writes a script of messages that are 40 % longer, to try the page with
import { readFileSync } from "node:fs";

const LONGER = 1.4;
const ACCENTED = { a: "á", e: "é", i: "í", o: "ó", u: "ú", A: "Á", E: "É", I: "Í", O: "Ó", U: "Ú" };

/** The parts of one message; a message without values is its text. */
export function compile(text, key = text) {
  let at = 0;
  const fail = (why) => {
    throw new Error(`${key}: ${why} at ${at} of "${text}"`);
  };

  function parts(isNested) {
    const found = [];
    let plain = "";
    const flush = () => {
      if (plain !== "") found.push(plain);
      plain = "";
    };
    while (at < text.length && text[at] !== "}") {
      if (text[at] === "{") {
        flush();
        found.push(value());
      } else if (text[at] === "#" && isNested) {
        flush();
        found.push(["#"]);
        at++;
      } else plain += text[at++];
    }
    flush();
    return found;
  }

  function word() {
    const [found] = /^\s*[A-Za-z][A-Za-z0-9]*\s*/.exec(text.slice(at)) ?? fail("a name is wanted");
    at += found.length;
    return found.trim();
  }

  function value() {
    at++;
    const name = word();
    if (text[at] === "}") {
      at++;
      return [name];
    }
    if (text[at++] !== "," || word() !== "plural" || text[at++] !== ",") fail("only plural is known");
    const forms = {};
    while (text[at] !== "}") {
      const form = word();
      if (text[at++] !== "{") fail("{ is wanted");
      forms[form] = parts(true);
      if (text[at++] !== "}") fail("} is wanted");
      at += /^\s*/.exec(text.slice(at))[0].length;
    }
    at++;
    if (forms.other === undefined) fail("other is wanted");
    return [name, forms];
  }

  const found = parts(false);
  if (at < text.length) fail("there is one } too many");
  return found.length === 0 ? "" : found.every((part) => typeof part === "string") ? found.join("") : found;
}

/** The names of the values that a message is given. */
export function values(compiled) {
  if (typeof compiled === "string") return [];
  return compiled.flatMap((part) => (typeof part === "string" || part[0] === "#" ? [] : [part[0], ...Object.values(part[1] ?? {}).flatMap(values)]));
}

export function compileAll(messages) {
  return Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, compile(text, key)]));
}

function longer(text) {
  const accented = text.replaceAll(/[aeiouAEIOU]/g, (letter) => ACCENTED[letter]);
  const words = "ëtwäs längér nöch únd nöch";
  const missing = Math.ceil(text.length * (LONGER - 1));
  // each word grows, as those of other languages do, and the end is seen to be there
  return /\S/.test(text) ? `${accented}${text.endsWith(" ") ? "" : " "}${words.repeat(1 + missing / words.length).slice(0, missing).trim()}` : text;
}

/** The same messages, 40 % longer. */
export function pseudo(compiled) {
  if (typeof compiled === "string") return longer(compiled);
  return compiled.map((part) => (typeof part === "string" ? longer(part) : part.length === 1 ? part : [part[0], Object.fromEntries(Object.entries(part[1]).map(([form, of]) => [form, pseudo(of)]))]));
}

/** For esbuild: what is imported from messages/ is compiled. */
export const compiledMessages = {
  name: "messages",
  setup(build) {
    build.onLoad({ filter: /[\\/]messages[\\/][a-z]+\.json$/ }, ({ path }) => ({ contents: JSON.stringify(compileAll(JSON.parse(readFileSync(path, "utf8")))), loader: "json" }));
  },
};

if (process.argv[2] === "pseudo") {
  const all = compileAll(JSON.parse(readFileSync("messages/en.json", "utf8")));
  console.log(`export default ${JSON.stringify(Object.fromEntries(Object.entries(all).map(([key, message]) => [key, pseudo(message)])))}`);
}
