/// What draws its part of the screen: the picture of a feature, in a file of its own.
protocol Pictured {
  /// What the footer says, by rank.
  func hints(on painter: Painter) -> [KeyHint]
  /// The line in the message row; nil where none is typed.
  func prompt(on painter: Painter) -> Prompt?
  /// Draws what opens upward from the message row.
  func paintPopup(on painter: inout Painter)
}

/// A key and what it does, as the footer says it.
typealias KeyHint = (keys: String, words: String)

extension Pictured {
  func prompt(on painter: Painter) -> Prompt? { nil }
  func paintPopup(on painter: inout Painter) {}
}
