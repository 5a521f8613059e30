import type { DatabaseFile } from '../storage/database-file.ts';
import type { ChangedCollection } from '../storage/witness.ts';

/**
 * Puts a view of the same name before each of the collection's tables in a snapshot: what is written goes to temporary
 * tables beside, what is read is the stored rows without those that are gone, and those that were added. The connection's
 * statements find the view by themselves, as SQLite looks among temporary names first.
 */
export function shadowTables(file: DatabaseFile, collection: ChangedCollection): void {
  const { table } = collection;
  file.exec(`
    CREATE TEMP TABLE gone_${table} (row INTEGER PRIMARY KEY);
    CREATE TEMP TABLE added_${table} (row INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, data BLOB NOT NULL);
    CREATE TEMP VIEW ${table} AS
      SELECT row, key, data FROM main.${table} WHERE row NOT IN (SELECT row FROM temp.gone_${table})
      UNION ALL SELECT row, key, data FROM temp.added_${table};
    CREATE TEMP TRIGGER insert_${table} INSTEAD OF INSERT ON ${table} BEGIN
      INSERT INTO added_${table} (row, key, data) VALUES (NEW.row, NEW.key, NEW.data);
    END;
    CREATE TEMP TRIGGER update_${table} INSTEAD OF UPDATE ON ${table} BEGIN
      INSERT OR IGNORE INTO gone_${table} (row) SELECT row FROM main.${table} WHERE row = OLD.row;
      INSERT OR REPLACE INTO added_${table} (row, key, data) VALUES (NEW.row, NEW.key, NEW.data);
    END;
    CREATE TEMP TRIGGER delete_${table} INSTEAD OF DELETE ON ${table} BEGIN
      INSERT OR IGNORE INTO gone_${table} (row) SELECT row FROM main.${table} WHERE row = OLD.row;
      DELETE FROM added_${table} WHERE row = OLD.row;
    END;`);
  for (const index of collection.indexes) shadowEntries(file, index.table);
}

function shadowEntries(file: DatabaseFile, table: string): void {
  const columns = '(key BLOB NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (key, row)) WITHOUT ROWID';
  file.exec(`
    CREATE TEMP TABLE gone_${table} ${columns};
    CREATE TEMP TABLE added_${table} ${columns};
    CREATE TEMP VIEW ${table} AS
      SELECT key, row FROM main.${table} e
        WHERE NOT EXISTS (SELECT 1 FROM temp.gone_${table} g WHERE g.key = e.key AND g.row = e.row)
      UNION ALL SELECT key, row FROM temp.added_${table};
    CREATE TEMP TRIGGER insert_${table} INSTEAD OF INSERT ON ${table} BEGIN
      INSERT INTO added_${table} (key, row) VALUES (NEW.key, NEW.row);
    END;
    CREATE TEMP TRIGGER delete_${table} INSTEAD OF DELETE ON ${table} BEGIN
      INSERT OR IGNORE INTO gone_${table} (key, row) SELECT key, row FROM main.${table} WHERE key = OLD.key AND row = OLD.row;
      DELETE FROM added_${table} WHERE key = OLD.key AND row = OLD.row;
    END;`);
}
