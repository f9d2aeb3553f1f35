import Sales
import Screen

/// Every stored field of a deal, its contact and its company, from the tables of fields: what the pane shows instead of
/// the timeline when it is asked for all.
struct PaneRecord {
  let detail: DealDetail
  let model: Model

  struct Section {
    let title: String
    let lines: [Line]
  }

  struct Line {
    let place: FieldPlace
    let label: String
    let text: String
  }

  init(_ detail: DealDetail, _ model: Model) {
    self.detail = detail
    self.model = model
  }

  var sections: [Section] {
    var sections = [section("Deal", of: detail.card.deal)]
    if let contact = detail.contact { sections.append(section("Contact", of: contact)) }
    if let company = detail.company { sections.append(section("Company", of: company)) }
    return sections
  }

  private func section<E: Stored>(_ title: String, of entity: E) -> Section {
    let lines = E.fields.map { field in
      Line(
        place: FieldPlace(E.key(entity.id), field.name), label: FieldText.label(field.name),
        text: text(field.get(entity), field))
    }
    return Section(title: title, lines: lines)
  }

  private func text<E>(_ value: Scalar, _ field: Field<E>) -> String {
    switch (field.kind, value) {
    case (_, .null): return ""
    // As it is stored, since it may be of any shape.
    case (.json, _): return value == Metadata.empty.scalar ? "" : FieldText.written(value, .json, currency: .usd)
    case (.money, .integer(let minor)): return model.money.exact(minor, detail.card.deal.currency)
    case (.date, .integer(let seconds)): return DateText.long(Timestamp(seconds: seconds).utcDay)
    case (.moment, .integer(let seconds)):
      let moment = Timestamp(seconds: seconds)
      let zone = model.world.present.zone
      return DateText.long(zone.calendarDay(of: moment)) + " " + DateText.time(moment, zone: zone)
    case (.id, .text(let id)) where field.name != "id": return detail.name(of: id) ?? id
    default: return FieldText.written(value, field.kind, currency: detail.card.deal.currency)
    }
  }
}

extension PaneText {
  /// The record under headings; a field without a value has a dash, so that nothing seems to be missing.
  func recordLines(_ detail: DealDetail, cells: Int) -> [PaneLine] {
    let sections = PaneRecord(detail, model).sections
    let labels = min(max(6, cells / 2), sections.flatMap(\.lines).map { width($0.label) }.max() ?? 0)
    return sections.flatMap { section -> [PaneLine] in
      [PaneLine(left: [Span(section.title, .title)])]
        + section.lines.flatMap { recordLines($0, labels: labels, cells: cells) } + [.blank]
    }
  }

  /// One field, which goes on under itself where it is long, such as metadata; while it is typed, the line of its editor.
  private func recordLines(_ line: PaneRecord.Line, labels: Int, cells: Int) -> [PaneLine] {
    let start = padded(fit(line.label, labels), labels + 2)
    let indent = padded("", labels + 2)
    let room = max(8, cells - labels - 2)
    if case .field(let form) = model.mode, form.place == line.place {
      let (text, caret, _) = form.entry.editor.window(columns: room, glyphs: glyphs)
      return [
        PaneLine(left: [Span(start, .strong), Span(text, .text)], place: line.place, caret: width(start) + caret)
      ]
    }
    let text = lines(of: line.text.isEmpty ? "-" : line.text, to: room)
    return text.enumerated().map { index, piece in
      let role: Role = line.text.isEmpty ? .muted : .text
      return PaneLine(left: [Span(index == 0 ? start : indent, .muted), Span(piece, role)], place: line.place)
    }
  }
}

extension Model {
  /// The fields that the record lists, in its order.
  var recordPlaces: [FieldPlace] {
    guard let detail = pane?.detail else { return [] }
    return PaneRecord(detail, self).sections.flatMap(\.lines).map(\.place)
  }

  /// The chosen field; nil when none is listed.
  var chosenField: FieldPlace? {
    let places = recordPlaces
    guard let pane, pane.showsRecord, places.indices.contains(pane.chosen) else { return nil }
    return places[pane.chosen]
  }
}
