/** Tables that are read on a phone too. */
import type { ComponentChildren, JSX } from "preact";

/**
 * A table of which each row is a block on a phone, in which what each cell is stands before it. It stays a table for who hears
 * it, and the roles say so to browsers that take a table without its layout for none.
 */
export function Stacked(props: { class?: string; name: string; hasCaption?: boolean; columns: readonly string[]; children: ComponentChildren }): JSX.Element {
  return (
    <div class="scrolled" tabIndex={0} role="region" aria-label={props.name}>
      <table role="table" class={`stacked ${props.class ?? ""}`}>
        {props.hasCaption === true && <caption>{props.name}</caption>}
        <thead role="rowgroup">
          <tr role="row">
            {props.columns.map((each) => (
              <th key={each} role="columnheader" scope="col">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">{props.children}</tbody>
      </table>
    </div>
  );
}

/** A cell of such a table; its column's name is heard from the column. */
export function Cell(props: { of?: string; class?: string; span?: number; children?: ComponentChildren }): JSX.Element {
  return (
    <td role="cell" class={props.class} colSpan={props.span}>
      {props.of !== undefined && (
        <span class="of" aria-hidden="true">
          {props.of}
        </span>
      )}
      {props.children}
    </td>
  );
}
