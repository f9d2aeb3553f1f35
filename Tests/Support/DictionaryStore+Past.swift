package import Sales

extension DictionaryStore {
  package func salesPast() -> SalesPast {
    let users = records.all(User.self) { _ in true }.sorted { $0.id < $1.id }
    var builder = SalesPast.Builder(plans: pipelines(), owners: users.map { ($0.id, $0.name) })
    let deals = records.all(Deal.self) { $0.isActive || $0.closedAt != nil }.sorted { $0.id < $1.id }
    for deal in deals {
      guard let pipeline = builder.pipeline(deal.pipelineID.description),
        let currency = builder.currency(deal.currency.code)
      else { continue }
      let spell = SalesPast.Spell(
        origin: deal.createdAt.forecastDay, to: deal.closedAt?.forecastDay ?? SalesPast.never,
        isWon: deal.status == .won, pipeline: pipeline, owner: builder.owner(deal.ownerID?.description),
        currency: currency, value: deal.value, expected: deal.expectedClose?.forecastDay ?? SalesPast.never)
      builder.add(spell, id: deal.id.description)
    }
    for deal in deals {
      for row in records.history(of: deal.id) {
        builder.addVisit(
          row.id.description, of: deal.id.description, stage: row.toStageID.description, at: row.enteredAt)
      }
    }
    let moments = Dictionary(uniqueKeysWithValues: records.actions.map { ($0.id, $0.at) })
    for (action, entry) in records.journal where entry.kind == .update {
      if let at = moments[action] { builder.addEdit(of: entry.key.id, at: at, entry.fields) }
    }
    return builder.finish()
  }
}
