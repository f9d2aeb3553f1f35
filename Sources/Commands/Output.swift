/// Where lines go: standard output or standard error.
package final class Output {
  package let isTerminal: Bool
  /// How many columns a line may have; nil when nobody counts them, as in a pipe.
  package let width: Int?
  private let send: ([UInt8]) -> Bool
  private var pending: [UInt8] = []
  /// Whether whoever read this is gone, as `head` is after ten lines. There is nothing more to do then.
  package private(set) var isClosed = false

  /// `send` writes all bytes and answers false when nobody reads them any more.
  package init(isTerminal: Bool, width: Int?, send: @escaping ([UInt8]) -> Bool) {
    self.isTerminal = isTerminal
    self.width = width
    self.send = send
  }

  package func line(_ text: String = "") {
    write(text + "\n")
  }

  package func write(_ text: String) {
    if isClosed { return }
    pending += Array(text.utf8)
    if pending.count > 1 << 15 { flush() }
  }

  package func flush() {
    guard !pending.isEmpty, !isClosed else { return }
    if !send(pending) { isClosed = true }
    pending.removeAll(keepingCapacity: true)
  }
}
