/// What happened with a customer, in one line: `call left a message`, `meeting budget agreed`, or words alone, a note.
package struct LogText: Hashable, Sendable {
  package let type: ActivityType
  package let subject: String

  package init(_ text: String) {
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    if words.count == 2, let type = Self.types[words[0].lowercased()] {
      self.type = type
      subject = words[1].trimmed
    } else {
      type = .note
      subject = text.trimmed
    }
  }

  private static let types: [String: ActivityType] = [
    "call": .call, "called": .call, "email": .email, "mail": .email, "e-mail": .email, "meeting": .meeting,
    "met": .meeting, "note": .note,
  ]
}
