#ifndef DEALBOARD_CSQLITE_SHIM_H
#define DEALBOARD_CSQLITE_SHIM_H

#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast that Swift's importer does not evaluate. SQLite copies the bytes before it returns.
static inline sqlite3_destructor_type dealboard_sqlite_transient(void) { return SQLITE_TRANSIENT; }

// sqlite3_db_config takes variable arguments, which Swift does not see. Without a checkpoint on close, closing a file
// that turned out to be none of ours leaves it byte for byte as it was.
static inline int dealboard_sqlite_no_checkpoint_on_close(sqlite3 *db) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

// sqlite3_config takes variable arguments too. SQLite otherwise counts, under a lock, every byte that it allocates. Only
// before the first connection; later it changes nothing.
static inline int dealboard_sqlite_without_memory_counts(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

#endif
