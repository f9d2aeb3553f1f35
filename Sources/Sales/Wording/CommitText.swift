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
    return deals.count == 1 && omittedDeals == 0 ? deals.first : nil
  }

  /// The commit in words; `stageName` gives a stage's present name, `values` the words for what fields hold now.
  package func text(stageName: (StageID) -> String?, values: ScalarText) -> CommitText {
    if let text = stageText(stageName) { return text }
    // A task done touches its deal; that alone is not what it was about.
    let deals = dealEdits.filter { $0.before == nil || $0.after == nil || !changedFields($0).isEmpty }
    guard let text = text(of: deals, stageName, values) else {
      return taskText(values) ?? activityText ?? partyText(values) ?? otherText
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
    let count = deals.count + omittedDeals
    guard count == 1 else {
      return CommitText(subject: "\(grouped(count)) deals", event: events(deals, stageName, values))
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

  var dealEdits: [(before: Deal?, after: Deal?)] { edits(of: Deal.self) }

  func edits<E: Stored>(of: E.Type) -> [(before: E?, after: E?)] {
    edits.compactMap { edit in
      let pair = (before: edit.before.flatMap(E.init(row:)), after: edit.after.flatMap(E.init(row:)))
      return pair.before == nil && pair.after == nil ? nil : pair
    }
  }

  private func events(
    _ deals: [(before: Deal?, after: Deal?)], _ stageName: (StageID) -> String?, _ values: ScalarText
  ) -> String {
    if deals.allSatisfy({ $0.before == nil }) { return isUndo ? "are back" : "were added" }
    if deals.allSatisfy({ $0.after == nil }) { return isUndo ? "are gone again" : "were deleted" }
    let isKept = deals.allSatisfy { $0.before != nil && $0.after != nil }
    let fields = Set(deals.flatMap { changedFields($0).map(\.name) })
    if !isUndo, isKept, let outcome = outcome(of: deals) { return outcome }
    if fields.contains("stage_id") {
      if isUndo { return "are back in the stages before" }
      let isTogether = Set(deals.map(\.after?.stageID)).count == 1
      return isTogether ? "moved to \(place(of: deals[0], stageName))" : "changed stage"
    }
    // One field of all of them, which mostly holds the same in each.
    let when = isUndo ? "again" : "now"
    if fields.count == 1, isKept, let after = deals[0].after, let field = changedFields(deals[0]).first,
      deals.allSatisfy({ $0.after.map(field.get) == field.get(after) })
    {
      switch field.name {
      case "status": return "are \(after.status.rawValue) \(when)"
      case "parked_until":
        return after.parkedUntil.map { "sleep until \(values.day(of: $0)) \(when)" } ?? "are awake \(when)"
      default: return "have \(values.words(for: field, of: after)) now"
      }
    }
    guard isKept else { return isUndo ? "are as before" : "changed" }
    return isUndo ? "have \(labels(of: fields)) as before" : "changed \(labels(of: fields))"
  }

  /// The stage that it is in now, with its pipeline where that was another one.
  private func place(of edit: (before: Deal?, after: Deal?), _ stageName: (StageID) -> String?) -> String {
    (edit.after.flatMap { stageName($0.stageID) } ?? "its stage") + pipeline(of: edit, after: " of ")
  }

  /// The pipeline that the deal has come into from another one, after that word; empty when it has not.
  private func pipeline(of edit: (before: Deal?, after: Deal?), after word: String) -> String {
    guard let before = edit.before, let after = edit.after, before.pipelineID != after.pipelineID,
      let name = names[after.pipelineID.description]
    else { return "" }
    return word + name
  }

  /// Of deals that all have the same new status, wherever that has moved them.
  private func outcome(of deals: [(before: Deal?, after: Deal?)]) -> String? {
    guard let first = deals[0].after,
      deals.allSatisfy({ $0.before?.status != first.status && $0.after?.status == first.status })
    else { return nil }
    if first.status == .open { return "are open again" }
    let isAlike = deals.allSatisfy { $0.after?.lossReason == first.lossReason }
    let reason = isAlike ? first.lossReason.map { ", \($0)" } ?? "" : ""
    return "are \(first.status.rawValue)" + pipeline(of: deals[0], after: " in ") + reason
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
    guard let after = edit.after else { return isUndo ? "is gone again" : "was deleted" }
    let stage = place(of: edit, stageName)
    guard let before = edit.before else { return isUndo ? "is back in \(stage)" : "was added to \(stage)" }
    if after.status != before.status {
      switch after.status {
      case .won: return "is won" + pipeline(of: edit, after: " in ")
      case .lost: return "is lost" + pipeline(of: edit, after: " in ") + (after.lossReason.map { ", \($0)" } ?? "")
      case .stalled: return "is stalled"
      case .open:
        return "is open again" + (after.stageID == before.stageID ? "" : ", \(isUndo ? "back in" : "in") \(stage)")
      }
    }
    if after.stageID != before.stageID { return isUndo ? "is back in \(stage)" : "moved to \(stage)" }
    let fields = changedFields(edit)
    if fields.map(\.name) == ["parked_until"] {
      return after.parkedUntil.map { "sleeps until \(values.day(of: $0)) now" } ?? "is awake now"
    }
    // An amount names its currency.
    let told = fields.contains { $0.name == "value" } ? fields.filter { $0.name != "currency" } : fields
    return "has " + told.map { values.words(for: $0, of: after) }.joined(separator: ", ") + " now"
  }

  /// Of tasks: one that was settled says more than the one planned after it.
  private func taskText(_ values: ScalarText) -> CommitText? {
    let tasks = edits(of: FollowUp.self)
    let settled = tasks.filter { $0.before != nil && $0.after != nil && $0.before?.status != $0.after?.status }
    guard let first = settled.first ?? tasks.first, let task = first.after ?? first.before else { return nil }
    let many = settled.isEmpty ? tasks.count : settled.count
    let (verb, rest) = event(ofTask: first, isOne: many == 1, values)
    guard many == 1 else { return CommitText(subject: "\(grouped(many)) tasks", event: "\(verb.many) \(rest)") }
    return CommitText(subject: task.title, event: "\(whose(task.dealID))\(verb.one) \(rest)")
  }

  /// `of Acme `, between a task or an activity and what became of it; empty where it is about no deal.
  func whose(_ deal: DealID?) -> String {
    guard let deal else { return "" }
    let touched = dealEdits.lazy.compactMap { $0.after ?? $0.before }.first { $0.id == deal }?.name
    return (touched ?? names[deal.description]).map { "of \($0) " } ?? ""
  }

  private typealias Verb = (one: String, many: String)

  private func event(
    ofTask edit: (before: FollowUp?, after: FollowUp?), isOne: Bool, _ values: ScalarText
  ) -> (Verb, String) {
    let (present, past): (Verb, Verb) = (("is", "are"), ("was", "were"))
    guard let after = edit.after else { return isUndo ? (present, "not planned any more") : (past, "deleted") }
    guard let before = edit.before else { return isUndo ? (present, "planned again") : (past, "planned") }
    guard before.status == after.status else {
      return switch after.status {
      case .pending: (present, "open again")
      case .completed: (present, "done")
      case .cancelled: (present, "dropped")
      }
    }
    if isOne, changedFields(edit).map(\.name) == ["due_at"] {
      let when = isUndo ? "again" : "now"
      return (present, after.dueAt.map { "for \(values.day(due: $0)) \(when)" } ?? "without a day \(when)")
    }
    return isUndo ? (present, "as before") : (past, "changed")
  }

  private var otherText: CommitText {
    if let text = reorderText { return text }
    guard let edit = mainEdit, let row = edit.after ?? edit.before else {
      return CommitText(subject: "Nothing", event: "changed")
    }
    if case .pipeline(let before)? = edit.before, case .pipeline(let after)? = edit.after,
      after.isDefault, !before.isDefault
    {
      return CommitText(subject: after.name, event: "is the default pipeline \(isUndo ? "again" : "now")")
    }
    if case .pipeline(let before)? = edit.before, case .pipeline(let after)? = edit.after, before.name != after.name {
      return CommitText(subject: before.name, event: "is called \(after.name) \(isUndo ? "again" : "now")")
    }
    let what =
      edit.before == nil
      ? (isUndo ? "is back" : "was added")
      : edit.after == nil ? (isUndo ? "is gone again" : "was deleted") : isUndo ? "is as before" : "changed"
    return CommitText(subject: row.title, event: what)
  }

  /// Of a pipeline's stages that come and go with it, and of the one that is the default no more, it is the pipeline
  /// that the commit is about; what was only touched is the last thing that it is.
  private var mainEdit: Edit? {
    func rank(_ edit: Edit) -> Int {
      switch (edit.before, edit.after) {
      case _ where edit.isOnlyDated: 5
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
    case .goal(let row): "Goal \(row.period)"
    case .review(let row): row.reason
    }
  }
}
