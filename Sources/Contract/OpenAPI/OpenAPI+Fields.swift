import Sales

extension Resource {
  /// A row as it is sent: of its members only the id is always there.
  var schema: JSON {
    guard let table else { return eventSchema }
    let members = members.map { name in (name, table.column(name).map { $0.kind.sentSchema } ?? computed(name)) }
    guard self == .transition else { return OpenAPI.closed(members, needed: ["id"]) }
    // The first row of a history comes from no stage and says so.
    let all = members.map { $0.0 == "from_stage_id" ? ($0.0, $0.1.orNull) : $0 }
    return OpenAPI.closed(all, needed: members.map(\.0))
  }

  /// Members that no field has.
  private func computed(_ name: String) -> JSON {
    switch name {
    case "days_in_stage", "deal_age_days": FieldKind.number(0...Int64.max).schema
    case "stages": OpenAPI.list(of: OpenAPI.reference(Resource.stage.rawValue))
    case "relationships":
      OpenAPI.closed(
        Inclusion.links.map { ($0.rawValue, OpenAPI.reference("related")) }, needed: [])
    default: preconditionFailure("\(rawValue) has no member \(name)")
    }
  }

  /// The members of an event's data are those of the row that it is about.
  private var eventSchema: JSON {
    OpenAPI.closed(
      [
        ("id", FieldKind.id(prefix: "evt").schema), ("type", FieldKind.word(EventType.words).schema),
        ("occurred_at", FieldKind.moment.sentSchema), ("data", FieldKind.json.schema),
      ], needed: ["id", "type", "occurred_at", "data"])
  }

  /// The body that makes a row, or that changes the members which it has.
  func bodySchema(isNew: Bool) -> JSON {
    let columns = table?.columns.filter { $0.access == .writable && !(isNew && $0.name == "loss_reason") } ?? []
    var members = columns.map { column in
      let schema = column.bodySchema
      return (column.name, column.isRequired && !column.hasDefault ? schema : schema.orNull)
    }
    if isNew && self == .pipeline {
      members.append(("stages", OpenAPI.list(of: OpenAPI.reference(Resource.stage.rawValue + "_new")).orNull))
    }
    return OpenAPI.closed(members, needed: isNew ? needed : [])
  }
}

extension Column {
  fileprivate var bodySchema: JSON {
    switch kind {
    // Text loses the white space around it, and what is needed may not be blank then.
    case .text where isRequired:
      OpenAPI.object([
        ("type", .string("string")), ("pattern", .string("\\S")), ("maxLength", .number(Limits.nameLength)),
      ])
    case .moment where name == "due_at": FieldKind.date.schema
    case .id, .text, .money, .currency, .moment, .date, .word, .color, .number, .flag, .json: kind.schema
    }
  }
}

extension FieldKind {
  /// The values that are taken.
  var schema: JSON {
    switch self {
    case .id(let prefix): text(pattern: "^\(prefix)_[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$")
    case .text: OpenAPI.text
    case .money: integer(0...Int64.max)
    case .currency: text(pattern: "^[A-Z]{3}$")
    case .moment: text(format: "date-time")
    case .date: OpenAPI.object([("anyOf", .array([text(format: "date-time"), text(format: "date")]))])
    case .word(let words): OpenAPI.object([("type", .string("string")), ("enum", OpenAPI.strings(words))])
    case .color: text(pattern: "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$")
    case .number(let range): integer(range)
    case .flag: OpenAPI.object([("type", .string("boolean"))])
    case .json: OpenAPI.object([("type", .string("object"))])
    }
  }

  /// The values that are sent: dates as moments, and metadata that others have made too large as text.
  fileprivate var sentSchema: JSON {
    switch self {
    case .date: FieldKind.moment.schema
    case .json: OpenAPI.object([("type", OpenAPI.strings(["object", "string"]))])
    case .id, .text, .money, .currency, .moment, .word, .color, .number, .flag: schema
    }
  }

  private func text(pattern: String) -> JSON {
    OpenAPI.object([("type", .string("string")), ("pattern", .string(pattern))])
  }

  private func text(format: String) -> JSON {
    OpenAPI.object([("type", .string("string")), ("format", .string(format))])
  }

  private func integer(_ range: ClosedRange<Int64>) -> JSON {
    OpenAPI.object([
      ("type", .string("integer")), ("format", .string("int64")), ("minimum", .number(range.lowerBound)),
      ("maximum", .number(range.upperBound)),
    ])
  }
}

extension JSON {
  /// A schema that takes null too.
  fileprivate var orNull: JSON {
    OpenAPI.object([("anyOf", .array([self, OpenAPI.object([("type", .string("null"))])]))])
  }
}
