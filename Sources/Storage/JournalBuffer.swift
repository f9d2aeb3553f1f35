import Sales

/// The entries of the action under way that are not in the file yet.
///
/// A long change writes several for each deal, so one statement writes many of them.
/// A class, since whoever asks the journal, and so has it written first, changes no row.
final class JournalBuffer {
  /// The entries' columns after the action, one entry after the other.
  private var values: [Scalar] = []
  private static let columns = 3
  private static let most = 32

  /// Adds the entry, and writes all there are once they fill a statement.
  func add(_ entry: JournalEntry, of action: Int64, to connection: Connection) throws(StoreError) {
    values.append(.text(entry.key.id))
    values.append(.text(entry.kind.rawValue))
    values.append(.text(JournalText.encode(entry.fields)))
    guard values.count == Self.most * Self.columns else { return }
    try connection.run(Self.many, [.integer(action)] + values)
    values.removeAll(keepingCapacity: true)
  }

  /// Writes what is left. Before the journal is read, and at the end.
  func flush(_ action: Int64, to connection: Connection) throws(StoreError) {
    if values.isEmpty { return }
    for first in stride(from: 0, to: values.count, by: Self.columns) {
      try connection.run(Self.one, [.integer(action)] + values[first..<first + Self.columns])
    }
    values.removeAll(keepingCapacity: true)
  }

  private static let one = statement(rows: 1)
  private static let many = statement(rows: most)

  private static func statement(rows: Int) -> String {
    let places = (0..<rows).map { row in "(?1, ?\(row * columns + 2), ?\(row * columns + 3), ?\(row * columns + 4))" }
    return "INSERT INTO edits (action, row_id, kind, fields) VALUES \(places.joined(separator: ", "))"
  }
}
