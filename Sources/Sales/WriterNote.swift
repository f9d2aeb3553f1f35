/// What somebody is writing who holds the lock of the file for long, for those who wait.
package struct WriterNote: Hashable, Sendable {
  /// The user's name.
  package let name: String
  /// What they are doing, such as “importing”.
  package let work: String
  /// How many of how many parts are done; what the parts are, in the plural.
  package let done: Int
  package let total: Int
  package let unit: String

  package init(name: String, work: String, done: Int, total: Int, unit: String) {
    self.name = name
    self.work = work
    self.done = done
    self.total = total
    self.unit = unit
  }

  /// “ana is importing: 40,000 of 100,000 rows”.
  package var words: String { "\(name) is \(work): \(grouped(done)) of \(grouped(total)) \(unit)" }

  /// One line, which `init(line:)` reads back.
  package var line: String {
    let texts = [name, work, unit].map { String($0.map { $0 == "\t" || $0.isNewline ? " " : $0 }) }
    return "\(texts[0])\t\(texts[1])\t\(done)\t\(total)\t\(texts[2])"
  }

  /// Nil for anything else.
  package init?(line: String) {
    let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, let done = Int(parts[2]), let total = Int(parts[3]), !parts[0].isEmpty else { return nil }
    self.init(name: parts[0], work: parts[1], done: done, total: total, unit: parts[4])
  }
}

/// The note beside a database.
package struct WriterNotes {
  /// Tells how far this program is, while it holds the lock; nil when it is done.
  package let tell: (WriterNote?) -> Void
  /// What the program that holds the lock tells; nil where it tells nothing, or is gone.
  package let read: () -> WriterNote?

  package init(tell: @escaping (WriterNote?) -> Void, read: @escaping () -> WriterNote?) {
    self.tell = tell
    self.read = read
  }

  /// Tells nobody.
  package static var none: WriterNotes { WriterNotes(tell: { _ in }, read: { nil }) }
}
