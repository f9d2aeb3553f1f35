#ifndef DEALBOARD_CSQLITE_SHIM_H
#define DEALBOARD_CSQLITE_SHIM_H

#include <sqlite3.h>
#include <sys/vfs.h>

// SQLITE_TRANSIENT is a cast that Swift's importer does not evaluate. SQLite copies the bytes before it returns.
static inline sqlite3_destructor_type dealboard_sqlite_transient(void) { return SQLITE_TRANSIENT; }

// sqlite3_db_config takes variable arguments, which Swift does not see. Without a checkpoint on close, closing a file
// that turned out to be none of ours leaves it byte for byte as it was.
static inline int dealboard_sqlite_no_checkpoint_on_close(sqlite3 *db) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

// Bytes of the database file itself, past cache and log, through the descriptor that SQLite holds: closing another one
// of ours would drop SQLite's locks.
static inline int dealboard_sqlite_read_file(sqlite3 *db, void *bytes, int count, sqlite3_int64 offset) {
  sqlite3_file *file = 0;
  int code = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (code != SQLITE_OK) return code;
  if (!file || !file->pMethods) return SQLITE_MISUSE;
  return file->pMethods->xRead(file, bytes, count, offset);
}

// The state of the write-ahead log as its index has it (sqlite.org/walformat.html, 2.1): how many frames it has, how
// many of them are in the file already, and the salt of its header.
typedef struct {
  unsigned int frames;
  unsigned int copied_frames;
  unsigned char salt[8];
} dealboard_log_state;

// SQLITE_OK when the index is open.
static inline int dealboard_sqlite_log_state(sqlite3 *db, dealboard_log_state *state) {
  sqlite3_file *file = 0;
  void volatile *map = 0;
  int code = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (code != SQLITE_OK) return code;
  if (!file || !file->pMethods || file->pMethods->iVersion < 2) return SQLITE_MISUSE;
  code = file->pMethods->xShmMap(file, 0, 32768, 0, &map);
  if (code != SQLITE_OK) return code;
  if (!map) return SQLITE_MISUSE;
  volatile unsigned int *words = (volatile unsigned int *)map;
  state->frames = words[4];
  state->copied_frames = words[24];
  for (int i = 0; i < 8; i++) state->salt[i] = ((volatile unsigned char *)map)[32 + i];
  return SQLITE_OK;
}

// The number of the file system that holds the path, 0 when there is none: statfs is not in Swift's module of glibc.
static inline unsigned int dealboard_file_system(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 ? (unsigned int)status.f_type : 0;
}

// sqlite3_config takes variable arguments too. SQLite otherwise counts, under a lock, every byte that it allocates. Only
// before the first connection; later it changes nothing.
static inline int dealboard_sqlite_without_memory_counts(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

#endif
