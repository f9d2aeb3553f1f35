package import Sales
package import Screen

/// What the board tells: the sentence in the message row, the banner, and a change that waits.
package struct Notices: Equatable, Sendable {
  package var message: [Span] = []
  /// Whether it takes the rows that it needs rather than one.
  package var isMessageWhole = false
  package var banner: String?
  /// Whether the banner takes the rows that it needs rather than one.
  package var isBannerWhole = false
  /// Why the line being typed cannot be taken yet; it stands beside the line until the next key.
  package var promptRefusal: String?
  /// The mode, with what is typed in it, over which Esc was pressed once.
  var leaving: Mode?
  /// A change that waits for another writer.
  package var pending: Pending?
  /// Whether an empty board welcomes the person, until the first key.
  package var isFirstRun = false
}

/// A change that another process's lock holds up.
package struct Pending: Hashable, Sendable {
  package let change: Change
  package let intent: Intent
  package let since: Timestamp
  /// The form that the change came from, to come back when it is withdrawn.
  package let mode: Mode
  /// Whether it has been said that leaving drops it.
  package var isLeaving = false
}
