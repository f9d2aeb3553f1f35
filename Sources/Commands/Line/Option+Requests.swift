import Contract
import Sales

// The options of requests: their parameters and the fields that their bodies set, with dashes.

extension Option {
  /// `expected-close` for `expected_close`.
  static func word(_ name: String) -> String { name.split(separator: "_").joined(separator: "-") }

  /// Sets a field. In an update an empty value clears an optional one, or gives it its default.
  init(writing field: Column, isUpdate: Bool) {
    self.init(
      word: Self.word(field.name), .required(field.kind.placeholder), field.kind.meaning,
      takesNothing: isUpdate && (!field.isRequired || field.hasDefault))
  }

  /// Gives a parameter of the query.
  init(_ parameter: Parameter) {
    let (placeholder, meaning) = parameter.words
    self.init(word: Self.word(parameter.name), .required(placeholder), meaning, choices: parameter.choices)
  }
}

extension Parameter {
  fileprivate var words: (placeholder: String, meaning: String) {
    switch kind {
    case .filter(let kind): (kind.placeholder, "Only those that fit. \(kind.meaning)")
    case .day: (FieldKind.date.placeholder, "Only those that fit. A date, or a time such as 2026-03-16T12:00:00Z.")
    case .sort:
      ("FIELD", "Sort by one field or by several with commas, each after a - for descending: \(list(DealSort.words)).")
    case .fields(let resource): ("FIELD", "Only these members, with commas: \(list(resource.members)).")
    case .include: ("KIND", "What stands beside the data, with commas: \(list(Inclusion.allCases.map(\.rawValue))).")
    case .limit:
      ("N", "How many rows, from \(Self.limits.lowerBound) to \(Self.limits.upperBound) (\(Self.usualLimit)).")
    case .cursor: ("CURSOR", "Go on where the answer with this next_cursor ended.")
    }
  }

  private func list(_ words: [String]) -> String { words.joined(separator: ", ") }

  /// What a shell may offer for its value.
  fileprivate var choices: [String] {
    switch kind {
    case .sort: DealSort.words + DealSort.words.map { "-" + $0 }
    case .fields(let resource): resource.members
    case .include: Inclusion.allCases.map(\.rawValue)
    case .filter, .day, .limit, .cursor: []
    }
  }
}

extension FieldKind {
  /// What stands for a value in a usage line.
  fileprivate var placeholder: String {
    switch self {
    case .id(let prefix): Table(idPrefix: prefix)?.singular.uppercased() ?? "ID"
    case .text: "TEXT"
    case .money, .number: "N"
    case .currency: "CODE"
    case .moment: "TIME"
    case .date: "DATE"
    case .word(let words): words.joined(separator: "|")
    case .color: "#RRGGBB"
    case .flag: "true|false"
    case .json: "JSON"
    }
  }

  /// One sentence about the value.
  fileprivate var meaning: String {
    switch self {
    case .id(let prefix):
      "The \(Table(idPrefix: prefix)?.singular ?? "row") by id or, where only one is called so, by name."
    case .text, .money, .currency, .moment, .date, .word, .color, .number, .flag, .json:
      expectation.prefix(1).uppercased() + expectation.dropFirst() + "."
    }
  }
}
