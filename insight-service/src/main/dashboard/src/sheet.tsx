/** What lies below a chart: in the flow where there is room, and on a phone behind a button each, as a sheet. */
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { JSX, TargetedMouseEvent } from "preact";
import { focusAgain } from "./check.tsx";
import { say } from "./say.ts";

const narrow = matchMedia("(max-width: 599px)");
export const isPhone = signal(narrow.matches);
narrow.addEventListener("change", () => (isPhone.value = narrow.matches));

/**
 * @param body undefined while it is not known
 * @param inFlow what it is where there is room; by itself it has no heading, which the sheet has
 * @param meanwhile what keeps its place there until it is known
 */
export function Part(props: { title: string; body: JSX.Element | undefined; inFlow: (body: JSX.Element) => JSX.Element; meanwhile?: JSX.Element }): JSX.Element | null {
  const { title, body, inFlow, meanwhile } = props;
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  if (!isPhone.value) return body === undefined ? (meanwhile ?? null) : inFlow(body);
  return (
    <>
      <button ref={opener} type="button" class="opens" aria-haspopup="dialog" disabled={body === undefined} onClick={() => setOpen(true)}>
        {title}
      </button>
      {isOpen && body !== undefined && (
        <Sheet title={title} onEnd={() => setOpen(false)} back={() => opener.current}>
          {body}
        </Sheet>
      )}
    </>
  );
}

/** Escape, its button and a tap beside it end it; then the focus is where it was opened from. */
function Sheet(props: { title: string; onEnd: () => void; back: () => HTMLElement | null; children: JSX.Element }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    return () => focusAgain(props.back());
  }, []);

  function beside(event: TargetedMouseEvent<HTMLDialogElement>): void {
    // what is clicked by a key is a button in it, and its own edge belongs to it
    if (event.target === event.currentTarget && event.clientY < event.currentTarget.getBoundingClientRect().top) props.onEnd();
  }

  return (
    <dialog ref={dialog} class="sheet rising" aria-labelledby="sheet-title" onCancel={props.onEnd} onClick={beside}>
      <div class="row">
        <h2 id="sheet-title">{props.title}</h2>
        <button type="button" class="quiet" onClick={props.onEnd}>
          {say("app.close")}
        </button>
      </div>
      {props.children}
    </dialog>
  );
}
