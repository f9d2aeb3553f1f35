import Sales

// MARK: - Money

extension RowReader {
  func setMoney(of draft: inout DealDraft, _ row: TableRow, _ result: inout DealRow) throws(CellFault) {
    let stated = try currency(row)
    let written = text(.value, row)
    if let stated { draft.values.append(.set(\.currency, stated)) }
    guard !written.isEmpty else {
      if stated == nil { draft.defaults.append(.set(\.currency, currency)) }
      result.value = Money(minor: 0, currency: stated ?? text.columns.currency ?? currency)
      return
    }
    guard let amount = amounts.read(written, in: stated ?? text.columns.currency ?? self.currency) else {
      let open = AmountColumn.currencies(sharing: written)
      throw CellFault(.value, open.isEmpty ? .noAmount(written) : .openCurrency(written, open))
    }
    if let stated, let named = amount.currency, stated != named {
      throw CellFault(.value, .otherCurrency(written, stated))
    }
    let said = stated ?? amount.currency ?? text.columns.currency
    let currency = amount.currency(stated: stated, usual: text.columns.currency ?? currency)
    if stated == nil {
      // A sign or a header says it of this row; what is only usual is for new deals.
      let isSaid = said != nil || amount.hasDollarSign
      let value = DealValue.set(\.currency, currency)
      if isSaid { draft.values.append(value) } else { draft.defaults.append(value) }
    }
    if options.isMinor, amount.number.decimals > 0 { throw CellFault(.value, .noMinorUnits(written, currency)) }
    let read =
      options.isMinor
      ? Int64(exactly: amount.number.digits).map { ($0, false) } : amount.number.minorUnits(of: currency)
    guard let (digits, isRounded) = read else { throw CellFault(.value, .tooLarge(written)) }
    result.isRounded = isRounded
    result.isNegative = amount.isNegative && digits != 0
    let minor = result.isNegative ? 0 : digits
    if !result.isNegative, !options.isMinor { draft.amount = amount.number }
    draft.values.append(.set(\.value, minor))
    result.hasValue = true
    result.value = Money(minor: Int128(minor), currency: currency)
  }

  private func currency(_ row: TableRow) throws(CellFault) -> Currency? {
    let word = text(.currency, row)
    if word.isEmpty { return nil }
    guard let currency = CurrencyName.read(word) else {
      throw CellFault(.currency, .unknownCurrency(word))
    }
    return currency
  }
}

// MARK: - Time

extension RowReader {
  /// Gives the draft its past. What the row does not say stays unsaid: no day is made up for a closed deal.
  func setTimes(
    of draft: inout DealDraft, _ row: TableRow, _ outcome: Claim.Outcome?, _ result: inout DealRow
  ) throws(CellFault) {
    let zone = present.zone
    let created = try date(.created, row)
    let entered = try date(.stageEntered, row)?.moment(in: zone)
    let isClosed = result.status.isClosed
    let closing = try closing(of: result.status, row)
    // What our own file has is no new mistake.
    if isClosed, !isExport, let closing { try require(closing.date, in: closing.field, row, after: created) }
    let expected = try date(.expectedClose, row)
    // An hour that another program wrote beside it is where that program's clock stands, and would shift the day.
    if let expected {
      draft.values.append(
        .set(\.expectedClose, isExport ? expected.moment(in: zone) : expected.day.midnightUTC))
    } else if !isClosed, let closing, closing.field == .closed, outcome != nil || result.place.isNamed || isExport {
      // Programs with one close date mean the day hoped for as long as the deal is open.
      draft.values.append(.set(\.expectedClose, closing.date.day.midnightUTC))
    }
    let closed = isClosed ? closing.map { day($0.date).moment(in: zone) } : nil
    draft.closing = closed.map { .at($0) } ?? (isClosed && (entered == nil || isExport) ? .unknown : .onEntry)
    // Of a deal that is there such a row does not say whether the one date is that of its end.
    if let closing, closing.field == .closed, outcome == nil, !result.place.isNamed, !isExport {
      draft.closing = .closeDate(
        closed: day(closing.date).moment(in: zone), expected: closing.date.day.midnightUTC)
    }
    // As stated, also where a deal is older than its row, such as one that came from yet another program.
    draft.createdAt = created.map { day($0).moment(in: zone) } ?? [entered, closed].compactMap(\.self).min()
    setVisits(of: &draft, result.place, entered: entered, closed: closed)
    draft.lastActivity = try date(.lastActivity, row)?.moment(in: zone)
    result.hasCloseDate = isClosed ? closed != nil : expected != nil || closing?.field == .closed
    result.isClosedWithoutDay = isClosed && closed == nil && entered == nil
  }

  /// A midnight with an offset is a day, as programs write one that stand elsewhere.
  private func day(_ date: WrittenDate) -> WrittenDate {
    date.time?.seconds == 0 && date.time?.offset != nil && !isExport ? WrittenDate(day: date.day, time: nil) : date
  }

  /// The day on which the deal was won or lost, or for an open one of a program with one close date the day hoped for.
  private func closing(
    of status: DealStatus, _ row: TableRow
  ) throws(CellFault) -> (date: WrittenDate, field: ImportField)? {
    let own: ImportField? = status == .won ? .wonDate : status == .lost ? .lostDate : nil
    if let own, let date = try date(own, row) { return (date, own) }
    return try date(.closed, row).map { ($0, .closed) }
  }

  /// A closing that is still to come, or comes before the deal, is a fault of the file.
  private func require(
    _ closing: WrittenDate, in field: ImportField, _ row: TableRow, after created: WrittenDate?
  ) throws(CellFault) {
    let zone = present.zone
    let word = text(field, row)
    let closing = day(closing)
    if closing.day(in: zone) > present.today { throw CellFault(field, .closedAhead(word)) }
    guard let created else { return }
    if closing.day(in: zone) < day(created).day(in: zone) {
      throw CellFault(field, .closedBeforeCreation(word, created: text(.created, row)))
    }
  }

  /// The stages that the deal went through, as far as the row says when it came there.
  private func setVisits(
    of draft: inout DealDraft, _ place: StageBook.Place, entered: Timestamp?, closed: Timestamp?
  ) {
    guard place.isNamed || isExport else { return }
    let arrival = place.type == .open || isExport ? entered : closed ?? entered
    guard let arrival = arrival ?? (place.type == .open ? draft.createdAt : nil) else { return }
    // A closed row's earlier entry is that of the last open stage: it was worked on from then until it closed.
    if !isExport, let entered, entered < arrival, let open = book.lastOpenStage(before: place) {
      draft.visits.append(DealDraft.Visit(stage: open, enteredAt: entered))
    }
    draft.visits.append(DealDraft.Visit(stage: place.name, enteredAt: arrival))
  }
}

extension WrittenDate {
  /// The day on a calendar of the zone; a day alone is itself.
  func day(in zone: Zone) -> Day { time == nil ? day : zone.day(of: moment(in: zone)) }
}
