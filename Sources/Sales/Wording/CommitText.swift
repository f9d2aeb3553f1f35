/// A commit in words: what it was about, and what is so now because of it.
package struct CommitText: Hashable, Sendable {
  /// `Soylent supply chain`, or `12 deals`.
  package let subject: String
  /// Goes on from the subject: `is in Negotiation now`, `was deleted`.
  package let event: String
}

extension Commit {
  /// The deal that the commit was mainly about; nil when it was about several or none.
  package var mainDeal: DealID? {
    let deals = dealEdits.compactMap { ($0.after ?? $0.before)?.id }
    return deals.count == 1 ? deals.first : nil
  }

  /// The commit in words; `stageName` gives a stage's present name.
  package func text(stageName: (StageID) -> String?) -> CommitText {
    let deals = dealEdits
    guard let first = deals.first else { return otherText }
    guard deals.count == 1, let deal = first.after ?? first.before else {
      return CommitText(subject: "\(grouped(deals.count)) deals", event: events(deals))
    }
    return CommitText(subject: deal.name, event: event(first, stageName))
  }

  private var isRevert: Bool { action?.reverts != nil }

  private var dealEdits: [(before: Deal?, after: Deal?)] {
    edits.compactMap { edit in
      let pair = (before: edit.before.flatMap(Deal.init(row:)), after: edit.after.flatMap(Deal.init(row:)))
      return pair.before == nil && pair.after == nil ? nil : pair
    }
  }

  private func events(_ deals: [(before: Deal?, after: Deal?)]) -> String {
    if deals.allSatisfy({ $0.before == nil }) { return isRevert ? "are back" : "are there now" }
    if deals.allSatisfy({ $0.after == nil }) { return "are gone" }
    return "changed"
  }

  private func event(_ edit: (before: Deal?, after: Deal?), _ stageName: (StageID) -> String?) -> String {
    guard let after = edit.after else { return isRevert ? "is gone again" : "was deleted" }
    let stage = stageName(after.stageID) ?? "its stage"
    guard let before = edit.before else { return isRevert ? "is back in \(stage)" : "was added to \(stage)" }
    let back = isRevert ? "back in" : "in"
    if after.status != before.status {
      switch after.status {
      case .won: return "is won"
      case .lost: return "is lost" + (after.lossReason.map { ", \($0)" } ?? "")
      case .stalled: return "is stalled"
      case .open: return "is open again, \(back) \(stage)"
      }
    }
    if after.stageID != before.stageID { return isRevert ? "is back in \(stage)" : "moved to \(stage)" }
    let fields = zip(Deal.fields, zip(before.scalars, after.scalars))
      .filter { field, values in field.access != .derived && values.0 != values.1 }
      .map { field, _ in field.name.split(separator: "_").filter { $0 != "id" }.joined(separator: " ") }
    return "has another " + fields.joined(separator: ", ")
  }

  private var otherText: CommitText {
    guard let edit = edits.first, let row = edit.after ?? edit.before else {
      return CommitText(subject: "Nothing", event: "changed")
    }
    let what =
      edit.before == nil
      ? (isRevert ? "is back" : "was added")
      : edit.after == nil ? (isRevert ? "is gone again" : "was deleted") : isRevert ? "is as before" : "changed"
    return CommitText(subject: row.title, event: what)
  }
}

extension Row {
  /// What people call the row.
  package var title: String {
    switch self {
    case .user(let row): row.name
    case .company(let row): row.name
    case .contact(let row): row.displayName
    case .pipeline(let row): row.name
    case .stage(let row): row.name
    case .deal(let row): row.name
    case .transition(let row): row.toStageName
    case .activity(let row): row.subject ?? row.type.rawValue
    case .followUp(let row): row.title
    }
  }
}
