import CSQLite

/// Another program with the same file: asks in SQL, and can hold the lock that writers need.
package final class OtherWriter {
  private var connection: OpaquePointer?

  package init(_ path: String) throws {
    guard sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else {
      throw Trouble("\(path) cannot be opened.")
    }
    sqlite3_busy_timeout(connection, 5000)
  }

  deinit {
    sqlite3_close(connection)
  }

  /// The rows of an answer, each with `|` between its columns.
  @discardableResult
  package func ask(_ sql: String) throws -> [String] {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK else { throw failure(sql) }
    defer { sqlite3_finalize(statement) }
    var rows: [String] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        let cells = (0..<sqlite3_column_count(statement)).map { column in
          sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
        }
        rows.append(cells.joined(separator: "|"))
      case SQLITE_DONE: return rows
      default: throw failure(sql)
      }
    }
  }

  /// The stage names that a deal has been through, the first one first.
  package func path(of deal: String) throws -> [String] {
    try ask(
      """
      SELECT to_stage_name FROM stage_history WHERE deal_id = (SELECT id FROM deals WHERE name = '\(deal)') ORDER BY id
      """)
  }

  private func failure(_ sql: String) -> Trouble {
    Trouble("\(sql): \(String(cString: sqlite3_errmsg(connection)))")
  }
}
