import Sales
import Support
import Testing

@testable import Storage

/// Filters that a deal's kept `next_due_at` mostly decides, and the index that they look through.
@Suite("A filter on the next step") struct NextStepFilterTests {
  @Test("tells a whole day from its ten o'clock, and a step from the day on which a parked deal comes back")
  func momentsAndDays() throws {
    let pair = try StorePair(seed: 1)
    let today = pair.present.today.midnightUTC
    let dues: [Timestamp?] =
      [nil] + [-86_400, -50_400, 0, 35_999, 36_000, 36_001, 86_400, 122_400].map { today.advanced(bySeconds: $0) }
    let parks: [Timestamp?] = [nil] + [-50_400, 0, 36_000, 122_400].map { today.advanced(bySeconds: $0) }
    for due in dues {
      for park in parks {
        let draft = DealDraft(
          values: [.set(\.name, "Deal"), .set(\.parkedUntil, park)],
          stage: StageName(pipeline: nil, stage: "Qualified"),
          followUps: due.map { [[.set(\.title, "Call"), .set(\.dueAt, $0)]] } ?? [])
        try Self.add(draft, to: pair)
      }
    }
    for hour: Int64 in [-14, 0, 9, 10, 11, 23] {
      let present = Present(now: today.advanced(bySeconds: hour * 3600), zone: .fixed(seconds: 7200))
      try Self.expectAlike(pair, at: present)
    }
  }

  private static func add(_ draft: DealDraft, to pair: StorePair) throws {
    for store in [pair.store, pair.reference] as [any Store] {
      _ = try store.commit(.createDeal(draft), by: pair.user)
    }
  }

  private static func expectAlike(_ pair: StorePair, at present: Present) throws {
    let plan = pair.reference.pipelines()[0]
    let context = FilterContext(present: present, user: pair.user, stages: plan.stages)
    let terms = ["due:today", "due<today", "due<=today", "due>today", "due<1d", "due:week"] + ["no:step"]
    for term in terms + ["is:overdue", "is:attention", "is:parked"] {
      for line in [term, "-" + term] {
        let filter = FilterText(line, context).filter
        func deals(_ store: any Store) throws -> Int {
          let totals = try store.totals(of: plan.pipeline.id, filter: filter, closedSince: filter.closedSince(present))
          return totals.values.reduce(0) { $0 + $1.deals }
        }
        #expect(try deals(pair.store) == deals(pair.reference), "\(line) at \(present.now)")
      }
    }
    let open = Filter.all
    let count = try pair.store.attentionCount(of: plan.pipeline.id, filter: open, present: present)
    #expect(count == pair.reference.attentionCount(of: plan.pipeline.id, filter: open, present: present))
  }

  @Test("looks at no row of a deal, and neither do the other terms, but for who is missing")
  func coveringIndex() throws {
    let pair = try StorePair(seed: 1)
    let stages = pair.reference.pipelines()[0].stages
    let context = FilterContext(present: pair.present, user: pair.user, stages: stages)
    let terms = [
      "acme", "owner:me", "owner:ada", "stage:prop", "status:lost", "idle>14", "age>90", "value>10k", "value>€10k",
      "close<eom", "closed:2025-05", "created:2w", "company:acme", "contact:ada", "source:web", "reason:price",
      "no:step", "no:value", "no:close", "no:owner", "due<eow", "is:attention", "is:overdue", "is:parked",
    ]
    for term in terms {
      let reading = FilterText(term, context)
      #expect(reading.fault == nil && !reading.filter.isAll, "\(term)")
      for range in Selection.Range.allCases {
        let match = Match(reading.filter, after: [.integer(0)])
        let question = "SELECT count(?1) FROM \(Selection.shown) WHERE \(range.condition)\(match.condition)"
        let plan = try pair.store.connection.all("EXPLAIN QUERY PLAN \(question)", match.arguments) { row in row.text(3)
        }
        #expect(plan.first?.contains("USING COVERING INDEX deals_for_filters") == true, "\(term): \(plan)")
      }
    }
  }

  @Test("takes stars, question marks and brackets of a company's name for themselves")
  func literalWords() throws {
    let pair = try StorePair(seed: 1)
    for company in ["Star* Systems", "[Bracket] Ltd", "Why? Ltd", "Stars United", "Acme \\ Co", "100% Ltd"] {
      let draft = DealDraft(
        values: [.set(\.name, "b deal")], stage: StageName(pipeline: nil, stage: "Qualified"), company: company)
      try Self.add(draft, to: pair)
    }
    let plan = pair.reference.pipelines()[0]
    let context = FilterContext(present: pair.present, user: pair.user, stages: plan.stages)
    let expected = [
      "star*": 1, "star": 2, "[b": 1, "why?": 1, "?": 0, "*": 0, "b": 1, "sys": 1, "\\": 1, "100%": 1, "%": 0, "ltd": 3,
    ]
    for (word, count) in expected {
      let filter = FilterText("company:\"\(word)\"", context).filter
      for store in [pair.store, pair.reference] as [any Store] {
        let totals = try store.totals(of: plan.pipeline.id, filter: filter, closedSince: .distantPast)
        #expect(totals.values.reduce(0) { $0 + $1.deals } == count, "\(word)")
      }
    }
  }
}
