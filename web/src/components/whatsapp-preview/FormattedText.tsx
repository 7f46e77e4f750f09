import { Fragment, type ReactNode } from "react";
import { type Block, formatWhatsApp, type Inline } from "./format.ts";
import classes from "./whatsapp.module.css";

/** Shows a message's text with WhatsApp's formatting. Links are shown as links but lead nowhere: this is a preview. */
export function FormattedText({ text }: { text: string }) {
  const blocks = formatWhatsApp(text);
  return (
    <div className={classes.text} dir="auto">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place in the text
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case "codeBlock":
      return <pre className={classes.codeBlock}>{block.text}</pre>;
    case "quote":
      return <blockquote className={classes.quote}>{inline(block.children)}</blockquote>;
    case "item":
      return (
        <div className={classes.item}>
          <span className={classes.marker}>{block.marker}</span>
          <span>{inline(block.children)}</span>
        </div>
      );
    case "line":
      return (
        <div className={classes.line}>{block.children.length === 0 ? "\u200b" : inline(block.children)}</div>
      );
  }
}

function inline(nodes: Inline[]): ReactNode {
  return nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: nodes have no identity but their place in the line
    <Fragment key={index}>{inlineNode(node)}</Fragment>
  ));
}

function inlineNode(node: Inline): ReactNode {
  switch (node.kind) {
    case "text":
      return node.text;
    case "bold":
      return <strong>{inline(node.children)}</strong>;
    case "italic":
      return <em>{inline(node.children)}</em>;
    case "strike":
      return <s>{inline(node.children)}</s>;
    case "code":
      return <code className={classes.code}>{node.text}</code>;
    case "link":
      return <span className={classes.link}>{node.text}</span>;
  }
}
