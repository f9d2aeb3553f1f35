/// What the file knows of its deals through time, small enough to hold 100,000 of them: what a forecast learns from.
///
/// Days are UTC dates by their number. Pipelines, stages, owners and currencies are places in the lists here.
package struct SalesPast: Sendable {
  /// A deal from its creation, or its reopening, until it was closed.
  package struct Spell: Sendable {
    package internal(set) var deal: Int32
    /// The day the deal was created, from which its age counts.
    package var origin: Int32
    /// The first day of the spell.
    package internal(set) var from: Int32
    /// The day it was closed; `never` while it is not.
    package var to: Int32
    package var isWon: Bool
    package var pipeline: Int32
    /// Nil is -1, for a deal that nobody owns.
    package var owner: Int32
    package var currency: Int32
    /// Minor units as the file has them now; 0 where nobody set a value.
    package var value: Int64
    /// The day it is expected to close; `never` for none.
    package var expected: Int32

    package init(
      origin: Int32, to: Int32 = never, isWon: Bool = false, pipeline: Int32 = 0, owner: Int32 = -1,
      currency: Int32 = 0, value: Int64, expected: Int32 = never
    ) {
      deal = 0
      from = origin
      self.origin = origin
      self.to = to
      self.isWon = isWon
      self.pipeline = pipeline
      self.owner = owner
      self.currency = currency
      self.value = value
      self.expected = expected
    }

    /// Whether it was neither won nor lost when that day began.
    func isOpen(at day: Int) -> Bool { from < day && to >= day }
  }

  struct Visit: Sendable {
    let stage: Int32
    let day: Int32
  }

  struct ValueStep: Sendable {
    let day: Int32
    /// What the value was before that day.
    let before: Int64
  }

  package static let never = Int32.max

  package let pipelines: [PipelineID]
  package let stages: [Stage]
  package let owners: [(id: UserID, name: String)]
  package internal(set) var currencies: [Currency] = []
  package internal(set) var spells: [Spell] = []
  /// The stages that deals entered, in the order in which that was recorded; those of deal N from `firstVisit[N]` on.
  var visits: [Visit] = []
  var firstVisit: [Int32] = []
  var valueSteps: [Int32: [ValueStep]] = [:]

  /// The stage that the deal was in when that day began, and the day it entered it; nil where the file does not know, as
  /// of a deal that was closed when it was imported.
  func visit(of deal: Int32, at day: Int) -> Visit? {
    let range = Int(firstVisit[Int(deal)])..<Int(firstVisit[Int(deal) + 1])
    // An undone move leaves a row that repeats the first entry, so the last row counts, not the latest day.
    guard let index = range.last(where: { visits[$0].day < day }), visits[index].stage >= 0,
      stages[Int(visits[index].stage)].type == .open
    else { return nil }
    return visits[index]
  }

  /// What the file had as the value when that day began. Nil where it did not know one: none was set, or the deal was
  /// closed later and only the outcome says 0.
  func value(of spell: Spell, at day: Int) -> Int64? {
    let step = valueSteps.isEmpty ? nil : valueSteps[spell.deal]?.first { $0.day >= day }
    let value = step?.before ?? spell.value
    return value > 0 ? value : nil
  }
}

// MARK: - Building it

