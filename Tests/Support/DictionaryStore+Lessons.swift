package import Sales

extension DictionaryStore {
  package func closedStays(of pipeline: PipelineID, latest: Int) -> [ClosedStay] {
    let open = Set(records.stages(of: pipeline).filter { $0.type == .open }.map(\.id))
    let closed = records.all(Deal.self) { $0.pipelineID == pipeline && $0.closedAt != nil }
    let deals = closed.sorted { ($0.closedAt ?? $0.createdAt, $0.id) > ($1.closedAt ?? $1.createdAt, $1.id) }
    var counts: [ClosedStay: Int] = [:]
    for deal in deals.prefix(latest) {
      for (stage, seconds) in seconds(in: deal) where open.contains(stage) {
        let days = Int(seconds / 86_400)
        counts[ClosedStay(stage: stage, isWon: deal.status == .won, days: days, deals: 0), default: 0] += 1
      }
    }
    return counts.map { ClosedStay(stage: $0.stage, isWon: $0.isWon, days: $0.days, deals: $1) }
      .sorted { ($0.stage, $0.isWon ? 1 : 0, $0.days) < ($1.stage, $1.isWon ? 1 : 0, $1.days) }
  }

  /// How long the deal was in each stage, until it was closed.
  private func seconds(in deal: Deal) -> [StageID: Int64] {
    var seconds: [StageID: Int64] = [:]
    for (visit, stay) in StageTransition.stays(records.history(of: deal.id), until: deal.closedAt ?? deal.createdAt) {
      seconds[visit.toStageID, default: 0] += stay
    }
    return seconds
  }
}
