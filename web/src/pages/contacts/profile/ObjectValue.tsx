import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Json } from "../../../api/types.ts";
import { useFormat } from "../../../ui/format.ts";
import classes from "./profile.module.css";

type Members = { [key: string]: Json };

/** A nested value as people read it: objects as an indented tree, lists of objects as a table. */
export function ObjectValue({ value }: { value: Json }) {
  const { t } = useTranslation("contacts");
  const format = useFormat();
  if (Array.isArray(value)) {
    const rows = value.filter(isMembers);
    if (rows.length > 0 && rows.length === value.length) return <ObjectTable rows={rows} />;
    return (
      <>{value.map((item) => (typeof item === "object" ? JSON.stringify(item) : String(item))).join(", ")}</>
    );
  }
  if (isMembers(value)) return <ObjectTree members={value} />;
  if (typeof value === "number") return <>{format.number(value)}</>;
  if (typeof value === "boolean") return <>{t(value ? "yes" : "no")}</>;
  return <>{value === null ? "–" : value}</>;
}

function isMembers(value: Json): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function ObjectTree({ members }: { members: Members }) {
  return (
    <dl className={classes.tree}>
      {Object.entries(members).map(([name, value]) => (
        <div key={name} data-nested={(typeof value === "object" && value !== null) || undefined}>
          <dt>{name}</dt>
          <dd>
            <ObjectValue value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The columns are the keys that any element has, in the order of their first appearance. */
function ObjectTable({ rows }: { rows: Members[] }) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].slice(0, 12);
  return (
    <Table.ScrollContainer minWidth={0} type="native">
      <Table withTableBorder withColumnBorders fz="xs" verticalSpacing={4} horizontalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: elements have no identity but their place
            <Table.Tr key={at}>
              {columns.map((column) => (
                <Table.Td key={column}>
                  {column in row ? <ObjectValue value={row[column] ?? null} /> : ""}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
