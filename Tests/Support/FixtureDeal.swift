import Sales

/// One deal of the fixture, as short as it can be written.
struct FixtureDeal {
  var name: String
  var company: String
  /// As quick add reads it: `€36.5k`.
  var value: String
  var stage: String
  /// Whole days in the stage; since closing for a closed deal.
  var days: Int
  var owner: String
  /// The next step and when it is due, counted in days from today or as a time.
  var step: (title: String, due: Due)?
  /// Days since the last call, where that is less than the days in the stage.
  var called: Int?
  var status = DealStatus.open
  var lossReason: String?
  /// Days until the close date.
  var close: Int

  enum Due {
    case day(Int)
    case at(String)
  }

  init(
    _ stage: String, _ name: String, _ company: String, _ value: String, _ days: Int, owner: String = "ana",
    step: String? = nil, due: Due? = nil, called: Int? = nil, close: Int = 30, status: DealStatus = .open,
    lost: String? = nil
  ) {
    self.stage = stage
    self.name = name
    self.company = company
    self.value = value
    self.days = days
    self.owner = owner
    self.step = step.flatMap { step in due.map { (step, $0) } }
    self.called = called
    self.status = status
    lossReason = lost
    self.close = close
  }

  /// The change that makes it: an import, since it has a past that began in the pipeline's first stage.
  func draft(_ present: Present, first: String, by user: UserID?) -> DealDraft {
    guard let amount = AmountReader.read(value, default: .usd) else { preconditionFailure("\(value) is no amount") }
    let entered = present.now.advanced(byDays: -days).advanced(bySeconds: -3600)
    let isClosed = stage.contains("Won") || stage.contains("Lost")
    var values: [DealValue] = [
      .set(\.name, name), .set(\.value, amount.minor), .set(\.currency, amount.currency ?? .usd),
      .set(\.expectedClose, present.today.advanced(byDays: close).midnightUTC), .set(\.source, "fair"),
    ]
    if status == .stalled { values.append(.set(\.status, .stalled)) }
    if let lossReason { values.append(.set(\.lossReason, lossReason)) }
    var draft = DealDraft(values: values, company: company, owner: owner)
    if stage != first {
      let days = 5 + name.unicodeScalars.count % 9
      draft.visits.append(visit(first, present.now.advanced(byDays: -self.days - days)))
    }
    draft.visits.append(visit(stage, entered))
    if isClosed { draft.closing = .at(entered) }
    if let step { draft.followUps = [[.set(\.title, step.title), .set(\.dueAt, due(step.due, present))]] }
    if let called {
      let at = present.now.advanced(byDays: -called).advanced(bySeconds: -1800)
      draft.activities = [
        [.set(\.type, .call), .set(\.subject, "Called"), .set(\.occurredAt, at), .set(\.ownerID, user)]
      ]
    }
    return draft
  }

  private func visit(_ stage: String, _ at: Timestamp) -> DealDraft.Visit {
    DealDraft.Visit(stage: StageName(pipeline: nil, stage: stage), enteredAt: at)
  }

  private func due(_ due: Due, _ present: Present) -> Timestamp {
    switch due {
    case .day(let days): present.today.advanced(byDays: days).midnightUTC
    case .at(let text): BoardFixture.moment(text)
    }
  }
}

extension FixtureDeal {
  private static let proposal = "Proposal Sent"
  private static let negotiation = "Negotiation"

  /// Every deal of the full board but the one with a story.
  static let board: [FixtureDeal] = qualified + proposals + negotiations + closed

