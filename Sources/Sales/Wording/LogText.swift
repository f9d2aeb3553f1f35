/// What happened with a customer, in one line: `call left a message`, `meeting: budget agreed`, or words alone, a note. A
/// kind alone is its own subject.
package struct LogText: Hashable, Sendable {
  package let type: ActivityType
  package let subject: String

  package init(_ text: String) {
    let text = text.trimmed
    let word = text.prefix { !$0.isWhitespace && $0 != ":" }
    var rest = text.dropFirst(word.count)
    if rest.first == ":" { rest.removeFirst() }
    if let type = Self.types[word.lowercased()] {
      self.type = type
      let subject = String(rest).trimmed
      self.subject = subject.isEmpty ? type.rawValue : subject
    } else {
      type = .note
      subject = text
    }
  }

  private static let types: [String: ActivityType] = [
    "call": .call, "called": .call, "email": .email, "mail": .email, "e-mail": .email, "meeting": .meeting,
    "met": .meeting, "note": .note,
  ]
}
