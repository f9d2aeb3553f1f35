package import Sales
import Screen

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

extension Model {
  /// Takes over what was remembered of the pipeline.
  mutating func adoptShape(of pipeline: PipelineID) {
    let shape = shapes[pipeline] ?? BoardShape()
    (order, cardSize) = (shape.order, shape.cardSize)
  }

  /// Remembers how the pipeline in sight is shown.
  mutating func rememberShape() -> Effect {
    if let pipeline { shapes[pipeline] = BoardShape(order: order, cardSize: cardSize) }
    return .set(.shapes, shapes.setting)
  }

  mutating func chooseOrder(_ key: Key) -> [Effect] {
    mode = .board
    if key == .escape || key == .control("c") || key == .character("q") { return [] }
    guard case .character(let character) = key, let chosen = Order.allCases.first(where: { $0.key == character })
    else {
      mode = .orders
      say("\(key.name) is no order; esc leaves.")
      return []
    }
    guard chosen != order else {
      say("It is \(order.words) already.")
      return []
    }
    order = chosen
    say("Order: \(order.words).")
    let focused = focusedCard?.deal.id
    // Where the columns stand means nothing in another order.
    for index in columns.indices {
      columns[index].window = Window(cards: [], place: .afterStart(0), anchorIndex: 0)
      (columns[index].top, columns[index].focus) = (0, 0)
    }
    return [rememberShape()] + reload(following: focused)
  }
}