  private static let qualified: [FixtureDeal] = [
    FixtureDeal(
      "Qualified", "Acme Enterprise Plan", "Acme Corp", "$5000", 9, step: "Call Priya about seats", due: .day(-3)),
    FixtureDeal(
      "Qualified", "Northwind data platform renewal 2026", "Northwind Traders", "$48k", 22, owner: "bo",
      step: "Email revised quote", due: .day(-1), called: 6),
    FixtureDeal(
      "Qualified", "Kestrel Air fleet tracking", "Kestrel Air", "€36.5k", 4, step: "Demo for operations",
      due: .at("2025-11-20T15:00:00Z")),
    FixtureDeal("Qualified", "Müller & Söhne Rahmenvertrag", "Müller & Söhne GmbH", "€18k", 41, called: 9),
    FixtureDeal("Qualified", "Bluefin Seafood portal", "Bluefin Seafood", "$7200", 12),
    FixtureDeal(
      "Qualified", "Orchard Health pilot", "Orchard Health", "$12.5k", 2, step: "Call Dr Lindqvist", due: .day(1)),
    FixtureDeal(
      "Qualified", "東京データ基盤 更新", "東京データ株式会社", "¥4.2m", 6, owner: "kim",
      step: "Meeting with Sato-san", due: .day(4)),
    FixtureDeal(
      "Qualified", "Pinecrest Schools licences", "Pinecrest Schools", "$9900", 15, step: "Call the bursar",
      due: .day(5)),
    FixtureDeal(
      "Qualified", "Halcyon Hotels guest wifi", "Halcyon Hotels", "$22k", 3, owner: "bo",
      step: "Email reference list", due: .day(7)),
    FixtureDeal(
      "Qualified", "Fjord Logistics scanners", "Fjord Logistics AS", "€14.2k", 8, step: "Call after trial",
      due: .day(8)),
    FixtureDeal(
      "Qualified", "Cobalt Mining safety suite", "Cobalt Mining", "$64k", 5, step: "Site visit", due: .day(11)),
    FixtureDeal(
      "Qualified", "Lumen Studios archive", "Lumen Studios", "$3400", 1, step: "Call about storage", due: .day(13)),
  ]

  private static let proposals: [FixtureDeal] = [
    FixtureDeal(
      proposal, "Globex rollout", "Globex Corporation", "$125k", 18, owner: "bo", step: "Send contract draft",
      due: .day(-4), called: 7),
    FixtureDeal(
      proposal, "Wayne Enterprises expansion phase two", "Wayne Enterprises", "$310k", 31, called: 7),
    FixtureDeal(proposal, "Stark field service", "Stark Industries", "$41k", 23, status: .stalled),
    FixtureDeal(
      proposal, "Initrode security review", "Initrode", "$15.4k", 11, step: "Call about scope", due: .day(1)),
    FixtureDeal(
      proposal, "Vandelay import tooling", "Vandelay Industries", "€27.3k", 6, step: "Call Art", due: .day(4)),
    FixtureDeal(
      proposal, "Monarch Bank onboarding", "Monarch Bank", "$88k", 14, owner: "kim", step: "Legal review call",
      due: .day(5)),
    FixtureDeal(
      proposal, "Tyrell diagnostics", "Tyrell Corp", "$19.5k", 9, step: "Email security answers", due: .day(6)),
  ]

  private static let negotiations: [FixtureDeal] = [
    FixtureDeal(negotiation, "Hooli cloud migration", "Hooli", "$188k", 26, called: 21),
    FixtureDeal(negotiation, "Initech renewal", "Initech", "€40k", 9, owner: "kim", called: 3),
    FixtureDeal(
      negotiation, "Massive Dynamic framework", "Massive Dynamic", "$76.5k", 12, step: "Redlines from legal",
      due: .at("2025-11-21T10:00:00Z")),
    FixtureDeal(
      negotiation, "Cyberdyne support contract", "Cyberdyne Systems", "$23.9k", 7, owner: "bo",
      step: "Call procurement", due: .day(4)),
    FixtureDeal(
      negotiation, "Aperture lab licences", "Aperture Science", "$31k", 4, step: "Price call", due: .day(5)),
    FixtureDeal(
      negotiation, "Oceanic crew rostering", "Oceanic Airlines", "€54.8k", 16, step: "Board decision", due: .day(6)),
  ]

