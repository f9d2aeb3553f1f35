import Foundation
import Sales
import Storage

/// What the real program costs: counts are checked against their budgets, times are only told.
enum Bench {
  static func run(_ words: [String]) throws {
    let figures = try sizes(words).map { size in
      let figures = try Measuring(deals: size).figures()
      BenchDatabase.note("measured \(size) deals")
      return figures
    }
    let titles = figures.map { grouped($0.deals) }
    row("deals in the file", titles, "at most")
    row("---", titles.map { _ in "---:" }, "---:")
    var over: [String] = []
    for budget in Budget.all {
      let values = figures.map(budget.figure)
      row(budget.name, values.map(grouped), grouped(budget.most))
      if values.contains(where: { $0 > budget.most }) { over.append(budget.name) }
    }
    over += steps(figures)
    times(figures)
    lists(figures.map(\.lists))
    programs(figures.map(\.api))
    if !over.isEmpty { throw Trouble("over budget: " + over.joined(separator: "; ")) }
  }

  private static func sizes(_ words: [String]) throws -> [Int] {
    guard !words.isEmpty else { return [100, 10_000, 1_000_000] }
    let list = words.count == 2 && words[0] == "--deals" ? words[1].split(separator: ",").map { Int($0) ?? 0 } : []
    guard !list.isEmpty, list.allSatisfy({ $0 >= 100 }) else {
      throw Trouble("bench takes --deals N,N,N, each at least 100")
    }
    return list
  }

  /// The store's work, and where it grows with the file although the screen does not.
  private static func steps(_ figures: [Figures]) -> [String] {
    var over: [String] = []
    for occasion in Figures.Occasion.allCases {
      let counts = figures.compactMap { $0.spent[occasion] }
      let isChecked = Budget.sizeless.contains(occasion)
      let cells = counts.map { [$0.statements, $0.rows, $0.steps].map(grouped).joined(separator: " / ") }
      row("statements / rows / steps: " + occasion.rawValue, cells, isChecked ? "\(Budget.stepSpread) % apart" : "")
      let full = figures.filter { $0.deals >= Budget.fullBoard || occasion == .window }
        .compactMap { $0.spent[occasion]?.steps }
      let isGrowing = (full.max() ?? 0) * 100 > (full.min() ?? 0) * (100 + Budget.stepSpread)
      if isChecked, isGrowing { over.append("steps for \(occasion.rawValue)") }
    }
    return over
  }

  private static func times(_ figures: [Figures]) {
    row("ms to the whole first screen", figures.map { milliseconds($0.start) })
    let before = figures.prefix(1) + figures.dropLast()
    row("the same, as a multiple of the size before", zip(figures, before).map { ratio($0.start, $1.start) })
    row("ms until the deals that need attention are counted", figures.map { milliseconds($0.counted) })
    row("ms to answer a cursor press", figures.map { milliseconds(median($0.presses.map(\.delay))) })
    row("ms to save and show a move", figures.map { milliseconds(median($0.moves.map(\.delay))) })
    for (name, time) in [("first matches", \Typing.Answer.matches), ("totals", \.totals)] {
      row(
        "ms from a key of a filter to the \(name), median",
        figures.map { milliseconds(median($0.typed.map { $0[keyPath: time] })) })
      row("the same, worst, and of what", figures.map { worst($0.typed, time) })
    }
  }

  /// Pages of deals: those that an index serves, and by name those that none does.
  private static func lists(_ figures: [ListFigures]) {
    row(
      "steps / ms of a page of 200 deals, one filter or one sort, worst",
      figures.map { grouped($0.steps) + " / " + milliseconds($0.slowest) })
    for (index, exception) in (figures.first?.exceptions ?? []).enumerated() {
      row(
        "the same, \(exception.name)",
        figures.map { grouped($0.exceptions[index].steps) + " / " + milliseconds($0.exceptions[index].time) })
    }
  }

  /// What `api` takes, and the same as a multiple of what SQLite's own program takes for the same rows.
  private static func programs(_ figures: [ApiFigures]) {
    row("ms of api GET of one deal, whole process", figures.map { milliseconds($0.get) })
    row("the same, as a multiple of sqlite3's", figures.map { String(format: "%.2f", $0.getRatio) })
    row("deals read a second by api --batch", figures.map { grouped(Int($0.reads)) })
    row(
      "its time, as a multiple of sqlite3's for the deals' rows", figures.map { String(format: "%.2f", $0.readsRatio) })
    row("durable moves a second by api --batch", figures.map { $0.writes == 0 ? "" : grouped(Int($0.writes)) })
    row(
      "its time, as a multiple of sqlite3's for the UPDATE alone",
      figures.map { $0.writes == 0 ? "" : String(format: "%.2f", $0.writesRatio) })
  }

  private static func row(_ name: String, _ values: [String], _ most: String = "") {
    print("| " + ([name] + values + [most]).joined(separator: " | ") + " |")
  }

  private static func milliseconds(_ time: Duration) -> String { String(format: "%.1f", time / .milliseconds(1)) }

  private static func worst(_ answers: [Typing.Answer], _ time: KeyPath<Typing.Answer, Duration>) -> String {
    guard let worst = answers.max(by: { $0[keyPath: time] < $1[keyPath: time] }) else { return "" }
    return milliseconds(worst[keyPath: time]) + " `\(worst.line)`"
  }

  private static func ratio(_ time: Duration, _ other: Duration) -> String { String(format: "%.2f", time / other) }
}
