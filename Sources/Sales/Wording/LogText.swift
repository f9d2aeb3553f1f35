/// What happened with a customer, in one line: `call left a message`, `meeting: budget agreed`, or words alone, a note. A
/// kind alone is its own subject; a verb, as in `met at the fair`, says the kind and is part of the sentence.
package struct LogText: Hashable, Sendable {
  package let type: ActivityType
  package let subject: String

  package init(_ text: String) {
    let text = text.trimmed
    let word = text.prefix { !$0.isWhitespace && $0 != ":" }
    var rest = text.dropFirst(word.count)
    let isHeading = rest.first == ":"
    if isHeading { rest.removeFirst() }
    if !isHeading, let type = Self.verbs[word.lowercased()] {
      self.type = type
      subject = text
    } else if let type = Self.types[word.lowercased()] ?? Self.verbs[word.lowercased()] {
      self.type = type
      let subject = String(rest).trimmed
      self.subject = subject.isEmpty ? type.rawValue : subject
    } else {
      type = .note
      subject = text
    }
  }

  private static let types: [String: ActivityType] = [
    "call": .call, "email": .email, "mail": .email, "e-mail": .email, "meeting": .meeting, "note": .note,
  ]
  private static let verbs: [String: ActivityType] = [
    "called": .call, "emailed": .email, "mailed": .email, "met": .meeting,
  ]
}
