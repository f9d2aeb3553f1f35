/// Where lines go: standard output or standard error.
package final class Output {
  package let isTerminal: Bool
  /// How many columns a line may have; nil when nobody counts them, as in a pipe.
  package let width: Int?
  /// Whether it takes more just now without waiting.
  let isReady: () -> Bool
  private let send: ([UInt8]) -> Delivery
  private var pending: [UInt8] = []
  /// Whether whoever read this is gone, as `head` is after ten lines. There is nothing more to do then.
  package private(set) var isClosed = false

  /// Why lines were lost, such as a full disk.
  private(set) var failure: String?

  /// What became of bytes.
  package enum Delivery: Hashable, Sendable {
    case done
    /// Nobody reads them any more.
    case closed
    case failed(reason: String)
  }

  /// `send` writes all bytes.
  package init(
    isTerminal: Bool, width: Int?, isReady: @escaping () -> Bool = { true }, send: @escaping ([UInt8]) -> Delivery
  ) {
    self.isReady = isReady
    self.isTerminal = isTerminal
    self.width = width
    self.send = send
  }

  /// A line for people: nothing in it can act on the terminal, wherever its words come from.
  package func line(_ text: String = "") {
    write(visible(text) + "\n")
  }

  /// Text as it is, for programs: what stands in it is their own.
  package func write(_ text: String) {
    write(bytes: text.utf8)
  }

  func write(bytes: some Sequence<UInt8>) {
    if isClosed { return }
    pending += bytes
    if pending.count > 1 << 15 { flush() }
  }

  package func flush() {
    guard !pending.isEmpty, !isClosed else { return }
    switch send(pending) {
    case .done: break
    case .closed: isClosed = true
    case .failed(let reason):
      isClosed = true
      failure = reason
    }
    pending.removeAll(keepingCapacity: true)
  }
}
