import Screen
import Storage

/// A screen that nobody looks at: it types keys one after the other and notes what the store did for each.
final class ScriptedDisplay: Display {
  let size: Size
  /// What the store did for the first screen, then for each key; not for the count made while nobody types.
  private(set) var spent: [StoreCounts] = []
  private var keys: [Key]
  private let counts: () -> StoreCounts
  private var before: StoreCounts
  private var state = State.answered

  private enum State {
    /// The key has been given; the board looks whether more have been typed already.
    case gathering
    /// The picture has been shown.
    case answered
    case waiting
  }

  init(size: Size, keys: [Key], counts: @escaping () -> StoreCounts) {
    self.size = size
    self.keys = keys.reversed()
    self.counts = counts
    before = counts()
  }

  func next(within milliseconds: Int?) -> Input? {
    switch state {
    case .gathering:
      state = .answered
      return nil
    case .answered:
      spent.append(counts() - before)
      state = .waiting
    case .waiting: break
    }
    guard milliseconds != 0 else { return nil }
    before = counts()
    state = .gathering
    return keys.popLast().map { .key($0) } ?? .hangUp
  }

  func show(_ canvas: Canvas) {}
  func copy(_ text: String) {}
  func invalidate() {}
  func suspend() {}
}
