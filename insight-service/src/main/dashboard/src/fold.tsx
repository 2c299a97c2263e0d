/** Whether all that was sent is in what is shown here, and what was set aside of it: for who looks after a studio. */
import type { JSX } from "preact";
import type { StudioFold } from "./answers.ts";
import { lookAgain, useLooked } from "./looked.ts";
import { type Key, say } from "./say.ts";
import { dayOfInstant, moment } from "./words.ts";

const PATH = "/v1/studio/fold";
/** What comes in just now always waits a moment, and is no news. */
const A_MINUTE_S = 60;

export function Fold(): JSX.Element {
  const seen = useLooked<StudioFold>("insight", PATH);
  return (
    <section class="card fold" aria-labelledby="fold-title">
      <div class="row">
        <h2 id="fold-title">{say("fold.title")}</h2>
        <button type="button" class="quiet" onClick={() => void lookAgain("insight", PATH)}>
          {say("fold.look")}
        </button>
      </div>
      {seen !== undefined && <Told fold={seen.answer} />}
    </section>
  );
}

function Told({ fold }: { fold: StudioFold }): JSX.Element {
  const when = moment(fold.foldedTo, zone());
  return (
    <>
      <p>{fold.behindSeconds < A_MINUTE_S ? say("fold.all", { when }) : `${say("fold.behind", { when })} ${say("fold.behind.todo")}`}</p>
      <Aside parked={fold.parked} />
    </>
  );
}

function Aside({ parked }: { parked: StudioFold["parked"] }): JSX.Element {
  if (parked.count === 0) return <p class="soft">{say("fold.noneAside")}</p>;
  const told = parked.isMore || parked.latest === null ? say("fold.moreAside", { count: parked.count }) : say("fold.aside", { count: parked.count, day: dayOfInstant(parked.latest, zone()) });
  return (
    <>
      <p>{told}</p>
      <ul>
        {parked.reasons.map((each) => (
          <li key={each}>{say(`fold.reason.${each}` satisfies Key)}</li>
        ))}
      </ul>
      <p class="soft">{say("fold.aside.todo")}</p>
    </>
  );
}

/** The staff's own, as nothing here is a member's. */
function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
