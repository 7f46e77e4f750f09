import { Table, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./DataTable.module.css";
import { PlainLink } from "./links.tsx";
import { RowsSkeleton } from "./Skeletons.tsx";

export type Sort = { key: string; direction: "asc" | "desc" };

export type Column<T> = {
  key: string;
  header: string;
  /** Shown in place of the header's text: a box that ticks all rows. */
  headerCell?: ReactNode;
  cell: (row: T) => ReactNode;
  align?: "left" | "right";
  width?: number | string;
  sortable?: boolean;
  /** Has controls of its own: above the link that covers the row. */
  unlinked?: boolean;
  /** Left out on screens narrower than this. */
  hideBelow?: "xs" | "sm" | "md" | "lg";
};

type Props<T> = {
  /** Names the table for screen readers. */
  label: string;
  columns: Column<T>[];
  /** undefined while loading. */
  rows: T[] | undefined;
  rowKey: (row: T) => string;
  /** The first column (that is not `unlinked`) becomes a link that covers the row. */
  rowLink?: (row: T) => string;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  /** Shown instead of rows when there are none. */
  empty: ReactNode;
  /** Shown instead of everything else. */
  error?: ReactNode;
};

/** Every list of the dashboard: header, rows, and its loading, empty and error states in one frame. */
export function DataTable<T>({
  label,
  columns,
  rows,
  rowKey,
  rowLink,
  sort,
  onSort,
  empty,
  error,
}: Props<T>) {
  const { t } = useTranslation();
  if (error) return <div className={classes.frame}>{error}</div>;
  if (!rows) {
    return (
      <div className={classes.frame} role="status" aria-label={t("loading")} style={{ padding: "4px 16px" }}>
        <RowsSkeleton />
      </div>
    );
  }
  if (rows.length === 0) return <div className={classes.frame}>{empty}</div>;
  const linked = columns.findIndex((column) => !column.unlinked);
  return (
    <div className={classes.frame}>
      <Table.ScrollContainer minWidth={0} type="native">
        <Table aria-label={label}>
          <Table.Thead className={classes.head}>
            <Table.Tr>
              {columns.map((column) => (
                <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={rowKey(row)} className={classes.row} data-linked={rowLink ? true : undefined}>
                {columns.map((column, index) => (
                  <Table.Td
                    key={column.key}
                    ta={column.align}
                    visibleFrom={column.hideBelow}
                    className={column.unlinked ? classes.unlinked : undefined}
                  >
                    {rowLink && index === linked ? (
                      <PlainLink to={rowLink(row)} className={classes.link}>
                        {column.cell(row)}
                      </PlainLink>
                    ) : (
                      column.cell(row)
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}

type HeaderProps<T> = { column: Column<T>; sort?: Sort | null; onSort?: (sort: Sort) => void };

function HeaderCell<T>({ column, sort, onSort }: HeaderProps<T>) {
  const direction = sort?.key === column.key ? sort.direction : null;
  const ariaSort = direction === "asc" ? "ascending" : direction === "desc" ? "descending" : undefined;
  const Icon = direction === "asc" ? IconArrowUp : direction === "desc" ? IconArrowDown : IconArrowsSort;
  const next = direction === "asc" ? "desc" : "asc";
  return (
    <Table.Th
      ta={column.align}
      w={column.width}
      visibleFrom={column.hideBelow}
      aria-sort={ariaSort}
      scope="col"
    >
      {column.sortable && onSort ? (
        <UnstyledButton
          className={classes.sort}
          data-active={direction ? true : undefined}
          onClick={() => onSort({ key: column.key, direction: next })}
        >
          {column.header} <Icon size={13} aria-hidden opacity={direction ? 1 : 0.5} />
        </UnstyledButton>
      ) : (
        (column.headerCell ?? column.header)
      )}
    </Table.Th>
  );
}
