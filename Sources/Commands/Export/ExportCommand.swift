import Contract
import Sales

extension Job {
  /// How many deals are read at once; no state of the file is held on to between two pages.
  private static let pageSize = 200

  /// Writes every deal, in order of creation, to standard output or into a new file.
  func export() throws(Failure) {
    let format = try exportFormat()
    let present = try present()
    let store = try openExisting()
    store.isInterrupted = platform.watchInterrupts()
    guard let path = invocation.value(.output) else { return try export(store, format, at: present, to: out) }
    let file: NewFile
    do {
      file = try platform.files.make(path)
    } catch {
      throw .file(error)
    }
    do {
      try export(store, format, at: present, to: file.output)
      try finish(file)
    } catch {
      platform.files.remove(path)
      throw error
    }
  }

  private func finish(_ file: NewFile) throws(Failure) {
    do {
      try file.finish()
    } catch {
      throw .file(error)
    }
  }

  private func exportFormat() throws(Failure) -> ExportFormat {
    guard let text = invocation.value(.format) else { return .csv }
    guard let format = ExportFormat(rawValue: text) else {
      let words = ExportFormat.allCases.map(\.rawValue).joined(separator: " or ")
      throw .usage(.badValue(.format, text, wanted: words))
    }
    return format
  }

  private func export(
    _ store: any Store, _ format: ExportFormat, at present: Present, to output: Output
  ) throws(Failure) {
    if format == .csv { output.write(csvLine(ExportColumn.header, for: output)) }
    var pipelines = ""
    if format == .csv {
      let plans = try asking { () throws(StoreError) in try store.pipelines() }
      pipelines = ExportColumn.text(of: plans)
    }
    var query = ListQuery<Deal>(limit: Self.pageSize)
    var page: [Deal]
    repeat {
      var text = ""
      page = try asking { () throws(StoreError) in
        if store.isInterrupted?() == true { throw .interrupted }
        return try store.reading { () throws(StoreError) in
          var finder = RowFinder(store)
          let deals = try store.rows(query)
          for deal in deals {
            let related = try finder.rows(around: deal, in: store, format)
            switch format {
            case .csv:
              text += csvLine(related.cells(of: deal, pipelines: pipelines), for: output)
              pipelines = ""
            case .ndjson: text += related.json(deal, at: present).text + "\n"
            }
          }
          return deals
        }
      }
      // After the reading: whoever takes the text may take their time, and the log could not be emptied meanwhile.
      output.write(text)
      query.after = page.last.map { query.key(of: $0) }
    } while page.count == query.limit && !output.isClosed
  }
}

/// How deals are written; the raw value is what is typed.
enum ExportFormat: String, CaseIterable {
  case csv, ndjson
}

extension RowFinder {
  /// What a deal's line names; what was done and planned only where the format has it.
  fileprivate mutating func rows(
    around deal: Deal, in store: any Store, _ format: ExportFormat
  ) throws(StoreError) -> DealRows {
    var (activities, tasks): ([Activity], [FollowUp]) = ([], [])
    if format == .csv {
      let terms = [ListTerm("deal_id", .equal, deal.id.scalar)]
      activities = try store.rows(ListQuery<Activity>(terms: terms))
      tasks = try store.rows(ListQuery<FollowUp>(terms: terms))
    }
    return DealRows(
      related: Related(
        contact: try find(deal.contactID), company: try find(deal.companyID), pipeline: try find(deal.pipelineID),
        stage: try find(deal.stageID)),
      owner: try find(deal.ownerID), nextStep: HistoryCell.nextStep(of: tasks),
      activities: HistoryCell.text(try activities.map { row throws(StoreError) in try item(row) }),
      tasks: HistoryCell.text(try tasks.map { row throws(StoreError) in try item(row) }))
  }

  private mutating func item(_ row: Activity) throws(StoreError) -> JSON {
    HistoryCell.json(
      Selection(.activity, in: .full, fields: HistoryCell.members(of: Activity.self)).json(row),
      contact: try find(row.contactID), company: try find(row.companyID), owner: try find(row.ownerID))
  }

  private mutating func item(_ row: FollowUp) throws(StoreError) -> JSON {
    HistoryCell.json(
      Selection(.task, in: .full, fields: HistoryCell.members(of: FollowUp.self)).json(row),
      contact: try find(row.contactID), company: try find(row.companyID), owner: try find(row.ownerID))
  }
}
