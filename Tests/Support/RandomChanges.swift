package import Sales

/// Random changes over the rows that are there: every case of `Change`, most of them sensible, some to be refused.
package struct RandomChanges: Sendable {
  package var random: SeededGenerator
  var now = Timestamp(seconds: 0)

  package init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  package mutating func next(over records: DictionaryRecords, at now: Timestamp) -> Change {
    self.now = now
    let kind = random.oneIn(2) ? random.pick(ChangeKind.frequent) : random.pick(ChangeKind.allCases)
    // The first step fills an empty file, so that most later ones have rows to work on.
    return change(
      records.all(Deal.self).isEmpty ? random.pick(.importDeals, .createDeal, .bulk) : kind ?? .editDeal, records)
  }

  /// A change of that kind; of some kinds only one that is refused when there is no row for it.
  package mutating func change(_ kind: ChangeKind, _ records: DictionaryRecords) -> Change {
    switch kind {
    case .createDeal: .createDeal(draft(records))
    case .editDeal: editDeal(records)
    case .reopenDeal: .reopenDeal(pick(Deal.self, records, where: \.status.isClosed))
    case .deleteDeal:
      .deleteDeal(pick(Deal.self, records), droppingSteps: random.oneIn(2), seen: rarely(.set(\.name, "Unseen")))
    case .stallIdleDeals: .stallIdleDeals(days: random.pick(0, 1, 14, -1))
    case .createPipeline: createPipeline()
    case .createFirstPipeline: .createFirstPipeline
    case .editPipeline:
      .editPipeline(pick(Pipeline.self, records), pipelineValues(), seen: rarely(.set(\.name, "Unseen")))
    case .deletePipeline:
      .deletePipeline(
        pick(Pipeline.self, records) { pipeline in
          !records.rows.values.contains { $0.value(of: "pipeline_id") == pipeline.id.scalar && $0.key.table == .deals }
        })
    case .addStage:
      .addStage(
        pick(Pipeline.self, records), stageValues(named: true), at: random.pick(nil, 0, 1, 2, 99))
    case .editStage:
      .editStage(pick(Stage.self, records), stageValues(named: false), seen: rarely(.set(\.name, "Unseen")))
    case .reorderStages: reorderStages(records)
    case .removeStage:
      random.oneIn(3)
        ? .removeStage(pick(Stage.self, records), dealsTo: pick(Stage.self, records))
        : .removeStage(pick(Stage.self, records) { !records.holdsDeals($0.id) })
    case .createActivity: .createActivity([.set(\.type, random.pick(.call, .note))] + activityValues(records))
    case .editActivity: .editActivity(pick(Activity.self, records), activityValues(records))
    case .deleteActivity: .deleteActivity(pick(Activity.self, records))
    case .createFollowUp: .createFollowUp([.set(\.title, text())] + followUpValues(records))
    case .editFollowUp:
      .editFollowUp(pick(FollowUp.self, records), followUpValues(records), seen: rarely(.set(\.title, "Unseen")))
    case .deleteFollowUp: .deleteFollowUp(pick(FollowUp.self, records))
    case .createContact: .createContact(contactValues(records, withEmail: true))
    case .editContact:
      .editContact(
        pick(Contact.self, records), contactValues(records, withEmail: false), links: links(contact: nil),
        seen: rarely(.set(\.phone, "1")))
    case .deleteContact: .deleteContact(pick(Contact.self, records))
    case .createCompany: .createCompany([.set(\.name, text())] + companyValues(records))
    case .editCompany:
      .editCompany(
        pick(Company.self, records), companyValues(records),
        links: LinkNames(company: random.oneIn(40) ? "Acme" : nil, owner: random.pick(nil, "ANA", "nobody here")),
        seen: rarely(.set(\.website, "x.example")))
    case .deleteCompany: .deleteCompany(pick(Company.self, records))
    case .createUser: .createUser(name: random.pick("ana", "bo", "cem", "", "dora"))
    case .setGoal:
      .setGoal(
        owner: pick(User.self, records), period: random.pick("2026-Q1", "2026-03", "2026-q4", "soon"),
        currency: random.pick(nil, .usd, .eur), target: random.pick(0, 5, 250_000_00, -1))
    case .deleteGoal: .deleteGoal(pick(Goal.self, records))
    case .reviewDeal: .reviewDeal(pick(Deal.self, records), reason: text())
    case .deleteReview: .deleteReview(pick(ReviewItem.self, records))
    case .bulk: bulk(records)
    case .importDeals: .importDeals(batch(records))
    case .revert: .revert(action(records))
    }
  }

  /// What nobody can have seen, now and then.
  private mutating func rarely<E: Entity>(_ value: Assignment<E>) -> [Assignment<E>] {
    random.oneIn(20) ? [value] : []
  }

  private mutating func bulk(_ records: DictionaryRecords) -> Change {
    let kinds: [ChangeKind] = [
      .createDeal, .editDeal, .editDeal, .createActivity, .deleteDeal, .addStage, .editCompany,
    ]
    return .bulk(
      (0..<random.pick(1, 2, 3)).map { _ in change(kinds.randomElement(using: &random) ?? .editDeal, records) })
  }

  /// Mostly one of the latest, since most older ones can no longer be reverted.
  private mutating func action(_ records: DictionaryRecords) -> ActionID {
    let actions = random.oneIn(3) ? records.actions : records.actions.suffix(4)
    return random.pick(actions)?.id ?? ActionID(bits: 1)
  }
}

extension ChangeKind {
  fileprivate static let frequent: [ChangeKind] = [
    .createDeal, .createDeal, .editDeal, .editDeal, .editDeal, .reopenDeal, .createActivity, .createFollowUp,
    .editActivity, .editFollowUp, .editContact, .editCompany, .importDeals, .bulk, .revert,
  ]
}

// The small parts that the others draw from.
extension RandomChanges {
  mutating func pick<E: Stored>(
    _ type: E.Type, _ records: DictionaryRecords, where fits: (E) -> Bool = { _ in true }
  ) -> Identifier<E> {
    let all = records.all(type)
    let fitting = all.filter(fits)
    if random.oneIn(40) { return Identifier(bits: 12345) }
    return (random.pick(random.oneIn(8) || fitting.isEmpty ? all : fitting))?.id ?? Identifier(bits: 12345)
  }

  mutating func maybe<E: Stored>(_ type: E.Type, _ records: DictionaryRecords) -> Identifier<E>? {
    random.oneIn(3) ? nil : pick(type, records)
  }

  mutating func text() -> String {
    random.oneIn(40)
      ? random.pick("", "   ", String(repeating: "x", count: 256))
      : random.pick("Globex rollout", "Initech licences", "  padded\t", "naïve\u{1b}[31m", "Hooli", "日本 計画", "Acme")
  }

  /// Within some weeks of now, on either side.
  mutating func moment() -> Timestamp {
    now.advanced(bySeconds: Int64.random(in: -3_000_000...500_000, using: &random))
  }

  mutating func day() -> Timestamp { moment().utcDay.midnightUTC }

  /// Some of them, in their order.
  mutating func some<Element>(_ elements: [Element]) -> [Element] {
    elements.filter { _ in random.oneIn(3) }
  }
}
