package import Sales

/// Filters by what the words of the language say, deal by deal.
extension DictionaryStore {
  package func matches(_ deal: Deal, _ filter: Filter) -> Bool {
    filter.terms.allSatisfy { holds($0.test, deal) != $0.isNegated }
  }

  private func holds(_ test: Filter.Test, _ deal: Deal) -> Bool {
    switch test {
    case .text(let text):
      return [deal.name, company(of: deal)?.name, contact(of: deal)?.displayName].compactMap(\.self)
        .contains { folded($0).contains(text) }
    case .word(let field, let text): return self.text(field, deal).map { Self.hasWord(folded($0), text) } ?? false
    case .owner(let user): return deal.ownerID == user
    case .stages(let stages): return stages.contains(deal.stageID)
    case .reached(let stages):
      return StageTransition.standing(records.history(of: deal.id)).contains { stages.contains($0.toStageID) }
    case .statuses(let statuses): return statuses.contains(deal.status)
    case .value(let amount): return compares(deal, amount)
    case .moment(let field, let span, let wholeDays):
      guard let moment = moment(field, deal) else { return false }
      return (moment.seconds % 86_400 == 0 ? wholeDays : span).holds(moment)
    case .missing(let field): return isMissing(field, deal)
    case .attention(let clock):
      guard case .stage(let stage) = records.rows[.stage(deal.stageID)] else { return false }
      return !plainCard(deal).attention(in: stage, at: present(of: clock)).isEmpty
    case .overdue(let clock):
      let card = plainCard(deal)
      let isLate = card.nextStep.map { $0.lateness(at: present(of: clock)) != nil } ?? false
      return deal.isActive && !card.isParked(at: present(of: clock)) && isLate
    case .parked(let clock): return deal.isActive && plainCard(deal).isParked(at: present(of: clock))
    }
  }

  private func text(_ field: Filter.TextField, _ deal: Deal) -> String? {
    switch field {
    case .company: company(of: deal)?.name
    case .contact: contact(of: deal)?.displayName
    case .owner: login(deal.ownerID)
    case .source: deal.source
    case .lossReason: deal.lossReason
    }
  }

  /// Whether the text, or what is left of it after something that is neither letter nor digit, begins with `beginning`.
  private static func hasWord(_ text: String, _ beginning: String) -> Bool {
    text.indices.contains { index in
      let before = index == text.startIndex ? " " : text[text.index(before: index)]
      return !before.isLetter && !before.isNumber && text[index...].hasPrefix(beginning)
    }
  }

  /// In thousandths of the smallest unit there is, so that nothing is rounded.
  private func compares(_ deal: Deal, _ amount: AmountTest) -> Bool {
    if let currency = amount.currency, currency != deal.currency { return false }
    let (value, limit) = (
      Int128(deal.value) * 1000, Int128(amount.thousandths) * Int128(deal.currency.minorPerMajor)
    )
    return switch amount.comparison {
    case .less: value < limit
    case .atMost: value <= limit
    case .equal: value == limit
    case .atLeast: value >= limit
    case .more: value > limit
    }
  }

  private func moment(_ field: Filter.MomentField, _ deal: Deal) -> Timestamp? {
    switch field {
    case .touched: deal.touchedAt
    case .stageEntered: deal.stageEnteredAt
    case .created: deal.createdAt
    case .closed: deal.closedAt
    case .expectedClose: deal.expectedClose
    case .due: plainCard(deal).nextStep?.dueAt
    }
  }

  private func isMissing(_ field: Filter.OptionalField, _ deal: Deal) -> Bool {
    switch field {
    case .step: plainCard(deal).nextStep == nil
    case .value: deal.value == 0
    case .close: deal.expectedClose == nil
    case .owner: deal.ownerID == nil
    case .contact: deal.contactID == nil
    case .company: deal.companyID == nil
    case .reason: deal.status == .lost && deal.lossReason == nil
    }
  }

  private func plainCard(_ deal: Deal) -> Card {
    card(deal, ColumnOrder(order: .newest, tomorrow: Timestamp(seconds: 0)))
  }

  /// A zone in which the clock's date is the one that it says.
  private func present(of clock: Filter.Clock) -> Present {
    let noon = clock.today.midnightUTC.seconds + 43_200
    return Present(now: clock.now, zone: .fixed(seconds: Int(noon - clock.now.seconds)))
  }
}

extension Filter.Span {
  fileprivate func holds(_ moment: Timestamp) -> Bool {
    (from.map { moment >= $0 } ?? true) && (below.map { moment < $0 } ?? true)
  }
}
