import Sales
import Support
import Testing

@testable import Commands

/// A world on 2026-11-30, into which files are imported as in a pipe.
struct ImportCase {
  let world = World()

  init(now: String = "2026-11-30T12:00:00Z") {
    world.clock.milliseconds = (Timestamp(now)?.seconds ?? 0) * 1000
  }

  /// Imports the text into `deals.db`; the exit code.
  @discardableResult
  func run(_ text: String, _ options: String = "") -> Int32 {
    run(bytes: Array(text.utf8), options)
  }

  @discardableResult
  func run(bytes: [UInt8], _ options: String = "") -> Int32 {
    world.files["in.csv"] = bytes
    return world.run("import in.csv --db deals.db " + options)
  }

  var records: DictionaryRecords? { world.store?.records }

  /// In the order in which they were made.
  var deals: [Deal] {
    guard let records else { return [] }
    var keys: [Key] = []
    for edit in records.journal where edit.entry.kind == .create && !keys.contains(edit.entry.key) {
      keys.append(edit.entry.key)
    }
    return keys.compactMap { records.rows[$0].flatMap(Deal.init(row:)) }
  }

  func stage(_ deal: Deal?) -> Stage? { deal.flatMap { records?.rows[.stage($0.stageID)] }.flatMap(Stage.init(row:)) }

  func pipeline(_ deal: Deal?) -> Pipeline? {
    deal.flatMap { records?.rows[.pipeline($0.pipelineID)] }.flatMap(Pipeline.init(row:))
  }

  func contact(_ deal: Deal?) -> Contact? {
    deal?.contactID.flatMap { records?.rows[.contact($0)] }.flatMap(Contact.init(row:))
  }

  func owner(_ deal: Deal?) -> String? {
    deal?.ownerID.flatMap { records?.rows[.user($0)] }.flatMap(User.init(row:))?.name
  }

  var stages: [Stage] {
    world.store?.pipelines().flatMap(\.stages) ?? []
  }

  var said: String { world.out + world.errors }
}
