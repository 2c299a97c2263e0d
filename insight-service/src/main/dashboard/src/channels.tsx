/** Where each kind of nudge goes: any of the ways, one at least. */
import type { JSX } from "preact";
import type { Plan } from "./answers.ts";
import { CHANNELS, channelsOf, KINDS, withChannel } from "./plan.ts";
import { say } from "./say.ts";

export function Channels({ plan, onChange }: { plan: Plan; onChange: (by: Partial<Plan>) => void }): JSX.Element {
  return (
    <fieldset>
      <legend>{say("plan.channels")}</legend>
      <p class="soft small">{say("plan.channels.meaning")}</p>
      {KINDS.map((kind) => {
        const chosen = channelsOf(plan, kind);
        return (
          <div key={kind} role="group" aria-labelledby={`channels-${kind}`}>
            <p id={`channels-${kind}`} class="small">
              {say(`plan.channels.${kind}`)}
            </p>
            <div class="chips">
              {CHANNELS.map((channel) => (
                <label key={channel} class="chip-choice">
                  <input
                    type="checkbox"
                    checked={chosen.includes(channel)}
                    disabled={chosen.length === 1 && chosen[0] === channel}
                    onChange={(event) => onChange(withChannel(plan, kind, channel, event.currentTarget.checked))}
                  />
                  <span>{say(`plan.channel.${channel}`)}</span>
                </label>
              ))}
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}
