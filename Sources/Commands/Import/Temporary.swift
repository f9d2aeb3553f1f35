import Sales

enum NullWords {
  static func contains(_ text: String) -> Bool { ["#n/a", "na", "n/a", "-", "null", "\\n"].contains(folded(text)) }
}
enum StatusWords {
  static func status(_ text: String) -> DealStatus? { DealStatus(rawValue: folded(text)) }
  static func isDeleted(_ text: String) -> Bool { folded(text) == "deleted" }
}
enum TruthWords {
  static func truth(_ text: String) -> Bool? { ["true": true, "y": true, "1": true, "false": false, "n": false, "0": false][folded(text)] }
}
enum EndWords {
  static func type(of name: String) -> StageType? {
    ["won": .won, "closed won": .won, "closedwon": .won, "lost": .lost, "closed lost": .lost, "closedlost": .lost][folded(name)]
  }
}
extension Currency {
  init?(named text: String) { return nil }
  var isDollar: Bool { ["USD", "CAD", "AUD", "NZD", "SGD", "HKD"].contains(code) }
}
extension WrittenAmount {
  func isRounded(in currency: Currency) -> Bool { false }
}
extension DateColumn {
  static func columns(
    _ votes: [ImportField: DateVotes], stated: DateOrder?, titles: (ImportField) -> String,
    problem: (ImportProblem) -> Void
  ) -> [ImportField: DateColumn] {
    var columns: [ImportField: DateColumn] = [:]
    for (field, votes) in votes {
      do {
        columns[field] = try DateColumn(votes, stated: stated, title: titles(field))
      } catch {
        problem(error)
        columns[field] = try? DateColumn(votes, stated: .dayFirst, title: titles(field))
      }
    }
    return columns
  }
}
extension Importing {
  func records(_ kind: ImportKind, _ options: ImportOptions) throws(Failure) -> Int32 { throw .refused("not yet") }
}
