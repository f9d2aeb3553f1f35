extension Schema {
  /// By which a request that is sent again is known. They name rows that may be deleted meanwhile, and are swept after a
  /// day.
  static let receipts = """
    CREATE TABLE receipts (
      user_id TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, row_id TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (user_id, key)) STRICT, WITHOUT ROWID;
    CREATE INDEX receipts_by_age ON receipts (at);
    """
}
