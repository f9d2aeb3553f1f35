import Sales

// A status that is typed into a form does what its key does.
extension Model {
  /// The change with what `w`, `x` and `o` do besides setting the status: a won or lost deal goes to the first stage of its
  /// pipeline that means it, and one that is open again goes back to the open stage it was in.
  func followingStatus(_ change: Change, of deal: Deal) -> Change {
    guard case .editDeal(let id, let values, let links, let seen) = change,
      let status = values.last(where: { $0.field == "status" }).flatMap({ DealStatus(scalar: $0.value) }),
      let plan = board.pipelines.first(where: { $0.pipeline.id == deal.pipelineID })
    else { return change }
    let type = anyStage(deal.stageID)?.type
    if status.isClosed {
      guard type?.status != status, let stage = plan.stage(meaning: status) else { return change }
      return .editDeal(id, values + entering(stage) + moment(closing: deal, as: status), links: links, seen: seen)
    }
    guard deal.status.isClosed, type?.status != nil else { return change }
    let rest = values.filter { $0.field != "status" || status != .open }
    let isMore = !rest.isEmpty || links != LinkNames()
    let edit = Change.editDeal(id, rest, links: links, seen: seen.filter { $0.field != "status" })
    return isMore ? .bulk([.reopenDeal(id), edit]) : .reopenDeal(id)
  }

  /// On a board of another day, now is not on the day that is called today.
  private func moment(closing deal: Deal, as status: DealStatus) -> [DealValue] {
    guard world.setting.isDated, status == .won else { return [] }
    return [.set(\.closedAt, moment(closing: deal, on: world.present.today))]
  }

  /// Noon of the day, but not before the deal was created.
  func moment(closing deal: Deal, on day: Day) -> Timestamp {
    max(world.setting.zone.moment(of: day, hour: 12), deal.createdAt)
  }
}
