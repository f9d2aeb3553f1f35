import Board
import Sales
import Screen
import Storage

/// How soon a filter answers while it is typed: from each key to the first matches on the screen, and to the totals.
struct Typing {
  let store: SQLiteStore
  let setting: Setting

  /// What is typed, each line key by key: what many hold, what few do, what nobody does, and terms.
  static let lines = [
    "renewal", "northwind", "zzz", "a", "owner:me idle>14", "value>900k", "-stage:q ltd", "stage:prop", "status:lost",
    "age>90", "value>10k close<eom", "closed:2025-05", "created:2w", "company:north", "no:step", "no:company",
    "due<eow", "is:attention", "is:overdue", "source:re",
  ]

  struct Answer {
    var line: String
    var matches: Duration
    var totals: Duration
  }

  /// The middle one of three answers to each key, since whatever else the machine does makes some of them late.
  func answers() -> [Answer] {
    Self.lines.flatMap { line in
      let runs = (0..<3).map { _ in answers(to: line) }
      return runs[0].indices.map { key in
        let answers = runs.map { $0[key] }
        return Answer(
          line: answers[0].line, matches: median(answers.map(\.matches)), totals: median(answers.map(\.totals)))
      }
    }
  }

  /// In a session of its own, which ends with the line given up, since one that is cut short keeps it for the next. The
  /// first key, which only opens the line, is left out.
  private func answers(to line: String) -> [Answer] {
    let typed = line.map { Screen.Key.character($0) }
    let keys = [Screen.Key.character("/")] + typed + [.escape, .character("q")]
    let display = TypingDisplay(size: Size(rows: 40, columns: 120), keys: keys)
    _ = Session(store: store, display: display, setting: setting, now: { BenchDatabase.noon }).run()
    return display.answers.dropFirst().prefix(typed.count).enumerated().map { index, answer in
      Answer(line: String(line.prefix(index + 1)), matches: answer.matches, totals: answer.totals)
    }
  }
}

/// Types the next key when the board has nothing left to do for the one before, and times the pictures in between.
private final class TypingDisplay: Display {
  let size: Size
  private(set) var answers: [(matches: Duration, totals: Duration)] = []
  private var keys: [Screen.Key]
  private var start: ContinuousClock.Instant?
  /// The last picture before the key, and those after it.
  private var before: Canvas?
  private var shown: [(canvas: Canvas, time: Duration)] = []

  init(size: Size, keys: [Screen.Key]) {
    self.size = size
    self.keys = keys.reversed()
  }

  func next(within milliseconds: Int?) -> Input? {
    // Zero means that the board still has something to do, such as counting what needs attention.
    guard milliseconds != 0 else { return nil }
    if let before, let answer = answer(after: before) { answers.append(answer) }
    before = shown.last?.canvas ?? before
    shown = []
    guard let key = keys.popLast() else { return .hangUp }
    start = .now
    return .key(key)
  }

  /// The matches are there with the first picture whose cards differ, or at once where they stay; the totals with the
  /// last one that differs in more than the title, where what needs attention is counted later.
  private func answer(after before: Canvas) -> (matches: Duration, totals: Duration)? {
    var picture = before
    let changed = shown.filter { next in
      defer { picture = next.canvas }
      return !next.canvas.isEqual(to: picture, in: 1..<size.rows)
    }
    guard let last = changed.last else { return nil }
    let cards = changed.first { !$0.canvas.isEqual(to: before, in: 6..<size.rows - 2) }
    return (cards?.time ?? changed[0].time, last.time)
  }

  func show(_ canvas: Canvas) {
    shown.append((canvas, start.map { ContinuousClock.now - $0 } ?? .zero))
  }

  func copy(_ text: String) {}
  func invalidate() {}
  func suspend() {}
}

extension Canvas {
  fileprivate func isEqual(to other: Canvas, in rows: Range<Int>) -> Bool {
    guard other.size == size else { return false }
    return rows.allSatisfy { row in (0..<size.columns).allSatisfy { self[row, $0] == other[row, $0] } }
  }
}
