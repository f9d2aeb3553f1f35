/// Cuts what comes in pieces into lines; no line takes more memory than the limit and a piece.
struct LineReader {
  private let source: ByteSource
  /// The most bytes of a line.
  private let limit: Int
  private var pending: [UInt8] = []
  /// What of `pending` has been given out, and what has been searched.
  private var start = 0
  private var searched = 0
  private var isAtEnd = false

  enum Line: Hashable {
    case whole(ArraySlice<UInt8>)
    /// Longer than the limit; its bytes are gone.
    case tooLong
  }

  init(_ source: ByteSource, limit: Int) {
    self.source = source
    self.limit = limit
  }

  /// The next line without its end; nil when there is none. `prepare` is called before any waiting for more.
  mutating func next(beforeWaiting prepare: () -> Void) throws(FileError) -> Line? {
    var isTooLong = false
    while true {
      if let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = pending[start..<end]
        (start, searched) = (end + 1, end + 1)
        return isTooLong || line.count > limit ? .tooLong : .whole(line)
      }
      if pending.count - start > limit {
        isTooLong = true
        start = pending.count
      }
      if isAtEnd { return last(isTooLong) }
      pending.removeFirst(start)
      (start, searched) = (0, pending.count)
      if !source.isReady(0) { prepare() }
      let piece = try source.next()
      pending += piece
      isAtEnd = piece.isEmpty
    }
  }

  /// What stands behind the last end of a line, if anything.
  private mutating func last(_ isTooLong: Bool) -> Line? {
    let line = pending[start...]
    (start, searched) = (pending.count, pending.count)
    if isTooLong { return .tooLong }
    return line.isEmpty ? nil : .whole(line)
  }
}
