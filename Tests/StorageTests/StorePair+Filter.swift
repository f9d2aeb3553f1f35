import Sales
import Support

extension StorePair {
  /// Up to three terms of every kind, read as people type them.
  func filter() -> Filter {
    let line = (0..<number(in: 1...3)).map { _ in term() }.joined(separator: " ")
    let stages = reference.pipelines().flatMap(\.stages)
    let reading = FilterText(line, FilterContext(present: present, user: user, stages: stages))
    if let fault = reading.fault, !line.contains("stage:"), !line.contains("reached:") {
      preconditionFailure("\(line): \(fault.sentence)")
    }
    return reading.filter
  }

  private func term() -> String {
    let signs = [":", "<", "<=", ">", ">="]
    let word = pick(["o", "globex", "a", "x", "\"e r\"", "Acme", "ada", "deal", "zzz", "é"]) ?? ""
    let sign = pick(signs) ?? ":"
    let days = "\(pick([0, 1, 2, 5, 14, 30, 90]) ?? 0)"
    let date = pick(["today", "2w", "eom", "2026-03", "2026", "month", "week", "30d", "1y", "2026-04-01", "mon"]) ?? ""
    let amount = pick(["0", "1", "100", "2.5k", "10k", "0.005", "€5k", "¥1m", "1m", "KWD3"])
    let name = pick(["a", "acme", "g", "globex", "ada", "l", "bo", "me", "in", "pri"]) ?? ""
    let terms = [
      word, "owner:\(name)", "company:\(name)", "contact:\(name)", "source:\(name)", "reason:\(name)",
      "stage:\(pick(["q", "closed", "prop", "n", "sent"]) ?? "")",
      "status:\(pick(["open", "stalled", "won", "lost", "closed"]) ?? "")", "value\(sign)\"\(amount ?? "")\"",
      "idle\(sign)\(days)", "age\(sign)\(days)", "close\(sign)\(date)", "closed\(sign)\(date)",
      "created\(sign)\(date)", "due\(sign)\(date)",
      "no:\(pick(Filter.OptionalField.allCases)?.rawValue ?? "")",
      "reached:\(pick(["q", "closed", "prop", "n", "sent"]) ?? "")",
      "is:\(pick(FilterKey.State.allCases)?.rawValue ?? "")",
    ]
    return (oneIn(4) ? "-" : "") + (pick(terms) ?? "")
  }
}
