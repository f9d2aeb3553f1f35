import Sales
import Testing

@Suite("Attention") struct AttentionTests {
  private let present: Present
  private var now: Timestamp { present.now }
  private var today: Timestamp { present.today.midnightUTC }
  private let stage: Stage

  init() throws {
    present = Present(now: try #require(Timestamp("2025-11-20T12:00:00Z")), zone: .utc)
    var stage = Stage(id: StageID(bits: 1))
    (stage.idleLimitDays, stage.stageLimitDays) = (14, 30)
    self.stage = stage
  }

  /// A deal that needs nobody, but for what is changed on it.
  private func reasons(step due: Timestamp?, _ change: (inout Deal) -> Void = { _ in }) -> [Attention] {
    var deal = Deal(id: DealID(bits: 1))
    (deal.value, deal.expectedClose, deal.ownerID) = (1, today, UserID(bits: 1))
    (deal.touchedAt, deal.stageEnteredAt) = (now, now)
    change(&deal)
    let step = due.map { NextStep(id: FollowUpID(bits: 1), title: "Call", dueAt: $0) }
    let card = Card(
      deal: deal, company: nil, contact: nil, owner: nil, nextStep: step, key: SortKey(range: 0, values: []))
    return card.attention(in: stage, at: present)
  }

  private var planned: Timestamp { now.advanced(byDays: 2) }

  @Test("a step is late from the second after its time, one for the whole day from the next day on")
  func step() {
    #expect(reasons(step: now) == [])
    #expect(reasons(step: now.advanced(bySeconds: -1)) == [.overdue(days: 0, hours: 0)])
    #expect(reasons(step: now.advanced(bySeconds: -30 * 3600)) == [.overdue(days: 1, hours: 30)])
    #expect(reasons(step: today) == [])
    #expect(reasons(step: today.advanced(byDays: -1)) == [.overdue(days: 1, hours: 0)])
    #expect(reasons(step: nil) == [.noStep])
  }

  @Test("a close date passes with its day")
  func close() {
    #expect(reasons(step: planned) { $0.expectedClose = today } == [])
    #expect(reasons(step: planned) { $0.expectedClose = today.advanced(byDays: -1) } == [.pastClose(days: 1)])
  }

  @Test("a limit is kept on its last day and exceeded a whole day later, and what is planned ends idleness")
  func limits() {
    func idle(_ days: Int) -> (inout Deal) -> Void { { $0.touchedAt = now.advanced(byDays: -days) } }
    #expect(reasons(step: nil, idle(14)) == [.noStep])
    #expect(reasons(step: nil, idle(15)) == [.idle(days: 15, limit: 14), .noStep])
    #expect(reasons(step: planned, idle(15)) == [])
    func slow(_ days: Int) -> (inout Deal) -> Void { { $0.stageEnteredAt = now.advanced(byDays: -days) } }
    #expect(reasons(step: planned, slow(30)) == [])
    #expect(reasons(step: planned, slow(31)) == [.slow(days: 31, limit: 30)])
  }

  @Test("what is missing is told last, in one order")
  func missing() {
    let bare = reasons(step: nil) { ($0.value, $0.expectedClose, $0.ownerID) = (0, nil, nil) }
    #expect(bare == [.noStep, .noValue, .noCloseDate, .noOwner] && bare.allSatisfy(\.isMissing))
  }

  @Test("a deal that is parked or closed raises no alarm, and a stalled one only that of its step")
  func quiet() {
    let late = now.advanced(byDays: -2)
    func bare(_ change: @escaping (inout Deal) -> Void) -> [Attention] {
      reasons(step: late) {
        $0.value = 0
        change(&$0)
      }
    }
    #expect(bare { _ in } == [.overdue(days: 2, hours: 48), .noValue])
    #expect(bare { $0.parkedUntil = now.advanced(bySeconds: 1) } == [])
    #expect(bare { $0.parkedUntil = now } == [.overdue(days: 2, hours: 48), .noValue])
    #expect(bare { $0.status = .won } == [] && bare { $0.status = .lost } == [])
    #expect(bare { $0.status = .stalled } == [.overdue(days: 2, hours: 48)])
  }

  @Test("closed deals stay on the board for thirty days, counted from the start of the UTC day")
  func closed() {
    #expect(present.closedDealsShownSince.description == "2025-10-21T00:00:00Z")
  }
}