extension SalesPast {
  /// Takes all deals first, then the rows of the stage history and of the journal, in the order of commits.
  package struct Builder {
    private var past: SalesPast
    /// By id.
    private var places: [String: Int32] = [:]
    private var entries: [(row: String, deal: Int32, visit: Visit)] = []
    private var currencyPlaces: [String: Int32] = [:]
    private var pipelinePlaces: [String: Int32] = [:]
    private var stagePlaces: [String: Int32] = [:]
    private var ownerPlaces: [String: Int32] = [:]

    package init(plans: [PipelinePlan], owners: [(id: UserID, name: String)]) {
      let stages = plans.flatMap(\.stages)
      past = SalesPast(pipelines: plans.map(\.pipeline.id), stages: stages, owners: owners)
      for (index, plan) in plans.enumerated() { pipelinePlaces[plan.pipeline.id.description] = Int32(index) }
      for (index, stage) in stages.enumerated() { stagePlaces[stage.id.description] = Int32(index) }
      for (index, owner) in owners.enumerated() { ownerPlaces[owner.id.description] = Int32(index) }
    }

    /// The place of the pipeline with that id; nil for an id of none.
    package func pipeline(_ id: String) -> Int32? { pipelinePlaces[id] }

    /// The place of the owner with that id; -1 for none.
    package func owner(_ id: String?) -> Int32 { id.flatMap { ownerPlaces[$0] } ?? -1 }

    /// The place of the currency, which is added at its first deal.
    package mutating func currency(_ code: String) -> Int32? {
      if let place = currencyPlaces[code] { return place }
      guard let currency = Currency(code) else { return nil }
      let place = Int32(past.currencies.count)
      past.currencies.append(currency)
      currencyPlaces[code] = place
      return place
    }

    /// The deal with that id.
    package mutating func add(_ spell: Spell, id: String) {
      var spell = spell
      spell.deal = Int32(past.spells.count)
      places[id] = spell.deal
      past.spells.append(spell)
    }

    /// A row of the stage history, by its own id, in any order; those of deals that were not added are left out.
    package mutating func addVisit(_ row: String, of id: String, stage: String, at moment: Timestamp) {
      guard let place = places[id] else { return }
      entries.append((row, place, Visit(stage: stagePlaces[stage] ?? -1, day: moment.forecastDay)))
    }

    /// An update of the deal as the journal has it, in the order of commits.
    package mutating func addEdit(of id: String, at moment: Timestamp, _ fields: [JournalEntry.FieldChange]) {
      guard let deal = places[id].map(Int.init) else { return }
      let day = moment.forecastDay
      var (closed, outcome): (Int32?, String?) = (nil, nil)
      for field in fields {
        switch (field.name, field.before, field.after) {
        case ("value", .integer(let before), _):
          past.valueSteps[Int32(deal), default: []].append(ValueStep(day: day, before: before))
        case ("closed_at", .integer(let before), .null): closed = Timestamp(seconds: before).forecastDay
        case ("status", .text(let before), _): outcome = before
        default: break
        }
      }
      // A closing that was taken back on the same day was a mistake and no outcome.
      if let closed, let outcome, closed < day { reopen(deal, closed: closed, isWon: outcome == "won", on: day) }
    }

    private mutating func reopen(_ deal: Int, closed: Int32, isWon: Bool, on day: Int32) {
      var earlier = past.spells[deal]
      (earlier.to, earlier.isWon) = (closed, isWon)
      past.spells[deal].from = day
      if earlier.from <= closed { past.spells.append(earlier) }
    }

    /// The past; the builder is used up.
    package mutating func finish() -> SalesPast {
      // An undone delete writes a deal's history again, behind later rows.
      if zip(entries, entries.dropFirst()).contains(where: { $0.row > $1.row }) { entries.sort { $0.row < $1.row } }
      // Sorted by counting, which keeps the order of each deal's rows.
      var firsts = [Int32](repeating: 0, count: places.count + 1)
      for entry in entries { firsts[Int(entry.deal) + 1] += 1 }
      for place in firsts.indices.dropFirst() { firsts[place] += firsts[place - 1] }
      past.firstVisit = firsts
      past.visits = Array(repeating: Visit(stage: -1, day: 0), count: entries.count)
      for entry in entries {
        past.visits[Int(firsts[Int(entry.deal)])] = entry.visit
        firsts[Int(entry.deal)] += 1
      }
      return past
    }
  }

  private init(pipelines: [PipelineID], stages: [Stage], owners: [(id: UserID, name: String)]) {
    self.pipelines = pipelines
    self.stages = stages
    self.owners = owners
  }
}

extension Timestamp {
  /// The UTC date as a past counts it.
  package var forecastDay: Int32 { Int32(clamping: utcDay.number) }
}
