// The AsyncAPI document as its own parser reads it: an error or a warning ends this with 1.
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";

const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], "utf8"));
for (const each of diagnostics) {
  console.log(`${each.severity} ${each.code} at ${each.path.join(".")}: ${each.message}`);
}
if (!document || diagnostics.some((each) => each.severity < 2)) process.exit(1);
console.log(`${document.operations().length} operations, ${document.messages().length} messages, ${document.servers().length} servers`);
