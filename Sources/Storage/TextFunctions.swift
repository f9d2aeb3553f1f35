import CSQLite
import Glibc
import Sales

/// What a function of SQL is called with; its answer goes to the context.
private typealias SQLFunction =
  @convention(c) (
    OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?
  ) -> Void

/// Makes known to SQL on the connection: `folded(text)`, for the few texts that have no folded column;
/// `holds(text, part)`, which is `instr` by a faster search: it is asked of every deal at every letter of a filter;
/// `has_word(text, part, line)`, whether a word on that line of the text, from 0, begins with the part; and
/// `was_in(history, stages)`, whether a stay that still holds, of a history with a line `stage second` for each row, was
/// in one of the stages, which stand with spaces between them.
func addTextFunctions(to connection: OpaquePointer) {
  add(to: connection, "folded", arguments: 1) { context, _, values in
    guard let text = bytes(values?[0]) else { return sqlite3_result_null(context) }
    var result = folded(String(decoding: text, as: UTF8.self))
    result.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        sqlite3_result_text(context, characters.baseAddress, Int32(characters.count), dealboard_sqlite_transient())
      }
    }
  }
  add(to: connection, "holds", arguments: 2) { context, _, values in
    guard let text = sqlite3_value_text(values?[0]), let part = sqlite3_value_text(values?[1]) else {
      return sqlite3_result_null(context)
    }
    let isFound = text.withMemoryRebound(to: CChar.self, capacity: 1) { text in
      part.withMemoryRebound(to: CChar.self, capacity: 1) { part in strstr(text, part) != nil }
    }
    sqlite3_result_int(context, isFound ? 1 : 0)
  }
  add(to: connection, "has_word", arguments: 3) { context, _, values in
    guard let text = bytes(values?[0]), let part = bytes(values?[1]) else { return sqlite3_result_null(context) }
    var rest = text[...]
    for _ in 0..<sqlite3_value_int(values?[2]) {
      guard let end = rest.firstIndex(of: 0x0A) else { return sqlite3_result_int(context, 0) }
      rest = rest[(end + 1)...]
    }
    let line = UnsafeBufferPointer(rebasing: rest.prefix { $0 != 0x0A })
    sqlite3_result_int(context, hasWord(line, beginning: part) ? 1 : 0)
  }
  add(to: connection, "was_in", arguments: 2) { context, _, values in
    guard let history = bytes(values?[0]), let stages = bytes(values?[1]) else {
      return sqlite3_result_int(context, 0)
    }
    let named = Set(String(decoding: stages, as: UTF8.self).split(separator: " "))
    let rows = String(decoding: history, as: UTF8.self).split(separator: "\n").map { StageTransition(line: $0) }
    let wasThere = StageTransition.standing(rows).contains { named.contains($0.toStageID.description[...]) }
    sqlite3_result_int(context, wasThere ? 1 : 0)
  }
}

extension StageTransition {
  /// The stage and the second of its entry, as `was_in` is given them.
  fileprivate init(line: Substring) {
    self.init(id: TransitionID(bits: 0))
    let words = line.split(separator: " ")
    if let stage = words.first { toStageID = StageID(String(stage)) ?? toStageID }
    if let second = words.last { enteredAt = Timestamp(seconds: Int64(second) ?? 0) }
  }
}

/// Directly only: no schema, view or trigger of a file may call it.
private func add(
  to connection: OpaquePointer, _ name: String, arguments: Int32, _ function: SQLFunction
) {
  let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY
  sqlite3_create_function_v2(connection, name, arguments, flags, nil, function, nil, nil, nil)
}

/// The text's bytes, which SQLite owns until the function returns; nil for null.
private func bytes(_ value: OpaquePointer?) -> UnsafeBufferPointer<UInt8>? {
  guard let start = sqlite3_value_text(value) else { return nil }
  return UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
}