  private static let closed: [FixtureDeal] = [
    FixtureDeal("Closed Won", "Umbrella pilot", "Umbrella", "$9900", 8, owner: "kim"),
    FixtureDeal("Closed Won", "Prestige Worldwide site", "Prestige Worldwide", "$17.4k", 13),
    FixtureDeal("Closed Won", "Dunder Mifflin paper portal", "Dunder Mifflin", "$39.8k", 20, owner: "bo"),
    FixtureDeal("Closed Lost", "Pied Piper storage", "Pied Piper", "$26k", 2, lost: "price"),
    FixtureDeal("Closed Lost", "Bluth model homes", "Bluth Company", "$8100", 10, lost: "no decision"),
    FixtureDeal("Closed Lost", "Gekko analytics", "Gekko & Co", "$71k", 17, owner: "kim", lost: "competition"),
    FixtureDeal("Closed Lost", "Sirius broadcasting", "Sirius", "€11k", 24, lost: "no answer"),
  ]
}

// The board of nine stages: the same deals moved about, and some more in the stages out of sight.
extension FixtureDeal {
  static let nineStages: [[Assignment<Stage>]] = [
    open("Lead", 5, 14, 30), open("Contacted", 10, 14, 30), open("Demo", 25, 14, 30), open("Trial", 40, 14, 30),
    open("Proposal", 55, 10, 30), open("Negotiation", 70, 7, 21), open("Legal", 90, 14, 30),
    [.set(\.name, "Won"), .set(\.type, .won)], [.set(\.name, "Lost"), .set(\.type, .lost)],
  ]

  private static func open(_ name: String, _ chance: Int, _ idle: Int, _ stay: Int) -> [Assignment<Stage>] {
    [.set(\.name, name), .set(\.probability, chance), .set(\.idleLimitDays, idle), .set(\.stageLimitDays, stay)]
  }

  static let nine: [FixtureDeal] =
    moved + [
      FixtureDeal("Proposal", "Soylent supply chain", "Soylent Foods", "£62k", 33, called: 8, close: -6),
      FixtureDeal("Contacted", "Ibis Air tickets", "Ibis Air", "$6500", 3),
      FixtureDeal("Contacted", "Juniper Cafés tills", "Juniper Cafés", "$5000", 4, step: "Call", due: .day(9)),
      FixtureDeal("Contacted", "Kiln Potteries shop", "Kiln Potteries", "€9300", 5, step: "Call", due: .day(9)),
      FixtureDeal("Contacted", "Larch Timber yard", "Larch Timber", "€6000", 6, step: "Call", due: .day(10)),
      FixtureDeal("Lead", "Moss Gardens plans", "Moss Gardens", "$60k", 3),
      FixtureDeal("Lead", "Nettle Foods labels", "Nettle Foods", "$30k", 4),
      FixtureDeal("Lead", "Otter Boats fleet", "Otter Boats", "$20k", 5, step: "Call", due: .day(10)),
      FixtureDeal("Lead", "Plover Maps survey", "Plover Maps", "$10k", 6, step: "Call", due: .day(11)),
      FixtureDeal("Lead", "Quarry Stone orders", "Quarry Stone", "$8200", 7, step: "Call", due: .day(11)),
      FixtureDeal("Lead", "Rowan Press print", "Rowan Press", "€10k", 8, step: "Call", due: .day(12)),
      FixtureDeal("Lead", "Sorrel Spa bookings", "Sorrel Spa", "€6900", 9, step: "Call", due: .day(12)),
    ]

  private static var moved: [FixtureDeal] {
    board.map { deal in
      var moved = deal
      switch deal.stage {
      case "Qualified": moved.stage = nineStage(of: deal.company)
      case proposal: moved.stage = "Proposal"
      case "Closed Won": moved.stage = "Won"
      case "Closed Lost": moved.stage = "Lost"
      default: break
      }
      if moved.value == "¥4.2m" { moved.value = "¥8.4m" }
      return moved
    }
  }

  private static func nineStage(of company: String) -> String {
    switch company {
    case "Fjord Logistics AS", "Cobalt Mining", "Lumen Studios": "Demo"
    case "Bluefin Seafood", "Orchard Health": "Legal"
    case "Pinecrest Schools", "Halcyon Hotels": "Contacted"
    default: "Lead"
    }
  }
}
