package import Sales

/// The deal beside the board.
package struct Pane: Hashable, Sendable {
  package var deal: DealID
  package var detail: DealDetail?
  /// Rows scrolled out at the top.
  package var top = 0
  /// Whether `j` and `k` scroll it rather than walk the board.
  package var hasKeys = true
  /// Whether it shows every stored field rather than the facts and the timeline.
  package var showsRecord = false
  /// The field that has the keys then, from 0; the id stands before the name.
  package var chosen = 1
  /// What was typed into a field before the board was ended, to be opened once the deal has been read.
  package var kept: KeptField?
}

/// A line that was typed into a field of the open deal when the board was ended.
package struct KeptField: Hashable, Sendable {
  package let place: FieldPlace
  package let text: String
}
