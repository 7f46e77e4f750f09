-- Deleting a contact empties what lists of import errors show of it: in any cell of a row, not only in the refused one. Strings
-- longer than 125 bytes are indexed by their hash. Some 10 us a failed row of ten columns; good rows have no line here.
create index import_errors_of_record on import_errors using gin (record) where record is not null;
