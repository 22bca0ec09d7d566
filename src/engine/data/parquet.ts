/** Tables in Parquet's columns, a row group at a time. */
import { ColumnBuilder } from './column-builder.ts';
import { columnNames } from './column-names.ts';
import type { Signal } from './platform.ts';
import { putValue } from './put-value.ts';
import { type OnProgress, ReadingStopped, type Source } from './source.ts';
import { type Table, TableError } from './table.ts';
import type { Wanted } from './wanted.ts';

/**
 * Reads the wanted columns. The libraries are loaded when the first Parquet file is.
 *
 * @throws {TableError} {ReadingStopped}
 */
export async function readParquet(
  name: string,
  source: Source,
  wanted: Wanted,
  onProgress: OnProgress,
  signal: Signal | undefined,
): Promise<Table> {
  const { parquetMetadataAsync, parquetRead, parquetSchema } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  const file = { byteLength: source.size, slice: (start: number, end = source.size) => source.slice(start, end) };
  try {
    const metadata = await parquetMetadataAsync(file);
    const headers = parquetSchema(metadata).children.map((child) => child.element.name);
    const rows = Number(metadata.num_rows);
    if (rows === 0) throw new TableError('it has no rows');
    const remarks: string[] = [];
    const names = columnNames(headers, name, remarks);
    const kept = headers.flatMap((header, i) => (wanted.columns(names[i]!) ? [{ header, name: names[i]! }] : []));
    const read = async (columns: typeof kept, texts: boolean) => {
      const builders = new Map(
        columns.map((column) => [column.header, new ColumnBuilder(column.name, column.header, texts, false)]),
      );
      let first = 0;
      for (const group of columns.length > 0 ? metadata.row_groups : []) {
        if (signal?.aborted) throw new ReadingStopped();
        const end = first + Number(group.num_rows);
        await parquetRead({
          file,
          metadata,
          compressors,
          columns: columns.map((column) => column.header),
          rowStart: first,
          rowEnd: end,
          onChunk: ({ columnName, columnData }) => {
            const builder = builders.get(columnName);
            if (builder) for (let i = 0; i < columnData.length; i++) putValue(builder, columnData[i]);
          },
        });
        first = end;
        onProgress(Math.round((source.size * first) / rows), source.size);
      }
      return builders;
    };
    const once = await read(kept, false);
    const late = kept.filter(({ header }) => once.get(header)!.late);
    const again = late.length > 0 ? await read(late, true) : new Map<string, ColumnBuilder>();
    const columns = kept.map(({ header }) => (again.get(header) ?? once.get(header)!).column());
    return { name, rows, names, columns, broken: [], remarks };
  } catch (error) {
    if (error instanceof TableError || error instanceof ReadingStopped) throw error;
    throw new TableError(
      `it is not Parquet that can be read (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}
