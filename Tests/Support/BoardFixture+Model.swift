package import Board
package import Sales
package import Screen

extension BoardFixture {
  /// The board as it stands when everything has been read, with the focus on the deal of that name.
  package func model(
    rows: Int, columns: Int, focus: String = "Soylent supply chain", filter: String = "", firstColumn: Int = 0,
    glyphs: Glyphs = .unicode, mode: Mode = .board
  ) -> Model {
    let setting = Setting(
      user: user, glyphs: glyphs, readOnly: nil, place: "~/.local/share/dealboard/dealboard.db", isDemo: false,
      zone: .utc)
    var model = Model(size: Size(rows: rows, columns: columns), present: present, setting: setting)
    model.board.pipelines = store.pipelines()
    guard let plan = model.board.pipelines.first else { return model }
    model.board.pipeline = plan.pipeline.id
    model.mode = mode
    model.filterText = filter
    model.board.firstColumn = firstColumn
    model.board.columns = plan.stages.map { column(of: $0, model) }
    model.board.attention = store.attentionCount(of: plan.pipeline.id, filter: model.board.filter, present: present)
    model.board.openDeals = store.records.all(Deal.self).count(where: \.isActive)
    model.board.dealCounts = store.dealCounts(of: plan.pipeline.id)
    model.world.hasLoaded = true
    for index in model.board.columns.indices {
      guard let place = model.board.columns[index].window.cards.firstIndex(where: { $0.deal.name == focus }) else {
        continue
      }
      model.board.focusedColumn = index
      model.board.columns[index].focus = place
    }
    return model
  }

  private func column(of stage: Stage, _ model: Model) -> StageColumn {
    var column = StageColumn(stage: stage)
    let query = ColumnQuery(
      stage: stage.id, filter: model.board.filter, order: .urgency, tomorrow: present.tomorrowStarts,
      closedSince: present.closedDealsShownSince)
    column.window = store.window(query, around: .start, before: 0, after: 1000)
    let totals = store.totals(
      of: stage.pipelineID, filter: model.board.filter, closedSince: present.closedDealsShownSince)
    column.totals = totals[stage.id] ?? StageTotals()
    return column
  }

  /// What the pane of the deal of that name shows.
  package func detail(_ name: String) -> DealDetail? {
    deal(name).flatMap { store.detail(of: $0.id, present: present, entries: TimelinePage.size) }
  }
}
