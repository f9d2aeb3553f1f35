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
    // A task done touches its deal; that alone is not what it was about.
    let deals = dealEdits.filter { $0.before == nil || $0.after == nil || !changedFields($0).isEmpty }
    guard let first = deals.first else { return taskText ?? otherText }
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
    return "has another " + changedFields(edit).joined(separator: ", ")
  }

  /// The fields that people set, in words.
  private func changedFields(_ edit: (before: Deal?, after: Deal?)) -> [String] {
    guard let before = edit.before, let after = edit.after else { return [] }
    return zip(Deal.fields, zip(before.scalars, after.scalars))
      .filter { field, values in field.access != .derived && values.0 != values.1 }
      .map { field, _ in FieldText.label(field.name) }
  }

  /// Of tasks: one that was settled says more than the one planned after it.
  private var taskText: CommitText? {
    let tasks = edits.map {
      (before: $0.before.flatMap(FollowUp.init(row:)), after: $0.after.flatMap(FollowUp.init(row:)))
    }
    .filter { $0.before != nil || $0.after != nil }
    let settled = tasks.filter { $0.before != nil && $0.after != nil && $0.before?.status != $0.after?.status }
    guard let first = settled.first ?? tasks.first, let task = first.after ?? first.before else { return nil }
    let many = settled.isEmpty ? tasks.count : settled.count
    let (verb, rest) = event(ofTask: first)
    guard many == 1 else { return CommitText(subject: "\(grouped(many)) tasks", event: "\(verb.many) \(rest)") }
    let deal = dealEdits.lazy.compactMap { $0.after ?? $0.before }.first { $0.id == task.dealID }
    return CommitText(subject: task.title, event: (deal.map { "of \($0.name) " } ?? "") + "\(verb.one) \(rest)")
  }

  private typealias Verb = (one: String, many: String)

  private func event(ofTask edit: (before: FollowUp?, after: FollowUp?)) -> (Verb, String) {
    let (present, past): (Verb, Verb) = (("is", "are"), ("was", "were"))
    guard let after = edit.after else { return isRevert ? (present, "not planned any more") : (past, "deleted") }
    guard let before = edit.before else { return isRevert ? (present, "planned again") : (past, "planned") }
    guard before.status == after.status else {
      return switch after.status {
      case .pending: (present, "open again")
      case .completed: (present, "done")
      case .cancelled: (present, "dropped")
      }
    }
    return isRevert ? (present, "as before") : (past, "changed")
  }

  private var otherText: CommitText {
    let isDeal = { (edit: Edit) in (edit.after ?? edit.before)?.key.table == .deals }
    guard let edit = edits.first(where: { !isDeal($0) }) ?? edits.first, let row = edit.after ?? edit.before else {
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
