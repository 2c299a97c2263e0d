/** What the page says in German: a script of its own, with the same messages. */
import de from "../messages/de.json";
import type { Key } from "./say.ts";

const messages: Record<Key, string> = de;
export default messages;
