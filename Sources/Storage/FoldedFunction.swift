import CSQLite
import Sales

extension Connection {
  /// Makes `folded(text)` known to SQL on this connection, for the few texts that have no folded column.
  ///
  /// Directly only: no schema, view or trigger of a file may call it.
  func addFolded() {
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY
    sqlite3_create_function_v2(
      handle, "folded", 1, flags, nil,
      { context, _, values in
        guard let value = values?[0], let bytes = sqlite3_value_text(value) else {
          sqlite3_result_null(context)
          return
        }
        let count = Int(sqlite3_value_bytes(value))
        var text = folded(String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
        text.withUTF8 { bytes in
          bytes.withMemoryRebound(to: CChar.self) { characters in
            sqlite3_result_text(
              context, characters.baseAddress, Int32(characters.count), dealboard_sqlite_transient())
          }
        }
      }, nil, nil, nil)
  }
}
