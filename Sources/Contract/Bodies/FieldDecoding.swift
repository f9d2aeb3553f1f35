import Sales

extension Field {
  /// The value that a member sets: null clears an optional field, which gives it its default if it has one, and is
  /// refused for a required one.
  func scalar(from json: JSON, path: String) throws(Problem) -> Scalar {
    if case .null = json {
      if isRequired && !hasDefault { throw .refusing(.required, path) }
      return .null
    }
    if json.holdsNUL { throw .refusing(.holdsNUL, path) }
    if name == "due_at", case .string(let text) = json, let due = Timestamp(due: text) { return due.scalar }
    if let scalar = kind.scalar(from: json, takesDates: takesDates) { return scalar }
    if case .word(let words) = kind, case .string(let word) = json {
      throw .unknownWord(word, path, of: words, .validationError)
    }
    throw .refusing(.invalid(kind), path)
  }

  /// Besides calendar dates only a task's day may be given without an hour (contract §1, time).
  private var takesDates: Bool { kind == .date || name == "due_at" }
}

extension FieldKind {
  /// The value in its stored form; nil when it is none of this kind.
  fileprivate func scalar(from json: JSON, takesDates: Bool) -> Scalar? {
    switch (self, json) {
    case (.money, _): return json.wholeNumber.map { .integer($0) }
    case (.number(let range), _):
      guard let number = json.wholeNumber, range.contains(number) else { return nil }
      return .integer(number)
    case (.flag, .bool(let flag)): return flag.scalar
    case (.json, .object): return .text(json.text)
    case (.text, .string(let text)): return .text(text)
    case (.id, .string(let text)), (.currency, .string(let text)), (.moment, .string(let text)),
      (.date, .string(let text)), (.word, .string(let text)), (.color, .string(let text)):
      return scalar(from: text, takesDates: takesDates)
    case (.text, _), (.id, _), (.currency, _), (.moment, _), (.date, _), (.word, _), (.color, _), (.flag, _),
      (.json, _):
      return nil
    }
  }

  /// The value that a text says, in a body or in a query; nil when it is none of this kind.
  func scalar(from text: String, takesDates: Bool) -> Scalar? {
    switch self {
    case .id(let prefix):
      guard let key = Key(id: text), key.id.hasPrefix(prefix + "_") else { return nil }
      return .text(key.id)
    case .text: return .text(text)
    case .currency: return Currency(text)?.scalar
    case .moment, .date:
      if !takesDates && Day(text) != nil { return nil }
      return Timestamp(text)?.scalar
    case .word(let words): return words.contains(text) ? .text(text) : nil
    case .color: return HexColor(text)?.scalar
    case .money: return JSON.number(text).wholeNumber.map { .integer($0) }
    case .number(let range):
      guard let number = JSON.number(text).wholeNumber, range.contains(number) else { return nil }
      return .integer(number)
    case .flag: return text == "true" ? .integer(1) : text == "false" ? .integer(0) : nil
    case .json: return nil
    }
  }
}
