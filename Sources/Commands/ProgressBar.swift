import Screen

/// A line on the terminal that says how far a long command is; nothing where nobody watches.
final class ProgressBar {
  private let output: Output
  private let clock: () -> Int64
  private let glyphs: Glyphs
  private let title: String
  private let start: Int64
  private var next: Int64
  private var drawn = 0

  /// Milliseconds before the first picture, since what is quick needs none, and between two.
  private static let delay: Int64 = 400
  private static let pause: Int64 = 100
  private static let cells = 24

  init(_ output: Output, clock: @escaping () -> Int64, glyphs: Glyphs, title: String) {
    self.output = output
    self.clock = clock
    self.glyphs = glyphs
    self.title = title
    start = clock()
    next = start + Self.delay
  }

  func show(_ done: Int, of total: Int) {
    guard output.isTerminal, total > 0, clock() >= next else { return }
    next = clock() + Self.pause
    // The lock is held meanwhile, and nobody is to wait for it because of a picture.
    guard output.isReady() else { return }
    let full = min(Self.cells, done * Self.cells / total)
    let bar =
      String(repeating: glyphs.bar, count: full) + String(repeating: glyphs.rest, count: Self.cells - full)
    let text = cut("\(title) \(bar) \(done * 100 / total)%", to: (output.width ?? 80) - 1, at: .end, glyphs: glyphs)
    output.write("\r" + text)
    output.flush()
    drawn = columns(of: text)
  }

  /// Leaves the line empty, with the cursor at its beginning.
  func clear() {
    if drawn == 0 { return }
    output.write("\r" + String(repeating: " ", count: drawn) + "\r")
    output.flush()
    drawn = 0
  }
}

/// A line on the terminal that says what is being waited for, where how far it is cannot be known.
final class WaitingLine {
  private let output: Output
  private let glyphs: Glyphs
  private var drawn = 0

  init(_ output: Output, _ glyphs: Glyphs) {
    (self.output, self.glyphs) = (output, glyphs)
  }

  func show(_ words: String) {
    guard output.isTerminal else { return }
    let text = cut(glyphs.shown(words), to: (output.width ?? 80) - 1, at: .end, glyphs: glyphs)
    output.write("\r" + text)
    output.flush()
    drawn = columns(of: text)
  }

  /// Leaves the line empty, with the cursor at its beginning.
  func clear() {
    if drawn == 0 { return }
    output.write("\r" + String(repeating: " ", count: drawn) + "\r")
    output.flush()
    drawn = 0
  }
}
