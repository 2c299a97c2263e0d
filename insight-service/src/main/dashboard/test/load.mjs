// A module of the page as Node can run it.
import { build } from "esbuild";
import { compiledMessages } from "../messages.mjs";

export async function load(entry) {
  const built = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm", jsx: "automatic", jsxImportSource: "preact", logLevel: "silent", plugins: [compiledMessages] });
  return import(`data:text/javascript,${encodeURIComponent(built.outputFiles[0].text)}`);
}
