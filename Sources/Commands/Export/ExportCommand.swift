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
            let related = try finder.rows(around: deal, nextStep: try nextStep(of: deal, store))
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

private func nextStep(of deal: Deal, _ store: any Store) throws(StoreError) -> FollowUp? {
  let terms = [
    ListTerm("deal_id", .equal, deal.id.scalar), ListTerm("status", .equal, FollowUpStatus.pending.scalar),
  ]
  let tasks = try store.rows(ListQuery<FollowUp>(terms: terms))
  // As everywhere a whole day counts as ten in the morning.
  let due = { (task: FollowUp) in
    task.dueAt.map { $0.isAllDay ? $0.seconds + 36_000 : $0.seconds } ?? .max
  }
  return tasks.min { (due($0), $0.id) < (due($1), $1.id) }
}

/// How deals are written; the raw value is what is typed.
enum ExportFormat: String, CaseIterable {
  case csv, ndjson
}

extension RowFinder {
  /// What a deal's line names.
  fileprivate mutating func rows(around deal: Deal, nextStep: FollowUp?) throws(StoreError) -> DealRows {
    DealRows(
      related: Related(
        contact: try find(deal.contactID), company: try find(deal.companyID), pipeline: try find(deal.pipelineID),
        stage: try find(deal.stageID)),
      owner: try find(deal.ownerID), nextStep: nextStep)
  }
}
