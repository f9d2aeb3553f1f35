import Contract
import Sales
import Screen

/// Prints answers as JSON, as comma-separated values or as a table.
struct AnswerPrinter {
  private let job: Job
  private let route: Route
  private let form: Form
  private var cells: CellReader
  private var isFirst = true
  private var count = 0

  enum Form: Hashable {
    case json, csv, table
  }

  init(job: Job, route: Route, store: any Store) throws(Failure) {
    if job.invocation.has(.json), job.invocation.has(.csv) { throw .usage(.exclusive(.json, .csv)) }
    self.job = job
    self.route = route
    form = job.invocation.has(.json) ? .json : job.invocation.has(.csv) ? .csv : .table
    cells = CellReader(job: job, store: store)
  }

  /// Prints one page, or the one row.
  mutating func print(_ answer: ReadAnswer, to call: Call) throws(Failure) {
    defer { isFirst = false }
    guard let (resource, shape) = route.answer else { return tellDeleted(call) }
    let rows = answer.rows
    count += rows.count
    let members = Selection(resource, in: shape, fields: call.request.query.fields).members
    switch form {
    case .json:
      job.out.write(bytes: answer.response.body)
      job.out.line()
    case .csv:
      if isFirst { job.out.write(job.csvLine(members, for: job.out)) }
      for row in rows { job.out.write(job.csvLine(members.map { Self.plain(row[$0]) }, for: job.out)) }
    case .table:
      let fields = members.map { AnswerField($0, of: resource) }
      if route.isList {
        try printTable(rows, fields)
      } else if let row = rows.first {
        try printRecord(row, fields)
      }
    }
    job.out.flush()
  }

  /// Says where a list goes on, to people: the answer itself holds the cursor already.
  func tellMore(_ cursor: String) {
    if form == .json || job.out.isClosed { return }
    job.errors.line("\(grouped(count)) shown; --all shows every one, --cursor \(cursor) goes on")
  }

  private func tellDeleted(_ call: Call) {
    guard let key = call.request.keys.last else { return }
    job.out.line("Deleted the \(key.table.singular) \(key.id). To undo it: \(job.hint(.undo))")
  }

  /// The value as the contract has it; no cell that a spreadsheet would run.
  private static func plain(_ value: JSON?) -> String {
    switch value {
    case nil, .null: ""
    case .string(let text): formulaGuarded(text)
    case .number(let digits): digits
    case .bool(let flag): flag ? "true" : "false"
    case .some(.array), .some(.object): value?.text ?? ""
    }
  }

  private mutating func printTable(_ rows: [JSON], _ fields: [AnswerField]) throws(Failure) {
    if rows.isEmpty {
      if isFirst { job.errors.line("none") }
      return
    }
    var table = TextTable(glyphs: job.glyphs)
    // Names contain spaces and ids do not, so the last word of a line is the id.
    for field in fields.filter({ $0.name != "id" }) + fields.filter({ $0.name == "id" }) where field.isShown(in: rows) {
      var column: [String] = []
      for row in rows { column.append(job.glyphs.shown(try cells.text(field, of: row))) }
      table.add(field.title, column, isNumber: field.isNumber, isText: field.isText)
    }
    for line in table.lines(width: job.out.width, isHeaded: isFirst || job.out.isTerminal) { job.out.line(line) }
  }

  private mutating func printRecord(_ row: JSON, _ fields: [AnswerField]) throws(Failure) {
    let shown = fields.filter { $0.isShown(in: [row]) }
    let width = shown.map(\.title.count).max() ?? 0
    for field in shown {
      let text = job.glyphs.shown(try cells.text(field, of: row))
      for line in Self.record(field.title, text, titles: width, width: job.out.width) { job.out.line(line) }
    }
  }

  /// A title and beside it the value, wrapped at its words; one with a word that has no room there stands below.
  static func record(_ title: String, _ value: String, titles: Int, width: Int?) -> [String] {
    let start = titles + 2
    let first = title + spaces(start - title.count)
    let room = width.map { $0 - start } ?? .max
    if columns(of: value) <= room { return [first + value] }
    if value.split(separator: " ").allSatisfy({ columns(of: String($0)) <= room }) {
      return wrapped(value, to: room).enumerated().map { ($0 == 0 ? first : spaces(start)) + $1 }
    }
    return [title] + wrapped(value, to: (width ?? .max) - indent).map { spaces(indent) + $0 }
  }

  /// How far a value stands in below its title.
  private static let indent = 2

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
