import Sales

/// What the rows of a file come to, counted before anything is written.
struct ImportTally: Sendable {
  private(set) var deals = 0
  private(set) var statuses: [DealStatus: Int] = [:]
  private(set) var without: [Missing: Int] = [:]
  private(set) var closedWithoutDay = 0
  private(set) var rounded = 0
  private(set) var negative = 0
  private(set) var deleted = 0
  private(set) var steps = 0
  private(set) var notes = 0
  /// Deals of which the row names more than one contact.
  private(set) var severalContacts = 0
  private(set) var activities = 0
  private(set) var tasks = 0
  /// How many different companies, contacts and owners the rows name, where that is counted.
  private(set) var named: [Table: Int] = [:]
  private var seenNames: Set<Int> = []
  private let countsNames: Bool

  init(countsNames: Bool = false) { self.countsNames = countsNames }
  /// Rows with the name and company of an earlier row, without ids that tell them apart.
  private(set) var alike = 0
  /// The first of them.
  private(set) var firstAlike: String?
  private(set) var lossReasonsLeftOut = 0
  private var places: [StageName: [Tally]] = [:]
  private var active: [Tally] = []
  private(set) var faults = FaultGroups()
  /// The first deals as they will be stored.
  private(set) var first: [DealRow] = []
  private var seen: Set<Int> = []

  /// What a deal can lack; the raw value is the word of the report.
  enum Missing: String, CaseIterable, Hashable, Sendable {
    case value
    case closeDate = "close date"
    case owner
    case stage
    case step = "next step"

    /// The fields that give it.
    var fields: [ImportField] {
      switch self {
      case .value: [.value]
      case .closeDate: [.closed, .expectedClose, .wonDate, .lostDate]
      case .owner: [.owner]
      case .stage: [.stage]
      case .step: [.nextStep, .nextStepDate]
      }
    }
  }

  static let shownDeals = 3

  mutating func add(_ row: DealRow) {
    deals += 1
    statuses[row.status, default: 0] += 1
    let facts: [(Missing, Bool)] = [
      (.value, row.hasValue), (.closeDate, row.hasCloseDate), (.owner, row.hasOwner), (.stage, row.place.isNamed),
      (.step, row.hasStep || row.status.isClosed),
    ]
    for (missing, isThere) in facts where !isThere { without[missing, default: 0] += 1 }
    if row.isClosedWithoutDay { closedWithoutDay += 1 }
    if row.isRounded { rounded += 1 }
    if row.isNegative { negative += 1 }
    if row.hasStep { steps += 1 }
    if row.hasNote { notes += 1 }
    if row.hasSeveralContacts { severalContacts += 1 }
    activities += row.activities
    tasks += row.tasks
    if first.count < Self.shownDeals { first.append(row) }
    if countsNames { noteNames(row) }
    if row.externalID == nil { noteAlike(row) }
    if row.hasLossReason, row.status != .lost { lossReasonsLeftOut += 1 }
    let tally = Tally(deals: 1, sum: row.value)
    if !row.status.isClosed { Self.add(tally, to: &active) }
    Self.add(tally, to: &places[row.place.name, default: []])
  }

  /// Sums are merged now and then, so that a long file holds no list of its amounts.
  private static func add(_ tally: Tally, to list: inout [Tally]) {
    list.append(tally)
    if list.count == 64 { list = Tally.merged(list) }
  }

  mutating func add(_ issue: RowIssue) { faults.add(issue) }

  mutating func addDeleted() { deleted += 1 }

  /// What open and stalled deals are worth, by currency.
  var openSums: [Tally] { Tally.merged(active) }

  /// What the deals of the stage are worth, by currency.
  func sums(of stage: StageName) -> [Tally] { Tally.merged(places[stage] ?? []) }

  /// To be called after the last row: what told rows and names apart is needed no more.
  mutating func finish() { (seen, seenNames) = ([], []) }

  private mutating func noteNames(_ row: DealRow) {
    let person =
      row.draft.contactValues.last { $0.field == "email" }.map { $0.value } ?? row.draft.contact.map(Scalar.text)
    var names: [(Table, String?)] = [
      (.companies, row.draft.company.map { folded($0) }), (.users, row.draft.owner.map { folded($0) }),
      (.contacts, person.map { "\($0)\n\(row.draft.company ?? "")" }),
    ]
    for other in row.draft.otherContacts {
      names.append((.contacts, "\(Scalar.text(other))\n\(row.draft.company ?? "")"))
    }
    for (table, name) in names {
      guard let name, seenNames.insert("\(table.rawValue)\n\(name)".hashValue).inserted else { continue }
      named[table, default: 0] += 1
    }
  }

  private mutating func noteAlike(_ row: DealRow) {
    let key = "\(folded(row.name))\n\(folded(row.company))\n\(folded(row.place.name.pipeline ?? ""))".hashValue
    guard !seen.insert(key).inserted else { return }
    alike += 1
    firstAlike = firstAlike ?? row.name
  }
}

/// Faults of rows, those of one column and reason told as one.
struct FaultGroups: Sendable {
  struct Group: Hashable, Sendable {
    /// The first one.
    let issue: RowIssue
    var count: Int
  }

  /// How many different faults are kept; the rest is only counted.
  private static let most = 1_000
  private(set) var groups: [Group] = []
  /// How many rows have one.
  private(set) var count = 0
  private var places: [Key: Int] = [:]

  init() {}

  /// Of single rows, by their lines.
  init(_ issues: [Int: RowIssue]) {
    for issue in issues.values.sorted(by: { $0.line < $1.line }) { add(issue) }
  }

  private struct Key: Hashable {
    let column: String?
    let fault: RowFault
  }

  mutating func add(_ issue: RowIssue) {
    count += 1
    let key = Key(column: issue.column, fault: issue.fault)
    if let place = places[key] {
      groups[place].count += 1
    } else if groups.count < Self.most {
      places[key] = groups.count
      groups.append(Group(issue: issue, count: 1))
    }
  }

  /// A sentence for each, the most frequent first.
  var sentences: [String] {
    groups.sorted { ($0.count, -$0.issue.line) > ($1.count, -$1.issue.line) }.map { $0.issue.sentence(rows: $0.count) }
  }
}
