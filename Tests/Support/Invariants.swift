package import Sales

extension DictionaryRecords {
  /// What must hold after every change and does not, in words; empty when all is well.
  package var violations: [String] {
    pipelineViolations + all(Deal.self).flatMap(violations(of:)) + referenceViolations + uniqueViolations
  }

  private var pipelineViolations: [String] {
    var found: [String] = []
    let pipelines = pipelines()
    let defaults = pipelines.count { $0.isDefault }
    if !pipelines.isEmpty && defaults != 1 {
      found.append("\(defaults) of \(pipelines.count) pipelines are the default")
    }
    for pipeline in pipelines {
      let positions = stages(of: pipeline.id).map(\.position)
      if positions != Array(positions.indices) { found.append("\(pipeline.id) has stages at \(positions)") }
    }
    return found
  }

  private func violations(of deal: Deal) -> [String] {
    var found: [String] = []
    func expect(_ holds: Bool, _ words: String) {
      if !holds { found.append("\(deal.id): \(words)") }
    }
    let history = history(of: deal.id)
    let stage = all(Stage.self) { $0.id == deal.stageID }.first
    expect(stage?.pipelineID == deal.pipelineID, "its stage is of its pipeline")
    expect(history.last?.enteredAt == deal.stageEnteredAt, "stage_entered_at is that of the last row of history")
    expect(history.last?.toStageID == deal.stageID, "history ends in its stage")
    expect(history.first.map { $0.fromStageID == nil } ?? false, "history begins with a row from nowhere")
    for (row, next) in zip(history, history.dropFirst()) {
      expect(next.fromStageID == row.toStageID, "the chain of its history holds")
      expect(next.toStageID != row.toStageID, "no move goes to its own stage")
    }
    expect(history.allSatisfy { !$0.toStageName.isEmpty }, "history keeps the names of stages")
    expect(
      Int64(deal.id.bits >> 80) / 1000 == max(0, deal.createdAt.seconds), "its id holds the second of its creation")
    expect(deal.closedAt == nil || deal.status.isClosed, "closed_at is set only while it is closed")
    expect(deal.lossReason == nil || deal.status == .lost, "only a lost deal has a loss reason")
    expect(deal.lastActivityAt == lastActivity(of: deal.id), "last_activity_at is right")
    expect(
      deal.value >= 0 && !deal.name.isEmpty && deal.name == deal.name.filter { _ in true }, "it has name and value")
    return found
  }

  private var referenceViolations: [String] {
    rows.values.flatMap { row in
      references(of: row).filter { rows[$0] == nil }.map { "\(row.key.id) points at \($0.id), which is gone" }
    }
  }

  private var uniqueViolations: [String] {
    let values =
      all(Contact.self).map { "email " + $0.email.lowercased() }
      + all(Company.self).compactMap { $0.domain.map { "domain " + $0.lowercased() } }
      + all(Deal.self).compactMap { $0.externalID.map { "external_id " + $0 } }
      + all(User.self).map { "user " + $0.name }
    return Dictionary(grouping: values, by: \.self).filter { $0.value.count > 1 }.map { "two have the \($0.key)" }
  }

  /// The deals whose history, then, is not how their history now begins; deleting one takes its history along.
  package func shortenedHistories(since then: DictionaryRecords) -> [DealID] {
    all(Deal.self).map(\.id).filter { deal in
      !then.history(of: deal).isEmpty && !history(of: deal).starts(with: then.history(of: deal))
    }
  }

  /// The rows as an undo brings them back: without history, users, and the times of writing.
  package var rowsWithoutTrace: [Key: Row] { rows.compactMapValues(\.withoutTrace) }
}

extension Row {
  fileprivate var withoutTrace: Row? {
    func undated<E: Stored>(_ entity: E, _ updatedAt: WritableKeyPath<E, Timestamp>) -> Row {
      var entity = entity
      entity[keyPath: updatedAt] = Timestamp(seconds: 0)
      return entity.row
    }
    return switch self {
    case .user, .transition: nil
    case .stage: self
    case .company(let company): undated(company, \.updatedAt)
    case .contact(let contact): undated(contact, \.updatedAt)
    case .pipeline(let pipeline): undated(pipeline, \.updatedAt)
    case .deal(let deal): undated(deal, \.updatedAt)
    case .activity(let activity): undated(activity, \.updatedAt)
    case .followUp(let followUp): undated(followUp, \.updatedAt)
    case .goal(let goal): undated(goal, \.updatedAt)
    case .review(let item): undated(item, \.updatedAt)
    }
  }
}
