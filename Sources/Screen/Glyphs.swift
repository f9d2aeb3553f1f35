/// The signs that the board draws with, in Unicode or in ASCII.
///
/// The Unicode signs are all in WGL4, which nearly every terminal font has. Each is one column wide.
package struct Glyphs: Hashable, Sendable {
  /// The thread that cards hang on, and the pane's edge.
  package let thread: String
  /// The line under a header, and rules.
  package let rule: String
  package let topLeft: String
  package let topRight: String
  package let bottomLeft: String
  package let bottomRight: String
  /// Stands for the thread beside the focused card.
  package let thickBar: String
  /// A bar of a chart, and what is left of it.
  package let bar: String
  package let rest: String
  /// Due today.
  package let bullet: String
  /// Between facts.
  package let dot: String
  package let ellipsis: String
  /// Cards out of sight above and below.
  package let above: String
  package let below: String
  /// Stages out of sight at the left and right.
  package let left: String
  package let right: String
  /// From, to.
  package let arrow: String
  /// The two arrow keys, two columns.
  package let upDown: String
  /// Whether every text must be ASCII too; see `shown`.
  package let isASCII: Bool

  package static let unicode = Glyphs(
    thread: "│", rule: "─", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", thickBar: "▌", bar: "▄",
    rest: "_", bullet: "•", dot: "·", ellipsis: "…", above: "▲", below: "▼", left: "◄", right: "►", arrow: "→",
    upDown: "↑↓", isASCII: false)

  package static let ascii = Glyphs(
    thread: "|", rule: "-", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", thickBar: ">", bar: "#",
    rest: "_", bullet: "*", dot: "-", ellipsis: "~", above: "^", below: "v", left: "<", right: ">", arrow: ">",
    upDown: "^v", isASCII: true)
}
