import Sales

extension Job {
  /// Prints the report of a pipeline as text, JSON or comma-separated values.
  func report() throws(Failure) {
    let form = try printedForm()
    let present = try present()
    let period = try reportPeriod(at: present)
    let currency = try reportCurrency()
    let store = try openExisting()
    store.isInterrupted = platform.watchInterrupts()
    let line = invocation.operands.joined(separator: " ")
    let reading = try filterReading(line, over: store)
    let plans = try asking { () throws(StoreError) in try store.pipelines() }
    guard let plan = try reportedPipeline(of: plans) else { return out.line("no pipelines") }
    let asked = ReportQuestion(
      plan: plan, pipelines: plans.map(\.pipeline.name), period: period, present: present,
      line: reading.addsActive ? line + " -status:closed" : line, filter: reading.filter)
    let printer = ReportPrinter(job: self, form: form, typed: line)
    if invocation.has(.owners) {
      printer.print(try asking { () throws(StoreError) in try asked.owners(in: store, currency: currency) })
    } else {
      printer.print(try asking { () throws(StoreError) in try asked.report(in: store, currency: currency) })
    }
  }

  /// How a command that prints figures prints them.
  enum PrintedForm: Hashable {
    case text, json, csv
  }

  /// What `--text`, `--json` and `--csv` say; no two of them go together.
  func printedForm() throws(Failure) -> PrintedForm {
    let forms = [(OptionName.text, PrintedForm.text), (.json, .json), (.csv, .csv)].filter { invocation.has($0.0) }
    if forms.count > 1 { throw .usage(.exclusive(forms[0].0, forms[1].0)) }
    return forms.first?.1 ?? .text
  }

  private func reportPeriod(at present: Present) throws(Failure) -> ReportPeriod {
    guard let text = invocation.value(.period) else { return ReportPeriod(upTo: present.today) }
    guard let period = ReportPeriod(text, today: present.today, notation) else {
      throw .usage(.badValue(.period, text, wanted: "a period; try 2026, 2026-05, q3, \"last quarter\" or 90d"))
    }
    return period
  }

  private func reportCurrency() throws(Failure) -> Currency? {
    guard let code = invocation.value(.currency) else { return nil }
    guard let currency = Currency(code.uppercased()) else {
      throw .usage(.badValue(.currency, code, wanted: "a currency; try a code such as USD or EUR"))
    }
    return currency
  }

  /// The one that is named, else the first; nil where there is none at all.
  private func reportedPipeline(of plans: [PipelinePlan]) throws(Failure) -> PipelinePlan? {
    guard let name = invocation.value(.pipeline) else { return plans.first }
    let named = plans.first { folded($0.pipeline.name) == folded(name) || $0.pipeline.id.description == name }
    guard let named else {
      let names = plans.map(\.pipeline.name).joined(separator: ", ")
      throw .usage(.badValue(.pipeline, name, wanted: "a pipeline; there are \(names)"))
    }
    return named
  }
}
