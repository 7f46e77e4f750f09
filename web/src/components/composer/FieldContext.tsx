import classes from "./FieldContext.module.css";
import type { Surroundings } from "./template-text.ts";

/** Where in the message a value will stand: the template's own words, with a gap for the value. */
export function FieldContext({
  surroundings,
  placeholder,
}: {
  surroundings: Surroundings;
  placeholder: string;
}) {
  return (
    <span className={classes.context}>
      {surroundings.before}
      <span className={classes.gap}>{placeholder}</span>
      {surroundings.after}
    </span>
  );
}
