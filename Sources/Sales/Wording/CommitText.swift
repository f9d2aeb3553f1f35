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

  /// The commit in words; `stageName` gives a stage's present name, `values` the words for what fields hold now.
  package func text(stageName: (StageID) -> String?, values: ScalarText) -> CommitText {
    if let text = stageText(stageName) { return text }
    // A task done touches its deal; that alone is not what it was about.
    let deals = dealEdits.filter { $0.before == nil || $0.after == nil || !changedFields($0).isEmpty }
    guard let text = text(of: deals, stageName, values) else {
      return taskText ?? activityText ?? partyText(values) ?? otherText
    }
    // What is logged may wake a stalled deal, and still is what was done.
    let isKept = deals.allSatisfy { $0.before != nil && $0.after != nil }
    guard isKept, let logged = activityText else { return text }
    return CommitText(subject: logged.subject, event: "\(logged.event); \(text.subject) \(text.event)")
  }

  /// Nil when there are none.
  private func text(
    of deals: [(before: Deal?, after: Deal?)], _ stageName: (StageID) -> String?, _ values: ScalarText
  ) -> CommitText? {
    guard let first = deals.first, let deal = first.after ?? first.before else { return nil }
    guard deals.count == 1 else {
      return CommitText(subject: "\(grouped(deals.count)) deals", event: events(deals, values))
    }
    return CommitText(subject: deal.name, event: event(first, stageName, values))
  }

  /// The deals that it changed, or for which it planned or logged something.
  package var deals: Set<DealID> {
    let linked = edits.compactMap { edit -> DealID? in
      switch edit.after ?? edit.before {
      case .deal(let deal): deal.id
      case .followUp(let task): task.dealID
      case .activity(let activity): activity.dealID
      default: nil
      }
    }
    return Set(linked)
  }

  var isRevert: Bool { action?.reverts != nil }

  var dealEdits: [(before: Deal?, after: Deal?)] { edits(of: Deal.self) }

  func edits<E: Stored>(of: E.Type) -> [(before: E?, after: E?)] {
    edits.compactMap { edit in
      let pair = (before: edit.before.flatMap(E.init(row:)), after: edit.after.flatMap(E.init(row:)))
      return pair.before == nil && pair.after == nil ? nil : pair
    }
  }

  private func events(_ deals: [(before: Deal?, after: Deal?)], _ values: ScalarText) -> String {
    if deals.allSatisfy({ $0.before == nil }) { return isRevert ? "are back" : "were added" }
    if deals.allSatisfy({ $0.after == nil }) { return "are gone" }
    let isKept = deals.allSatisfy { $0.before != nil && $0.after != nil }
    let fields = Set(deals.flatMap { changedFields($0).map(\.name) })
    if fields.contains("stage_id") { return isRevert ? "are back in the stages before" : "changed stage" }
    // One field of all of them, which mostly holds the same in each.
    let when = isRevert ? "again" : "now"
    if fields.count == 1, isKept, let after = deals[0].after, let field = changedFields(deals[0]).first,
      deals.allSatisfy({ $0.after.map(field.get) == field.get(after) })
    {
      switch field.name {
      case "status": return "are \(after.status.rawValue) \(when)"
      case "parked_until": return after.parkedUntil == nil ? "are awake \(when)" : "sleep \(when)"
      default: return "have \(values.words(for: field, of: after)) now"
      }
    }
    guard isKept, isRevert else { return isRevert ? "are as before" : "changed" }
    return "have \(labels(of: fields)) as before"
  }

  /// `their close date and their owner`; an amount names its currency.
  private func labels(of fields: Set<String>) -> String {
    let told = Deal.fields.map(\.name).filter { name in
      fields.contains(name) && (name != "currency" || !fields.contains("value")) && name != "closed_at"
    }
    let labels = told.map { $0 == "parked_until" ? "their sleep" : "their " + fieldLabel($0) }
    guard let last = labels.last, labels.count > 1 else { return labels.first ?? "everything" }
    return labels.dropLast().joined(separator: ", ") + " and " + last
  }

  private func event(
    _ edit: (before: Deal?, after: Deal?), _ stageName: (StageID) -> String?, _ values: ScalarText
  ) -> String {
    guard let after = edit.after else { return isRevert ? "is gone again" : "was deleted" }
    let stage = stageName(after.stageID) ?? "its stage"
    guard let before = edit.before else { return isRevert ? "is back in \(stage)" : "was added to \(stage)" }
    let back = isRevert ? "back in" : "in"
    if after.status != before.status {
      switch after.status {
      case .won: return "is won"
      case .lost: return "is lost" + (after.lossReason.map { ", \($0)" } ?? "")
      case .stalled: return "is stalled"
      case .open: return "is open again" + (after.stageID == before.stageID ? "" : ", \(back) \(stage)")
      }
    }
    if after.stageID != before.stageID { return isRevert ? "is back in \(stage)" : "moved to \(stage)" }
    let fields = changedFields(edit)
    if fields.map(\.name) == ["parked_until"] {
      return after.parkedUntil.map { "sleeps until \(values.day(values.present.zone.calendarDay(of: $0))) now" }
        ?? "is awake now"
    }
    // An amount names its currency.
    let told = fields.contains { $0.name == "value" } ? fields.filter { $0.name != "currency" } : fields
    return "has " + told.map { values.words(for: $0, of: after) }.joined(separator: ", ") + " now"
  }

  /// Of tasks: one that was settled says more than the one planned after it.
  private var taskText: CommitText? {
    let tasks = edits(of: FollowUp.self)
    let settled = tasks.filter { $0.before != nil && $0.after != nil && $0.before?.status != $0.after?.status }
    guard let first = settled.first ?? tasks.first, let task = first.after ?? first.before else { return nil }
    let many = settled.isEmpty ? tasks.count : settled.count
    let (verb, rest) = event(ofTask: first)
    guard many == 1 else { return CommitText(subject: "\(grouped(many)) tasks", event: "\(verb.many) \(rest)") }
    let touched = dealEdits.lazy.compactMap { $0.after ?? $0.before }.first { $0.id == task.dealID }?.name
    let deal = touched ?? task.dealID.flatMap { names[$0.description] }
    return CommitText(subject: task.title, event: (deal.map { "of \($0) " } ?? "") + "\(verb.one) \(rest)")
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
    if let text = reorderText { return text }
    guard let edit = mainEdit, let row = edit.after ?? edit.before else {
      return CommitText(subject: "Nothing", event: "changed")
    }
    if case .pipeline(let before)? = edit.before, case .pipeline(let after)? = edit.after,
      after.isDefault, !before.isDefault
    {
      return CommitText(subject: after.name, event: "is the default pipeline \(isRevert ? "again" : "now")")
    }
    if case .pipeline(let before)? = edit.before, case .pipeline(let after)? = edit.after, before.name != after.name {
      return CommitText(subject: before.name, event: "is called \(after.name) \(isRevert ? "again" : "now")")
    }
    let what =
      edit.before == nil
      ? (isRevert ? "is back" : "was added")
      : edit.after == nil ? (isRevert ? "is gone again" : "was deleted") : isRevert ? "is as before" : "changed"
    return CommitText(subject: row.title, event: what)
  }

  /// Of a pipeline's stages that come and go with it, and of the one that is the default no more, it is the pipeline
  /// that the commit is about; a deal that was touched is the last thing that it is.
  private var mainEdit: Edit? {
    func rank(_ edit: Edit) -> Int {
      switch (edit.before, edit.after) {
      case (.pipeline(let before)?, .pipeline(let after)?): before.isDefault && !after.isDefault ? 2 : 1
      case (nil, .pipeline?), (.pipeline?, nil): 0
      case (.deal?, _), (_, .deal?): 4
      default: 3
      }
    }
    return edits.min { rank($0) < rank($1) }
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
