extension Schema {
  // One row, which the first change of each run of the log sets anew: it then names that run and the one before, and so
  // tells whether a log found beside a file was written for it (`LogStamp`).
  static let stamp = """
    CREATE TABLE log_stamp (
      id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
      stamp TEXT NOT NULL CHECK (stamp GLOB 'dealboard-log:*' AND length(stamp) = 79)
    ) STRICT;
    INSERT INTO log_stamp VALUES (1, 'dealboard-log:\(LogStamp.none):' || lower(hex(randomblob(16))));

    """
}
