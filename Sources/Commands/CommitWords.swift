import Sales

extension Commit {
  /// What it did, as people say it: `moved "Acme renewal" to Negotiation`, `made 8,800 deals`.
  ///
  /// `stages` are the names of the stages that are there.
  func words(stages: [StageID: String]) -> String {
    let deals = edits.filter { $0.key.table == .deals }
    if deals.count == 1, let edit = deals.first { return edit.dealWords(stages) }
    if !deals.isEmpty { return Self.counted(deals, stages) }
    guard let edit = edits.first else { return "nothing" }
    let verb = edit.before == nil ? "made" : edit.after == nil ? "deleted" : "changed"
    let rest = edits.count > 1 ? " and \(grouped(edits.count - 1)) more" : ""
    return "\(verb) \(edit.title)\(rest)"
  }

  private static func counted(_ deals: [Edit], _ stages: [StageID: String]) -> String {
    let kinds: [(verb: String, holds: (Edit) -> Bool)] = [
      ("made", { $0.before == nil }), ("deleted", { $0.after == nil }),
      ("changed", { $0.before != nil && $0.after != nil }),
    ]
    let parts = kinds.compactMap { verb, holds -> String? in
      let count = deals.count(where: holds)
      return count == 0 ? nil : "\(verb) \(grouped(count)) deal\(count == 1 ? "" : "s")"
    }
    return parts.joined(separator: ", ")
  }
}

extension Edit {
  fileprivate func dealWords(_ stages: [StageID: String]) -> String {
    switch (before, after) {
    case (.deal(let before)?, .deal(let after)?):
      if before.stageID != after.stageID {
        return "moved \(title) to \(visible(stages[after.stageID] ?? "another stage"))"
      }
      if before.status != after.status { return "made \(title) \(after.status.rawValue)" }
      let names = zip(Deal.fields, zip(before.scalars, after.scalars))
        .filter { $0.1.0 != $0.1.1 && $0.0.access != .derived && $0.0.access != .readOnly }
        .map { $0.0.name.split(separator: "_").filter { $0 != "id" }.joined(separator: " ") }
      return "changed \(names.joined(separator: ", ")) of \(title)"
    case (nil, _): return "made \(title)"
    case (_, nil), (_?, _?): return "deleted \(title)"
    }
  }

  /// The row's kind and name: `the task "Call back"`.
  fileprivate var title: String {
    guard let row = after ?? before else { preconditionFailure("an edit is about a row") }
    switch row {
    case .user(let user): return "the user " + quoted(user.name)
    case .company(let company): return "the company " + quoted(company.name)
    case .contact(let contact): return "the contact " + quoted(contact.displayName)
    case .pipeline(let pipeline): return "the pipeline " + quoted(pipeline.name)
    case .stage(let stage): return "the stage " + quoted(stage.name)
    case .deal(let deal): return quoted(deal.name)
    case .transition: return "a row of history"
    case .activity(let activity): return "the \(activity.type.rawValue) " + quoted(activity.subject ?? "")
    case .followUp(let followUp): return "the task " + quoted(followUp.title)
    }
  }

  private func quoted(_ text: String) -> String { "\"\(visible(text))\"" }
}
