import Sales
import Screen

/// What the pane says about a deal, field by field.
struct PaneFacts {
  let detail: DealDetail
  let model: Model

  init(_ detail: DealDetail, _ model: Model) {
    self.detail = detail
    self.model = model
  }

  struct Field {
    let label: String
    let value: Span
    /// What may follow it where there is room: the first that fits.
    let remarks: [String]

    init(_ label: String, _ value: Span, _ remarks: [String] = []) {
      self.label = label
      self.value = value
      self.remarks = remarks
    }
  }

  private var deal: Deal { detail.card.deal }
  private var today: Day { model.world.present.today }

  /// Every field that has a value, and those whose lack matters; source and age only where there is room for them.
  func fields(withOrigin: Bool) -> [Field] {
    var fields = [value]
    if let company = detail.company?.name { fields.append(Field("Company", Span(company, .text))) }
    fields += [contact, close, nextStep, owner].compactMap(\.self)
    guard withOrigin else { return fields }
    if let source = deal.source { fields.append(Field("Source", Span(source, .text))) }
    let created = model.world.present.zone.calendarDay(of: deal.createdAt)
    fields.append(
      Field("Created", Span(DateText.full(created), .text), [DateText.relative(created, today: today)]))
    return fields
  }

  private var value: Field {
    guard deal.value != 0 else { return deal.isActive ? none("Value") : Field("Value", Span("-", .text)) }
    let money = model.money
    var remarks: [String] = []
    if deal.isActive, let percent = detail.stage.probability {
      let whole = Money(minor: Int128(deal.value), currency: deal.currency)
      remarks = whole.weighted(percent: percent).map { ["weighted " + money.exact($0)] } ?? []
    }
    return Field("Value", Span(money.exact(deal.value, deal.currency), .text), remarks)
  }

  private var contact: Field? {
    guard let contact = detail.contact else { return nil }
    let remark = contact.title ?? (contact.displayName == contact.email ? nil : contact.knownEmail)
    return Field("Contact", Span(contact.displayName, .text), remark.map { [$0] } ?? [])
  }

  private var close: Field? {
    guard let day = deal.expectedClose?.utcDay else { return deal.isActive ? none("Close") : nil }
    let remark =
      switch detail.slips {
      case ...0: deal.isActive ? DateText.relative(day, today: today) : ""
      case 1: "moved once"
      case 2: "moved twice"
      default: "moved \(detail.slips) times"
      }
    return Field("Close", Span(DateText.long(day), .text), remark.isEmpty ? [] : [remark])
  }

  private var nextStep: Field? {
    guard let step = detail.card.nextStep else { return deal.isActive ? none("Next step") : nil }
    let day = step.day(in: model.world.present.zone)
    let time = step.dueAt.isAllDay ? "" : " " + DateText.time(step.dueAt, zone: model.world.present.zone)
    let relative = DateText.relative(day, today: today)
    return Field(
      "Next step", Span(step.title, .text),
      [
        DateText.long(day) + time + ", " + relative,
        DateText.weekdays[day.weekday] + " " + DateText.short(day, today: today) + time, relative,
      ])
  }

  private var owner: Field? {
    guard let owner = detail.card.owner else { return deal.isActive ? none("Owner") : nil }
    return Field("Owner", Span(owner, .text))
  }

  private func none(_ label: String) -> Field { Field(label, Span("none", .soon)) }
}

/// How long a deal has been in a stage, all its stays there together.
struct StageStay: Hashable {
  let stage: StageID
  /// The stage's name when the deal came there last.
  var name: String
  var seconds: Int64

  var days: Int { Int(seconds / 86_400) }

  /// Each stage that the deal was in, in the order in which it came there first; a closed stage is no time spent,
  /// and nor is the last one of a deal that was closed on a day that nobody knows.
  static func all(of detail: DealDetail, until now: Timestamp) -> [StageStay] {
    let deal = detail.card.deal
    let end = deal.isActive ? now : deal.closedAt
    var visits = StageTransition.stays(detail.history, until: end ?? now)
    // Nor is the last one known to end where nobody knows the closing day.
    let isOver = end == nil || deal.status.isClosed && detail.stage.type != .open
    if isOver, !visits.isEmpty { visits.removeLast() }
    var stays: [StageStay] = []
    for (visit, seconds) in visits {
      if let known = stays.firstIndex(where: { $0.stage == visit.toStageID }) {
        stays[known].seconds += seconds
        stays[known].name = visit.toStageName
      } else {
        stays.append(StageStay(stage: visit.toStageID, name: visit.toStageName, seconds: seconds))
      }
    }
    return stays
  }
}
