import Sales
import Screen

/// Every stored field of a deal, its contact and its company, from the tables of fields: what the pane shows instead of
/// the timeline when it is asked for all.
struct PaneRecord {
  let detail: DealDetail
  let painter: Painter

  struct Section {
    let title: String
    let lines: [(label: String, text: String)]
  }

  init(_ detail: DealDetail, painter: Painter) {
    self.detail = detail
    self.painter = painter
  }

  var sections: [Section] {
    var sections = [section("Deal", of: detail.card.deal)]
    if let contact = detail.contact { sections.append(section("Contact", of: contact)) }
    if let company = detail.company { sections.append(section("Company", of: company)) }
    return sections
  }

  private func section<E: Entity>(_ title: String, of entity: E) -> Section {
    let lines = E.fields.flatMap { field -> [(label: String, text: String)] in
      let value = field.get(entity)
      let label = field.kind == .id(prefix: E.idPrefix) ? "id" : DealForm.label(field.name)
      if field.kind == .json { return metadata(label, value) }
      return [(label, text(value, field))]
    }
    return Section(title: title, lines: lines)
  }

  /// One line for the object as it is stored, since it may be of any shape.
  private func metadata(_ label: String, _ value: Scalar) -> [(label: String, text: String)] {
    [(label, value == Metadata.empty.scalar ? "" : FieldText.written(value, .json, currency: .usd))]
  }

  private func text<E>(_ value: Scalar, _ field: Field<E>) -> String {
    switch (field.kind, value) {
    case (_, .null): return ""
    case (.money, .integer(let minor)): return painter.model.money.exact(minor, detail.card.deal.currency)
    case (.date, .integer(let seconds)): return DateText.long(Timestamp(seconds: seconds).utcDay)
    case (.moment, .integer(let seconds)):
      let moment = Timestamp(seconds: seconds)
      let zone = painter.present.zone
      return DateText.long(zone.calendarDay(of: moment)) + " " + DateText.time(moment, zone: zone)
    case (.id, .text(let id)) where field.name != "id": return named(id) ?? id
    default: return FieldText.written(value, field.kind, currency: detail.card.deal.currency)
    }
  }

  /// What an id stands for, among what the pane knows.
  private func named(_ id: String) -> String? {
    if id == detail.pipeline.id.description { return detail.pipeline.name }
    if id == detail.stage.id.description { return detail.stage.name }
    if id == detail.company?.id.description { return detail.company?.name }
    if id == detail.contact?.id.description { return detail.contact?.displayName }
    return UserID(id).flatMap { detail.users[$0] }
  }
}

extension Painter {
  /// The record under headings; a field without a value has a dash, so that nothing seems to be missing.
  func recordLines(_ detail: DealDetail, cells: Int) -> [PaneLine] {
    let sections = PaneRecord(detail, painter: self).sections
    let labels = sections.flatMap(\.lines).map { width($0.label) }.max() ?? 0
    return sections.flatMap { section -> [PaneLine] in
      let lines = section.lines.flatMap { line -> [PaneLine] in
        let gap = String(repeating: " ", count: labels - width(line.label) + 2)
        // What is long, such as metadata, goes on under itself.
        let text = wrapped(glyphs.shown(line.text.isEmpty ? "-" : line.text), to: max(8, cells - labels - 2))
        return text.enumerated().map { index, piece in
          let start = index == 0 ? line.label + gap : String(repeating: " ", count: labels + 2)
          return PaneLine(left: [Span(start, .muted), Span(piece, line.text.isEmpty ? .muted : .text)])
        }
      }
      return [PaneLine(left: [Span(section.title, .title)])] + lines + [.blank]
    }
  }
}
