package import Sales
import Screen

/// How many lines a card has.
package enum CardSize: String, CaseIterable, Sendable {
  case auto, three, two, one
}

/// How the cards of a pipeline's board are shown, remembered for each user and pipeline.
package struct BoardShape: Hashable, Sendable {
  package var order = Order.urgency
  package var cardSize = CardSize.auto

  package init(order: Order = .urgency, cardSize: CardSize = .auto) {
    self.order = order
    self.cardSize = cardSize
  }
}

extension [PipelineID: BoardShape] {
  /// Reads the form in which the setting keeps them: a line each, the pipeline's id, order and card size.
  package init(setting: String) {
    self = [:]
    for line in setting.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 3, let pipeline = PipelineID(words[0]) else { continue }
      self[pipeline] = BoardShape(
        order: Order(rawValue: words[1]) ?? .urgency, cardSize: CardSize(rawValue: words[2]) ?? .auto)
    }
  }

  var setting: String? {
    let lines = sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.order.rawValue) \($0.value.cardSize.rawValue)" }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}

extension Order {
  /// What chooses it in the menu.
  var key: Character {
    switch self {
    case .urgency: "u"
    case .value: "v"
    case .closeDate: "c"
    case .idle: "i"
    case .newest: "n"
    }
  }

  var words: String {
    switch self {
    case .urgency: "most urgent first"
    case .value: "highest value first, by currency"
    case .closeDate: "nearest close date first"
    case .idle: "longest untouched first"
    case .newest: "last added first"
    }
  }
}
