import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAttributeWords } from "../../../components/attribute-label.ts";
import classes from "./import.module.css";
import type { Mapping } from "./mapping.ts";

type Props = { headers: string[]; rows: string[][]; mapping: Mapping };

/** The first rows of the file as it was read, each column under its name and where it goes. */
export function PreviewTable({ headers, rows, mapping }: Props) {
  const { t } = useTranslation("contacts");
  const { attributeLabel } = useAttributeWords();
  const targetName = (header: string): string => {
    const column = mapping[header];
    if (!column || column.target === "ignore") return t("import.columns.ignored");
    switch (column.target) {
      case "attribute":
        return column.attribute ?? "";
      case "alias":
        return `${t("import.columns.alias")} ${column.label ?? ""}`;
      case "subscription":
        return t("import.columns.subscription");
      default:
        return attributeLabel(column.target, false);
    }
  };
  return (
    <section
      className={classes.preview}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reachable by keyboard
      tabIndex={0}
      aria-label={t("import.preview.title")}
    >
      <Table verticalSpacing={6} fz="xs" aria-label={t("import.preview.title")}>
        <Table.Thead>
          <Table.Tr>
            {headers.map((header) => (
              <Table.Th
                key={header}
                scope="col"
                data-ignored={mapping[header]?.target === "ignore" || undefined}
              >
                {header}
                <div className={classes.previewTarget}>{targetName(header)}</div>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity but their place
            <Table.Tr key={at}>
              {headers.map((header, column) => (
                <Table.Td key={header} data-ignored={mapping[header]?.target === "ignore" || undefined}>
                  {row[column]}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
