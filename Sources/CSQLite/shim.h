#ifndef DEALBOARD_CSQLITE_SHIM_H
#define DEALBOARD_CSQLITE_SHIM_H

#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast that Swift's importer does not evaluate. SQLite copies the bytes before it returns.
static inline sqlite3_destructor_type dealboard_sqlite_transient(void) { return SQLITE_TRANSIENT; }

#endif
