/// What the values of a field are, for those who read or write them as text.
package enum FieldKind: Hashable, Sendable {
  case id(prefix: String)
  case text
  /// Minor units of the row's currency, from 0.
  case money
  case currency
  case moment
  /// A moment whose UTC date is what people see and compare; a date alone is its midnight.
  case date
  case word([String])
  case color
  case number(ClosedRange<Int64>)
  case flag
  case json
}

/// Who may set a field.
package enum FieldAccess: Hashable, Sendable {
  /// Set by people and programs through the contract.
  case writable
  /// Set by the rules only; the contract sends it.
  case readOnly
  /// Ours: set by the board's own changes, never through the contract's bodies.
  case local
  /// Ours: computed by the rules from other rows, and never compared when a change is reverted.
  case derived
}

/// One field of an entity: one row of the table that file, journal, wire, forms, import and filter read.
package struct Field<Owner>: Sendable {
  /// The contract's name, which is the column's name as well.
  package let name: String
  package let kind: FieldKind
  /// Whether a row is never without a value of it.
  package let isRequired: Bool
  /// Whether the contract has a value for rows that are given none; clearing the field sets that again.
  package let hasDefault: Bool
  package let access: FieldAccess
  package let get: @Sendable (Owner) -> Scalar
  /// False, with the owner unchanged, when the scalar is no value of the field's type.
  package let set: @Sendable (inout Owner, Scalar) -> Bool
  let path: any PartialKeyPath<Owner> & Sendable
  /// Where the property lies in the owner's memory.
  let offset: Int?

  // Inlined, so that the closures are made for the types of each field; every row goes through them.
  @inline(__always)
  init<Value: ScalarConvertible>(
    _ name: String, _ path: any WritableKeyPath<Owner, Value> & Sendable, _ kind: FieldKind, required: Bool = false,
    hasDefault: Bool = false, _ access: FieldAccess = .writable
  ) {
    self.name = name
    self.kind = kind
    isRequired = required || hasDefault
    self.hasDefault = hasDefault
    self.access = access
    self.path = path
    offset = MemoryLayout<Owner>.offset(of: path)
    get = { $0[keyPath: path].scalar }
    set = { owner, scalar in
      guard let value = Value(scalar: scalar) else { return false }
      owner[keyPath: path] = value
      return true
    }
  }
}

/// A row of one table, made of fields.
package protocol Entity: Identified, Hashable, Sendable {
  static var table: Table { get }
  /// Every stored field in the order of the columns; the first is `id`.
  static var fields: [Field<Self>] { get }
  var id: Identifier<Self> { get set }
  /// An entity with the defaults of the contract and nothing else.
  init(id: Identifier<Self>)
}

extension Entity {
  /// The field of that name; nil when there is none.
  package static func field(_ name: String) -> Field<Self>? {
    // Looked up among the plain columns: an import asks this for every value, and copying generic fields is slow.
    table.columns.firstIndex { $0.name == name }.map { fields[$0] }
  }

  /// Every stored value in the order of `fields`.
  package var scalars: [Scalar] { Self.fields.map { $0.get(self) } }

  /// Everything that people have set: what whoever throws it away must have seen.
  package var givenValues: [Assignment<Self>] {
    Self.fields.filter { $0.access == .writable || $0.access == .local }
      .map { Assignment(field: $0.name, value: $0.get(self)) }
  }
}

/// One field set to one value: what an edit holds, and what the board saw before it.
package struct Assignment<Owner: Entity>: Hashable, Sendable {
  /// The name of one of the owner's fields.
  package let field: String
  package let value: Scalar

  /// Takes the value as it comes from outside; `apply` checks name and value and refuses by field.
  package init(field: String, value: Scalar) {
    self.field = field
    self.value = value
  }

  /// Names the field by its property, so that name and type cannot be wrong.
  package static func set<Value: ScalarConvertible>(
    _ path: WritableKeyPath<Owner, Value>, _ value: Value
  ) -> Assignment {
    let partial: PartialKeyPath<Owner> = path
    // Comparing paths is slow, so first the place in memory is, which only a path into a field shares with it.
    let offset = MemoryLayout<Owner>.offset(of: path)
    guard let index = Owner.table.columns.firstIndex(where: { $0.offset == offset }),
      Owner.fields[index].path as PartialKeyPath<Owner> == partial
    else { preconditionFailure("\(path) is not a stored field") }
    return Assignment(field: Owner.table.columns[index].name, value: value.scalar)
  }
}
