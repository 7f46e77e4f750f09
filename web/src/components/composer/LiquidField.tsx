import { Textarea } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import classes from "./LiquidField.module.css";
import { LiquidInserter } from "./LiquidInserter.tsx";
import { asOneLine, insertAt, liquidTokens } from "./liquid.ts";

type Props = {
  id: string;
  label: string;
  description?: ReactNode;
  error?: ReactNode;
  placeholder?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  readOnly?: boolean;
  language: string;
  allowTrigger: boolean;
};

/** A one-line text that may hold Liquid: tags are coloured as one types, and a menu writes them. Long texts wrap. */
export function LiquidField(props: Props) {
  const { value, onChange, readOnly } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  const insert = (liquid: string) => {
    const element = input.current;
    const start = element?.selectionStart ?? value.length;
    const result = insertAt(value, start, element?.selectionEnd ?? start, liquid);
    onChange(result.value);
    // The caret can only be placed once React has written the new value into the field.
    requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(result.caret, result.caret);
    });
  };
  return (
    <Textarea
      id={props.id}
      ref={input}
      label={props.label}
      description={props.description}
      error={props.error}
      placeholder={props.placeholder}
      value={value}
      onChange={(event) => onChange(asOneLine(event.currentTarget.value))}
      onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      required={props.required}
      readOnly={readOnly}
      withAsterisk={false}
      autosize
      minRows={1}
      spellCheck={false}
      classNames={{ input: classes.input }}
      inputContainer={(children) => (
        <div className={classes.frame}>
          {children}
          <div className={classes.mirror} aria-hidden="true">
            {liquidTokens(value).map((token, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place in the text
              <span key={index} className={token.kind === "liquid" ? classes.liquid : undefined}>
                {token.text}
              </span>
            ))}
          </div>
        </div>
      )}
      rightSection={
        readOnly ? undefined : (
          <LiquidInserter
            language={props.language}
            allowTrigger={props.allowTrigger}
            onInsert={insert}
            onCancel={() => input.current?.focus()}
          />
        )
      }
      rightSectionProps={{ className: classes.section }}
    />
  );
}
